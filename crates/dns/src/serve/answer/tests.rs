//! Tests of what is said to a question.

mod padded;

use std::net::{IpAddr, Ipv4Addr};

use super::*;
use crate::catalog::Catalog;
use crate::serve::{Access, Content, Permit};
use crate::tsig::{Algorithm, Asker};

const NOW: &str = "2028-02-29T12:00:00Z";

fn name(text: &str) -> Name {
    Name::parse_text(text).unwrap()
}

fn now() -> Timestamp {
    Timestamp::parse(NOW).unwrap()
}

/// A catalog with so many zones, which everybody may ask for and only a key's owner may take.
struct World {
    catalog: Arc<Catalog>,
    zones: Vec<ServedZone>,
    keys: Vec<Arc<Key>>,
}

fn members(count: usize) -> Vec<Name> {
    (0..count)
        .map(|number| name(&format!("zone{number}.example")))
        .collect()
}

fn world(count: usize) -> World {
    let catalog = Arc::new(Catalog::new(name("catalog"), &members(count), now()));
    let key = Arc::new(Key::new(name("key"), Algorithm::Sha256, b"0123456789abcdef"));
    let access = Access {
        query: vec![Permit::everybody()],
        transfer: vec![Permit::key(name("key"))],
        notify: vec![Permit::everybody()],
    };
    let zone = ServedZone {
        content: Content::Catalog(catalog.clone()),
        access,
        secondaries: Vec::new(),
        hears: Hears::Cds,
    };
    World { catalog, zones: vec![zone], keys: vec![key] }
}

impl World {
    fn reply(&self, transport: Transport, octets: &[u8]) -> Reply {
        let peer = Peer { address: IpAddr::V4(Ipv4Addr::LOCALHOST), transport, certificate: None };
        reply(&self.zones, &self.keys, &peer, octets, now())
    }

    fn message(&self, transport: Transport, octets: &[u8]) -> Message {
        match self.reply(transport, octets) {
            Reply::Message { octets, .. } => Message::read(&octets).unwrap(),
            other => panic!("{other:?}"),
        }
    }

    /// The records of a signed transfer, with each message's signature checked.
    fn stream(&self, mut octets: Vec<u8>) -> Vec<Record> {
        let mut asker = Asker::sign(self.keys[0].clone(), &mut octets, now());
        let Reply::Stream(mut transfer) = self.reply(Transport::Tcp, &octets) else {
            panic!("no transfer");
        };
        let mut records = Vec::new();
        while let Some(octets) = transfer.next(now()) {
            assert!(octets.len() <= LONGEST);
            let message = Message::read(&octets).unwrap();
            assert!(asker.believes(&octets, &message, now()));
            records.extend(message.answer);
        }
        assert!(transfer.is_done());
        records
    }
}

fn ask(text: &str, rtype: Rtype) -> Vec<u8> {
    Writer::question(1, 0, &name(text), rtype, LONGEST).finish()
}

fn ask_changes(serial: u32) -> Vec<u8> {
    let mut writer = Writer::question(1, 0, &name("catalog"), codes::IXFR, LONGEST);
    let mut rdata = vec![0, 0];
    rdata.extend_from_slice(&serial.to_be_bytes());
    rdata.extend_from_slice(&[0; 16]);
    let soa = Record { owner: name("catalog"), rtype: Rtype::SOA, ttl: 0, rdata: rdata.into() };
    writer.push(Section::Authority, &soa).unwrap();
    writer.finish()
}

fn serials(records: &[Record]) -> Vec<u32> {
    let soas = records.iter().filter(|record| record.rtype == Rtype::SOA);
    soas.filter_map(|record| soa_serial(&record.rdata))
        .collect()
}

