//! Maintenances (RFC 9167): planned, changed and called off by staff, begun and ended by time, and
//! heard of by registrars whom they concern.

use foral_epp_wire::answer::Answer;
use foral_testkit::epp::EppClient;

use crate::commands::command;
use crate::demonstration::Demonstration;
use crate::stage::{messages, newcomer, ok, on_both_in_time, refused, valid};

/// A zone in which the registrars of other stories hear nothing that they count.
const ZONE: &str = "gov.pt";
/// A zone behind another door.
const ELSEWHERE: &str = "zz--main-1234";

#[tokio::test(flavor = "multi_thread")]
async fn a_maintenance_is_told_from_plan_to_end() {
    on_both_in_time(async |place| {
        let (mut alfa, _) = newcomer(place).await;
        let day = day_after(place);
        plan(place, "disks", (&day, "04:00", "05:00"), ZONE);
        let planned = only(&mut alfa).await;
        let words = planned.queue.as_ref().unwrap().message.as_deref().unwrap();
        assert!(words.contains("disks") && words.ends_with("New disks."), "{words}");
        assert_eq!(planned.text("item/pollType"), Some("create"));
        assert_eq!(planned.text("item/systems/system/host"), Some("epp.example"));
        assert_eq!(planned.text("item/tlds/tld"), Some(ZONE));

        plan(place, "disks", (&day, "04:00", "06:00"), ZONE);
        let changed = only(&mut alfa).await;
        assert_eq!(changed.text("item/pollType"), Some("update"));
        assert_eq!(changed.text("item/end"), Some(format!("{day}T06:00:00.000Z").as_str()));
        let again = place.try_foral(&borrowed(&arguments("disks", (&day, "04:00", "06:00"), ZONE)));
        assert!(!again.status.success(), "it changes nothing");

        let shown = ok(&mut alfa, &info("disks")).await;
        assert_eq!(shown.text("item/pollType"), None);
        assert_eq!(shown.text("item/reason"), Some("planned"));
        assert_eq!(shown.text("item/intervention/connection"), Some("true"));
        assert!(shown.text("item/upDate").is_some());
        assert_eq!(listed(&mut alfa).await, ["disks"]);

        place.foral(&["clock", "set", &format!("{day}T04:00:01Z")]);
        assert_eq!(only(&mut alfa).await.text("item/pollType"), Some("courtesy"));
        assert_eq!(listed(&mut alfa).await, ["disks"], "it goes on");
        place.foral(&["clock", "set", &format!("{day}T06:00:01Z")]);
        assert_eq!(only(&mut alfa).await.text("item/pollType"), Some("end"));
        assert!(listed(&mut alfa).await.is_empty());
        ok(&mut alfa, &info("disks")).await;
        let late = place.try_foral(&["maintenance", "cancel", "disks"]);
        assert!(!late.status.success(), "it is over");
        valid(&[&alfa]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_maintenance_is_called_off_and_one_elsewhere_is_nobodys_here() {
    on_both_in_time(async |place| {
        let (mut alfa, _) = newcomer(place).await;
        let greeting = String::from_utf8_lossy(&alfa.frames()[0]).into_owned();
        assert!(greeting.contains("<objURI>urn:ietf:params:xml:ns:epp:maintenance-1.0</objURI>"));
        let day = day_after(place);
        plan(place, "cables", (&day, "01:00", "02:00"), ZONE);
        plan(place, "elsewhere", (&day, "01:00", "02:00"), ELSEWHERE);
        assert_eq!(only(&mut alfa).await.text("item/id"), Some("cables"));
        assert_eq!(listed(&mut alfa).await, ["cables"]);
        let table = place.foral(&["maintenance", "list"]);
        assert!(table.contains("cables") && table.contains("elsewhere"), "{table}");

        place.foral(&["maintenance", "cancel", "cables"]);
        place.foral(&["maintenance", "cancel", "elsewhere"]);
        assert_eq!(only(&mut alfa).await.text("item/pollType"), Some("delete"));
        assert!(listed(&mut alfa).await.is_empty());
        for gone in ["cables", "elsewhere", "never there"] {
            refused(&mut alfa, &info(gone), 2303, "maintenance-unknown").await;
        }
        for wrong in [("backwards", "02:00", "01:00", ZONE), ("nowhere", "01:00", "02:00", "zz")] {
            let (id, start, end, zone) = wrong;
            let said = place.try_foral(&borrowed(&arguments(id, (&day, start, end), zone)));
            assert!(!said.status.success(), "{id}");
        }
        assert!(messages(&mut alfa).await.is_empty());
        valid(&[&alfa]);
    })
    .await;
}

/// The date of the day after tomorrow by the registry's clock, which is never midnight by then.
fn day_after(place: &Demonstration) -> String {
    let said = place.foral(&["clock", "show"]);
    let now: jiff::Timestamp = said["It is ".len()..]
        .split_once(".\n")
        .unwrap()
        .0
        .parse()
        .unwrap();
    let later = now + std::time::Duration::from_secs(2 * 86_400);
    later.to_string()[..10].to_owned()
}

fn plan(place: &Demonstration, id: &str, when: (&str, &str, &str), zone: &str) {
    let said = place.foral(&borrowed(&arguments(id, when, zone)));
    assert!(said.contains("is announced"), "{said}");
}

fn arguments(id: &str, (day, start, end): (&str, &str, &str), zone: &str) -> Vec<String> {
    let instant = |time: &str| format!("{day}T{time}:00Z");
    let (start, end) = (instant(start), instant(end));
    let fixed = ["--system", "EPP@epp.example=full", "--system", "DNS=none", "--type", "Routine"];
    let told = ["--text", "pt=Discos novos.", "--text", "en=New disks.", "--name", "Disks"];
    let rest = ["--detail", "https://foral.example/disks", "--intervention", "connection"];
    ["maintenance", "add", id, "--start", &start, "--end", &end, "--zone", zone]
        .into_iter()
        .chain(fixed)
        .chain(told)
        .chain(rest)
        .map(str::to_owned)
        .collect()
}

fn borrowed(arguments: &[String]) -> Vec<&str> {
    arguments.iter().map(String::as_str).collect()
}

/// The one message in a queue.
async fn only(client: &mut EppClient) -> Answer {
    let mut all = messages(client).await;
    assert_eq!(all.len(), 1, "{all:?}");
    all.remove(0)
}

/// What the list of maintenances has.
async fn listed(client: &mut EppClient) -> Vec<String> {
    let answer = ok(client, &asking("<maint:list/>")).await;
    let items = answer.data.as_ref().unwrap().find("list").unwrap();
    let ids = items
        .all("listItem")
        .map(|item| item.find("id").unwrap().text.clone());
    ids.collect()
}

fn info(id: &str) -> String {
    asking(&format!("<maint:id>{id}</maint:id>"))
}

fn asking(inside: &str) -> String {
    let namespace = "urn:ietf:params:xml:ns:epp:maintenance-1.0";
    let body =
        format!("<info><maint:info xmlns:maint=\"{namespace}\">{inside}</maint:info></info>");
    command(&body, "maintenance-info")
}
