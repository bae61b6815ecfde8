//! Tests of reading and writing messages.

use proptest::prelude::*;

use super::codes::{IXFR, MX, TC};
use super::write::{Section, Writer};
use super::*;

fn name(text: &str) -> Name {
    Name::parse_text(text).unwrap()
}

fn record(owner: &str, rtype: Rtype, rdata: &[u8]) -> Record {
    Record { owner: name(owner), rtype, ttl: 300, rdata: rdata.into() }
}

/// A header with these counts, and what follows it.
fn raw(counts: [u16; 4], rest: &[u8]) -> Vec<u8> {
    let mut octets = vec![0x12, 0x34, 0, 0];
    octets.extend(counts.iter().flat_map(|count| count.to_be_bytes()));
    octets.extend_from_slice(rest);
    octets
}

#[test]
fn what_was_written_reads_as_the_same() {
    let mut writer = Writer::question(7, 0, &name("pt"), IXFR, 512);
    let mut soa = b"\x01a\x02pt\0\x01b\x02pt\0".to_vec();
    soa.extend_from_slice(&[0; 20]);
    let records = [record("pt", Rtype::SOA, &soa), record("a.pt", Rtype::A, &[192, 0, 2, 1])];
    writer.push(Section::Authority, &records[0]).unwrap();
    writer.push(Section::Additional, &records[1]).unwrap();
    writer.edns(1232, 0, Dnssec::Wanted, Some(18));
    let octets = writer.finish();
    let message = Message::read(&octets).unwrap();
    assert_eq!(message.header.id, 7);
    assert_eq!(message.questions, [Question { name: name("pt"), rtype: IXFR, class: 1 }]);
    assert_eq!((&message.authority[..], &message.additional[..]), (&records[..1], &records[1..]));
    let edns = message.edns.unwrap();
    assert_eq!((edns.payload, edns.dnssec), (1232, Dnssec::Wanted));
    assert_eq!(soa_serial(&records[0].rdata), Some(0));
}

#[test]
fn padding_fills_whole_blocks() {
    for (block, signature) in [(128, 0), (468, 0), (468, 61), (1, 0), (4_680, 70)] {
        for reason in [None, Some(18)] {
            let mut writer = Writer::question(7, 0, &name("pt"), IXFR, LONGEST);
            writer.edns(1232, 0, Dnssec::Wanted, reason);
            writer.pad(block, signature);
            let octets = writer.finish();
            assert_eq!((octets.len() + signature) % block, 0);
            assert!(Message::read(&octets).unwrap().edns.is_some());
        }
    }
    let mut bare = Writer::question(7, 0, &name("pt"), IXFR, LONGEST);
    let length = bare.clone().finish().len();
    bare.pad(468, 0);
    assert_eq!(bare.finish().len(), length, "without OPT there is no place for it");
}

#[test]
fn a_chain_of_pointers_has_an_end_soon() {
    // A text whose octets are pointers, each to the one before it; the first leads to the owner.
    let chained = |pointers: u16| {
        let mut rest = b"\x01a\0\0\x10\0\x01\0\0\0\x3c".to_vec();
        rest.extend((pointers * 2).to_be_bytes());
        let start = (HEADER + rest.len()) as u16;
        let targets = (0..pointers).map(|at| if at == 0 { 12 } else { start + 2 * at - 2 });
        rest.extend(targets.flat_map(|target| (0xc000 | target).to_be_bytes()));
        rest.extend((0xc000 | (start + 2 * pointers - 2)).to_be_bytes());
        rest.extend_from_slice(b"\0\x01\0\x01\0\0\0\x3c\0\x04\xc0\0\x02\x01");
        Message::read(&raw([0, 2, 0, 0], &rest))
    };
    assert_eq!(chained(126).unwrap().answer[1].owner, name("a"));
    assert_eq!(chained(127), Err(Malformed));
    assert_eq!(chained(5_000), Err(Malformed));
}

#[test]
fn compressed_names_are_written_out() {
    // exemplo.pt MX 10 mail.exemplo.pt, with pointers in the owner and in the data.
    let rest = b"\x07exemplo\x02pt\0\0\x0f\0\x01\xc0\x0c\0\x0f\0\x01\0\0\0\x3c\0\x09\0\x0a\x04mail\xc0\x0c";
    let message = Message::read(&raw([1, 1, 0, 0], rest)).unwrap();
    assert_eq!(message.answer[0].owner, name("exemplo.pt"));
    assert_eq!(message.answer[0].rtype, MX);
    assert_eq!(&*message.answer[0].rdata, b"\0\x0a\x04mail\x07exemplo\x02pt\0");
}

