//! A zone that leaves signing: signed until its parent has let its keys go and nobody remembers it.

use std::sync::Arc;

use foral_dns::feed::{Answer, Family, Roll, Task, Withdraw};
use foral_dns::wire::{Name, Rtype};
use foral_registry::clock::Clock;

use crate::things::{name, quick};
use crate::world::{Running, on_both};

/// What stands at the zone's apex of a type.
fn at_apex(feed: &Running, rtype: Rtype) -> Vec<Box<[u8]>> {
    let version = feed.published().current();
    let records = version.at(version.origin()).into_iter();
    records
        .filter(|record| record.rtype == rtype)
        .map(|record| record.rdata)
        .collect()
}

fn is_signed(feed: &Running) -> bool {
    let signed = [Rtype::DNSKEY, Rtype::RRSIG].map(|rtype| !at_apex(feed, rtype).is_empty());
    assert_eq!(signed[0], signed[1]);
    signed[0]
}

/// The tags of the DS that a parent has for the child.
fn vouched(parent: &Running) -> Vec<u16> {
    let owner = Name::from_domain(&name("com.pt"));
    let delegation = parent.published().current().delegation(&owner);
    delegation.map_or_else(Vec::new, |it| it.ds.iter().map(|ds| ds.key_tag).collect())
}

async fn confirmed(child: &Running) {
    loop {
        // It panics when it took too long.
        child.until(|_| true).await;
        let Ok(Answer::Keys(keys)) = child.ask(Task::Keys).await else { panic!("it has keys") };
        if keys.iter().all(|key| !key.awaits_parent) {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_zone_is_signed_until_nobody_needs_it() {
    on_both("removals_max = 100", async |world| {
        let [pt, com_pt] = quick();
        for policy in [&pt, &com_pt] {
            world.put_zone(policy).await;
        }
        let family = Arc::new(Family::default());
        let parent = world.follow_signed("pt", &family).await;
        let child = world.follow_signed("com.pt", &family).await;
        parent.until(|_| vouched(&parent).len() == 1).await;
        confirmed(&child).await;
        let key = vouched(&parent);

        // The policy alone takes no signature away, nor does a restart.
        let unsigned = com_pt.replace("by = \"foral\"", "by = \"elsewhere\"");
        world.put_zone(&unsigned).await;
        let told = |said: &[String]| said.iter().any(|it| it.contains("zone key withdraw"));
        child.until(|status| told(&status.not_followed)).await;
        child.end().await;
        let child = world.follow_signed("com.pt", &family).await;
        child.until(|status| told(&status.not_followed)).await;
        assert!(is_signed(&child));
        let gone = child.ask(Task::Withdraw(Withdraw::Gone)).await.unwrap_err();
        assert_eq!(gone, "the parent is not asked to let the zone's keys go");

        // The wish can be taken back, and the parent vouches again.
        child.ask(Task::Withdraw(Withdraw::Ask)).await.unwrap();
        assert_eq!(at_apex(&child, Rtype::CDS), [Box::from([0, 0, 0, 0, 0])]);
        assert_eq!(at_apex(&child, Rtype::CDNSKEY), [Box::from([0, 0, 3, 0, 0])]);
        let rolled = child.ask(Task::Roll(Roll::KeySigning)).await.unwrap_err();
        assert_eq!(rolled, "the parent is asked to let the zone's keys go");
        child.ask(Task::Withdraw(Withdraw::Cancel)).await.unwrap();
        assert_eq!(child.status().await.withdrawal, None);
        parent.until(|_| vouched(&parent) == key).await;
        confirmed(&child).await;
        assert_eq!(at_apex(&child, Rtype::CDS)[0][..2], key[0].to_be_bytes());

        child.ask(Task::Withdraw(Withdraw::Ask)).await.unwrap();
        assert_eq!(vouched(&parent), key, "the parent does not know yet");
        parent.until(|_| vouched(&parent).is_empty()).await;
        assert!(is_signed(&child), "its secondaries may not know yet");
        let is_seen = |status: &foral_dns::feed::Status| {
            status.withdrawal.is_none_or(|it| it.forgotten.is_some())
        };
        let forgotten = child
            .until(is_seen)
            .await
            .withdrawal
            .unwrap()
            .forgotten
            .unwrap();
        child.until(|_| !is_signed(&child)).await;
        assert!(Clock::system().now() >= forgotten, "others remember the DS for its time to live");
        let status = child.until(|status| status.withdrawal.is_none()).await;
        assert_eq!(status.not_followed, Vec::<String>::new());
        assert_eq!(at_apex(&child, Rtype::CDS), Vec::<Box<[u8]>>::new());
        let Ok(Answer::Keys(keys)) = child.ask(Task::Keys).await else { panic!("it has none") };
        assert_eq!(keys, []);
        child.end().await;
        let child = world.follow_signed("com.pt", &family).await;
        child.until(|status| status.followed > 0).await;
        assert!(!is_signed(&child));
        child.end().await;
        parent.end().await;
    })
    .await;
}
