//! What `[dns]` of the shipped files says, and what a slip in it is told.

use foral_model::zone::{Denial, DnsPolicy, Expired, KeyAlgorithm, OwnData, Signing};

use super::super::tests::refusals::{Slip, check};
use super::super::tests::{ES, GTLD, PT, read};
use super::super::{parse, with_name};
use super::*;

fn policy(text: &str) -> DnsPolicy {
    read(text).dns.unwrap()
}

#[test]
fn a_file_serves_a_zone_of_any_name() {
    let shop = DomainName::parse("shop").unwrap();
    let renamed = with_name(GTLD, &shop).unwrap();
    let dns = policy(&renamed);
    assert_eq!(dns.primary.as_str(), "a.nic.shop");
    assert_eq!(dns.mailbox.as_str(), "hostmaster.nic.shop");
    assert_eq!(dns.servers.len(), 2);
    assert_eq!(dns.expired, Expired::Published);
    assert_eq!((dns.name_servers_min, policy(PT).name_servers_min), (1, 2));
    assert_eq!(policy(ES).servers[0].name.as_str(), "a.nic.example-es");
}

#[test]
fn what_is_left_out_has_its_default() {
    let (before, rest) = PT.split_once("[dns]").unwrap();
    let (_, after) = rest.split_once("[contacts]").unwrap();
    let with = |dns: &str| format!("{before}{dns}[contacts]{after}");
    assert_eq!(read(&with("")).dns, None);
    let short = "[dns]\nmailbox = \"a@b.example\"\nserver = [{ name = \"ns.example\" }]\n";
    let dns = policy(&with(short));
    let Signing::Here(signing) = dns.signing else { panic!("it is signed") };
    assert_eq!(signing.denial, Denial::Nsec3OptOut);
    assert_eq!(signing.algorithm, KeyAlgorithm::EcdsaP256);
    assert_eq!((dns.timers.refresh, dns.timers.negative, dns.timers.ttl), (3_600, 900, 86_400));
    let unpublished = short.replace("[dns]", "[dns]\npublished = false");
    assert_eq!(read(&with(&unpublished)).dns, None);
}

#[test]
fn own_records_are_of_three_kinds() {
    let text = PT.replacen(
        "[dns.soa]",
        "[[dns.record]]\nname = \"@\"\ntext = \"a\"\n[[dns.record]]\nname = \"www.@\"\n\
         address = \"192.0.2.1\"\n[[dns.record]]\nname = \"@\"\nauthority = \"ca.example\"\n\
         [dns.soa]",
        1,
    );
    let records = policy(&text).records;
    assert_eq!(records[0].data, OwnData::Txt("a".to_owned()));
    assert_eq!(records[1].owner.as_str(), "www.pt");
    assert_eq!(records[2].data, OwnData::Caa("issue".to_owned(), "ca.example".to_owned()));
}

#[test]
fn slips_are_told() {
    let slips: &[Slip] = &[
        (
            "hostmaster@dns.pt",
            "host.master@dns.pt",
            "dns.mailbox: host.master@dns.pt is no address such as hostmaster@nic.example without \
             further dots before the @",
        ),
        ("name = \"b.dns.pt\"", "name = \"a.dns.pt\"", "dns.server: a.dns.pt is there twice"),
        ("name = \"b.dns.pt\"", "name = \"b..@\"", "dns.server.name: b..@ is no name"),
        (
            "name = \"b.dns.pt\"",
            "name = \"b.dns.example\"",
            "dns.server b.dns.example: it lies elsewhere, where its addresses are published",
        ),
        (
            "addresses = [\"192.0.2.53\", \"2001:db8:53::1\"]",
            "",
            "dns.server a.dns.pt: it lies in the zone and needs addresses",
        ),
        (
            "name_servers_min = 2",
            "name_servers_min = 0",
            "dns.name_servers_min: 0 is not between 1 and 13",
        ),
        (
            "[dns.soa]",
            "[[dns.record]]\nname = \"www.example\"\ntext = \"a\"\n[dns.soa]",
            "dns.record www.example: it does not lie in the zone",
        ),
        (
            "[dns.soa]",
            "[[dns.record]]\nname = \"@\"\n[dns.soa]",
            "dns.record pt: one of text, authority and address is needed",
        ),
        ("retry = 900", "retry = 4000", "dns.soa.retry: it is longer than dns.soa.refresh"),
        ("ttl = 86400\n", "ttl = 0\n", "dns.soa.ttl: 0 is not 1 to 2147483647 seconds"),
        (
            "expire = 1209600",
            "expire = 4000",
            "dns.soa.expire: it is shorter than refresh and retry together",
        ),
        ("life_days = 30", "life_days = 0", "dns.signing.life_days: 0 is not between 1 and 365"),
        (
            "refresh_days = 10",
            "refresh_days = 30",
            "dns.signing.refresh_days: 30 is not between 1 and life_days, which is 30",
        ),
    ];
    check(PT, slips);
    let unknown = parse(&PT.replacen("[dns.guard]", "[dns.guard]\nmost = 1", 1)).unwrap_err();
    assert!(unknown.contains("unknown field `most`"), "{unknown}");
}

#[test]
fn slips_of_the_guard_are_told() {
    let slips: &[Slip] = &[
        (
            "removals_percent = 1",
            "removals_percent = 101",
            "dns.guard.removals_percent: 101 is more than 100",
        ),
        (
            "window_removals_percent = 3",
            "window_removals_percent = 101",
            "dns.guard.window_removals_percent: 101 is more than 100",
        ),
        ("window_hours = 24", "window_hours = 0", "dns.guard.window_hours: 0 is not 1 to 744"),
    ];
    check(PT, slips);
}

#[test]
fn over_time_three_times_as_much_may_go_as_at_once_unless_it_is_said() {
    let window = |text: &str| policy(text).guard.window;
    let said = RemovalsWindow { hours: 24, removals_max: 300, removals_percent: 3 };
    assert_eq!(window(PT), said);
    let unsaid: String = PT
        .lines()
        .filter(|line| !line.starts_with("window_"))
        .map(|line| format!("{line}\n"))
        .collect();
    assert_eq!(window(&unsaid), said);
    let other = unsaid
        .replace("removals_max = 100", "removals_max = 7")
        .replace("removals_percent = 1", "removals_percent = 40");
    let wide = RemovalsWindow { hours: 24, removals_max: 21, removals_percent: 100 };
    assert_eq!(window(&other), wide);
}