#[test]
fn the_apex_is_answered_with_authority() {
    let world = world(3);
    let answer = world.message(Transport::Udp, &ask("CATALOG", Rtype::SOA));
    assert!(answer.header.flags & codes::AA != 0);
    assert_eq!(serials(&answer.answer), [world.catalog.current().serial()]);
    let nothing = world.message(Transport::Udp, &ask("catalog", Rtype::TXT));
    assert_eq!((nothing.rcode(), nothing.answer.len(), nothing.authority.len()), (0, 0, 1));
    let any = world.message(Transport::Udp, &ask("catalog", codes::ANY));
    assert_eq!(any.answer.len(), 1, "anything is not everything");
}

#[test]
fn what_is_not_served_is_refused_with_the_right_code() {
    let world = world(3);
    let code = |octets: &[u8]| world.message(Transport::Tcp, octets).rcode();
    assert_eq!(code(&ask("example", Rtype::SOA)), codes::REFUSED);
    assert_eq!(code(&ask("zones.catalog", Rtype::TXT)), codes::REFUSED);
    assert_eq!(code(&ask("example", codes::AXFR)), codes::NOTAUTH);
    assert_eq!(code(&ask("catalog", codes::AXFR)), codes::REFUSED, "without the key");
    let mut update = ask("catalog", Rtype::SOA);
    update[2] |= 5 << 3;
    assert_eq!(code(&update), codes::NOTIMP);
    let mut chaos = ask("catalog", Rtype::TXT);
    *chaos.last_mut().unwrap() = 3;
    assert_eq!(code(&chaos), codes::REFUSED);
    assert_eq!(code(&[0; 12]), codes::FORMERR, "no question");
    assert_eq!(code(&[0; 13]), codes::FORMERR, "octets to spare");
    let datagram = world.message(Transport::Udp, &ask("catalog", codes::IXFR));
    assert_eq!(datagram.rcode(), codes::REFUSED);
}

#[test]
fn an_answer_and_a_scrap_are_met_with_silence() {
    let world = world(3);
    let mut answer = ask("catalog", Rtype::SOA);
    answer[2] |= 0x80;
    assert!(matches!(world.reply(Transport::Udp, &answer), Reply::Silence));
    assert!(matches!(world.reply(Transport::Udp, &[0; 11]), Reply::Silence));
}

#[test]
fn edns_is_answered_with_edns_and_a_reason() {
    let world = world(3);
    let mut writer = Writer::question(1, 0, &name("example"), Rtype::SOA, LONGEST);
    writer.edns(4096, 0, Dnssec::Wanted, None);
    let mut octets = writer.finish();
    let answer = world.message(Transport::Udp, &octets);
    assert_eq!(answer.edns.unwrap().payload, 1232);
    let at = octets.len() - 5;
    octets[at] = 1;
    let answer = world.message(Transport::Udp, &octets);
    assert_eq!(answer.rcode(), codes::BADVERS);
}

#[test]
fn a_whole_zone_comes_in_signed_messages_between_two_soas() {
    let world = world(3000);
    let records = world.stream(ask("catalog", codes::AXFR));
    let serial = world.catalog.current().serial();
    assert_eq!(serials(&records), [serial, serial]);
    assert_eq!(records.first(), records.last());
    assert_eq!(records.len(), 3000 + 2 + 2);
}

#[test]
fn changes_come_as_steps_and_too_many_steps_as_one() {
    let world = world(10);
    let first = world.catalog.current().serial();
    for count in 11..14 {
        world.catalog.set(&members(count), now());
    }
    let records = world.stream(ask_changes(first));
    let last = first + 3;
    let steps = [last, first, first + 1, first + 1, first + 2, first + 2, last, last];
    assert_eq!(serials(&records), steps);
    assert_eq!(records.len(), 8 + 3);
    for count in 14..30 {
        world.catalog.set(&members(count), now());
    }
    let records = world.stream(ask_changes(first));
    let last = world.catalog.current().serial();
    assert_eq!(serials(&records), [last, first, last, last]);
    let datagram = world.message(Transport::Udp, &signed(&world, ask_changes(last - 1)));
    assert_eq!(datagram.answer.len(), 5, "few changes fit into a datagram");
    let datagram = world.message(Transport::Udp, &signed(&world, ask_changes(first)));
    assert_eq!(serials(&datagram.answer), [last], "many do not");
}

