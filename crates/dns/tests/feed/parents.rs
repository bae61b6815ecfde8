//! A zone below another one of ours: its parent vouches for its keys, and a rollover needs nobody.

use std::sync::Arc;

use foral_dns::feed::{Answer, Family, KeyState, Roll, Task};
use foral_dns::keys::{Role, State};
use foral_dns::wire::Name;

use crate::things::{name, quick};
use crate::world::{Running, World};

/// The zone's key-signing keys that are not gone.
async fn ksks(feed: &Running) -> Vec<KeyState> {
    let Ok(Answer::Keys(keys)) = feed.ask(Task::Keys).await else { panic!("it has keys") };
    let present = |key: &KeyState| key.role == Role::KeySigning && key.state != State::Removed;
    keys.into_iter().filter(present).collect()
}

async fn until(feed: &Running, is_so: impl Fn(&[KeyState]) -> bool) -> Vec<KeyState> {
    loop {
        // It panics when it took too long.
        let so = ksks(feed).await;
        if is_so(&so) {
            return so;
        }
        feed.until(|_| true).await;
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_is_followed_without_anybody_where_the_parent_is_ours() {
    let world = World::new("removals_max = 100").await;
    for policy in quick() {
        world.put_zone(&policy).await;
    }
    let family = Arc::new(Family::default());
    let parent = world.follow_signed("pt", &family).await;
    let child = world.follow_signed("com.pt", &family).await;
    let tags = || {
        let owner = Name::from_domain(&name("com.pt"));
        let delegation = parent.published().current().delegation(&owner);
        let signers = delegation.map_or_else(Vec::new, |delegation| delegation.ds);
        signers.iter().map(|ds| ds.key_tag).collect::<Vec<_>>()
    };
    let first = until(&child, |keys| keys.len() == 1 && !keys[0].awaits_parent).await;
    assert_eq!(tags(), [first[0].tag], "the parent has its DS");

    child.ask(Task::Roll(Roll::KeySigning)).await.unwrap();
    let both = ksks(&child).await;
    assert_eq!(both.len(), 2);
    let new = both.iter().find(|key| key.tag != first[0].tag).unwrap().tag;
    assert_eq!(tags(), [first[0].tag], "it waits until everybody knows the new key");
    let last = until(&child, |keys| keys.len() == 1).await;
    assert_eq!((last[0].tag, last[0].awaits_parent), (new, false));
    assert_eq!(tags(), [new]);
    child.end().await;
    parent.end().await;
}