#[test]
fn names_that_lead_nowhere_are_no_names() {
    let question = |name: &[u8]| raw([1, 0, 0, 0], &[name, &[0, 1, 0, 1]].concat());
    let cases: [(&str, &[u8]); 6] = [
        ("to itself", b"\xc0\x0c"),
        ("forward", b"\xc0\x0e"),
        ("into the header", b"\xc0\x00"),
        ("beyond the end", b"\xff\xff"),
        ("round in a circle", b"\x01a\xc0\x0c"),
        ("an undefined kind of label", b"\x41a\0"),
    ];
    for (what, case) in cases {
        assert_eq!(Message::read(&question(case)), Err(Malformed), "{what}");
    }
    let long = [b"\x3f".as_slice(), &[b'a'; 63]].concat().repeat(4);
    assert_eq!(Message::read(&question(&[&long[..], &[0]].concat())), Err(Malformed));
}

#[test]
fn what_is_not_whole_is_refused() {
    let whole = Writer::question(1, 0, &name("pt"), Rtype::SOA, 512).finish();
    assert!(Message::read(&whole).is_ok());
    for end in 0..whole.len() {
        assert_eq!(Message::read(&whole[..end]), Err(Malformed));
    }
    assert_eq!(Message::read(&[&whole[..], &[0]].concat()), Err(Malformed), "octets to spare");
    let mut lying = whole;
    lying[11] = 1;
    assert_eq!(Message::read(&lying), Err(Malformed), "a record less than announced");
}

#[test]
fn opt_and_tsig_stand_where_they_belong() {
    let opt = b"\0\0\x29\x04\xd0\0\0\0\0\0\0";
    assert!(Message::read(&raw([0, 0, 0, 1], opt)).is_ok());
    assert!(Message::read(&raw([0, 1, 0, 0], opt)).is_err(), "OPT is additional");
    let twice = [&opt[..], opt].concat();
    assert!(Message::read(&raw([0, 0, 0, 2], &twice)).is_err(), "there is one OPT");
    let mut tsig = b"\0\0\xfa\0\xff\0\0\0\0\0\x1d\x0bhmac-sha256\0".to_vec();
    tsig.extend_from_slice(&[0; 16]);
    assert!(Message::read(&raw([0, 0, 0, 1], &tsig)).is_ok());
    let after = [&tsig[..], opt].concat();
    assert!(Message::read(&raw([0, 0, 0, 2], &after)).is_err(), "TSIG is the last record");
}

#[test]
fn a_writer_never_goes_beyond_its_limit() {
    let asked = Writer::question(1, 0, &name("pt"), Rtype::TXT, 512).finish();
    let message = Message::read(&asked).unwrap();
    let mut writer = Writer::answer(&message, &asked, 100);
    let text = record("pt", Rtype::TXT, &[b'x'; 40]);
    assert!(writer.push(Section::Answer, &text).is_ok());
    assert!(writer.push(Section::Answer, &text).is_err());
    assert_eq!(writer.answers(), 1);
    writer.empty(&message);
    writer.set(TC);
    let octets = writer.finish();
    let cut = Message::read(&octets).unwrap();
    assert!(cut.answer.is_empty() && cut.header.flags & TC != 0);
}

/// What messages are made of, and what lets readers stumble.
const PIECES: &[&[u8]] = &[
    b"\x02pt\0",
    b"\xc0\x0c",
    b"\xc0\x10",
    b"\x01a\xc0\x0c",
    b"\0",
    b"\0\x06\0\x01",
    b"\0\x29\x04\xd0\0\0\0\0\0\0",
    b"\0\xfa\0\xff\0\0\0\0\0\x04",
    b"\0\0\0\x3c",
    b"\0\x02",
];

proptest! {
    #[test]
    fn any_octets_are_read_or_refused(octets in prop::collection::vec(any::<u8>(), 0..600)) {
        let _ = Message::read(&octets);
    }

    /// Octets that look like a message from afar get further.
    #[test]
    fn damaged_messages_are_read_or_refused(
        counts in prop::array::uniform4(0_u16..3),
        pieces in prop::collection::vec(prop::sample::select(PIECES), 0..14),
    ) {
        let octets = raw(counts, &pieces.concat());
        if let Ok(message) = Message::read(&octets) {
            prop_assert!(message.questions_end <= octets.len());
        }
    }
}