fn signed(world: &World, mut octets: Vec<u8>) -> Vec<u8> {
    Asker::sign(world.keys[0].clone(), &mut octets, now());
    octets
}

#[test]
fn who_is_up_to_date_gets_the_soa_and_who_is_too_old_gets_everything() {
    let world = world(10);
    let serial = world.catalog.current().serial();
    for held in [serial, serial + 1] {
        let answer = world.message(Transport::Tcp, &signed(&world, ask_changes(held)));
        assert_eq!(serials(&answer.answer), [serial]);
    }
    let records = world.stream(ask_changes(serial - 1));
    assert_eq!(records.len(), 10 + 2 + 2, "everything");
    assert_ne!(serials(&records)[..], [serial; 4]);
}

#[test]
fn a_wrong_signature_is_told_in_the_signature() {
    let world = world(3);
    let stranger = Arc::new(Key::new(name("key"), Algorithm::Sha256, b"fedcba9876543210"));
    let mut octets = ask("catalog", codes::AXFR);
    Asker::sign(stranger, &mut octets, now());
    let answer = world.message(Transport::Tcp, &octets);
    let told = answer.signature.unwrap();
    assert_eq!((answer.header.rcode(), told.error), (codes::NOTAUTH, tsig::BADSIG));
    assert!(told.mac.is_empty());
}

#[test]
fn long_names_of_who_asks_do_not_make_a_datagram_longer_than_it_takes() {
    let long = format!("{0}.{0}.{0}.{1}", "a".repeat(63), "b".repeat(59));
    let mut asked = ask(&long, Rtype::SOA);
    Asker::sign(Arc::new(Key::new(name(&long), Algorithm::Sha512, b"another")), &mut asked, now());
    let many = (0..99).flat_map(|_| ask("catalog", Rtype::SOA)[12..].to_vec());
    let mut many: Vec<u8> = ask("catalog", Rtype::SOA)[..12]
        .iter()
        .copied()
        .chain(many)
        .collect();
    many[5] = 99;
    for (octets, code) in [(asked, codes::NOTAUTH), (many, codes::FORMERR)] {
        let Reply::Message { octets: answer, .. } = world(1).reply(Transport::Udp, &octets) else {
            panic!("no answer");
        };
        let header = Message::read(&answer).unwrap().header;
        assert_eq!((answer.len(), header.rcode(), header.flags & codes::TC), (12, code, codes::TC));
        assert_eq!(header.id, 1);
        let whole = world(1).message(Transport::Tcp, &octets);
        assert_eq!((whole.rcode(), whole.header.flags & codes::TC), (code, 0));
    }
}

#[test]
fn a_childs_notification_is_heard() {
    let world = world(3);
    let mut notice = ask("child.catalog", Rtype::CDS);
    notice[2] = codes::NOTIFY << 3;
    let Reply::Message { octets, child, .. } = world.reply(Transport::Udp, &notice) else {
        panic!("no answer");
    };
    assert_eq!(child, Some(name("child.catalog")));
    let answer = Message::read(&octets).unwrap();
    assert_eq!((answer.header.opcode(), answer.rcode()), (codes::NOTIFY, 0));
    let mut soa = ask("catalog", Rtype::SOA);
    soa[2] = codes::NOTIFY << 3;
    assert_eq!(world.message(Transport::Udp, &soa).rcode(), codes::REFUSED);
}

#[test]
fn a_truncated_answer_is_no_longer_than_the_question() {
    let world = world(3);
    let question = ask("catalog", Rtype::SOA);
    let Reply::Message { octets, .. } = world.reply(Transport::Udp, &question) else {
        panic!("no answer");
    };
    let cut = truncated(&octets).unwrap();
    assert_eq!(cut.len(), question.len());
    assert!(Message::read(&cut).unwrap().header.flags & codes::TC != 0);
}
