//! The zone of the demonstration in which claims are told: whoever knows nothing of launches
//! registers there as anywhere.

use super::frames::Name;
use super::{session, somebody};
use crate::commands::domain_and;
use crate::stage::{ok, on_both, refused, valid};

const LAUNCH: &str = "urn:ietf:params:xml:ns:launch-1.0";
const ZONE: &str = "zz--claims-1234";

#[tokio::test(flavor = "multi_thread")]
async fn a_claim_is_told_and_other_names_are_registered_as_anywhere() {
    on_both(async |place| {
        let mut alfa = session(place, 0).await;
        let (claimed, free) = (format!("marca.{ZONE}"), format!("sem-marca.{ZONE}"));
        let names: String = [&claimed, &free]
            .map(|name| format!("<domain:name>{name}</domain:name>"))
            .concat();
        let asked = format!(
            "<launch:check xmlns:launch=\"{LAUNCH}\"><launch:phase>claims</launch:phase>\
             </launch:check>"
        );
        let answer = ok(&mut alfa, &domain_and("check", &names, &asked)).await;
        let data = answer.extension("launch:chkData").unwrap();
        let keys: Vec<usize> = data.children[1..]
            .iter()
            .map(|of_name| of_name.children.len() - 1)
            .collect();
        assert_eq!(keys, [1, 0], "{data:?}");
        let handle = somebody(&mut alfa).await;
        let create = Name::new(&claimed, &handle).create();
        refused(&mut alfa, &create, 2304, "notice-missing").await;
        ok(&mut alfa, &Name::new(&free, &handle).create()).await;
        valid(&[&alfa]);
    })
    .await;
}
