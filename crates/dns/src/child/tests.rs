//! Tests of the judgement without signatures. Signed children are in `tests/peers/children.rs`.

use super::*;
use crate::ask::NoAnswer;
use crate::check::Answer;
use crate::message::codes::AA;
use crate::validate::PublicKey;
use crate::wire::{Record, Rtype};

const NOW: u32 = 1_900_000_000;

fn name(text: &str) -> Name {
    Name::parse_text(text).unwrap()
}

fn ds(key_tag: u16, digest_type: u8) -> Ds {
    Ds { key_tag, algorithm: 13, digest_type, digest: [7; 32].into() }
}

fn child(signers: Vec<Ds>) -> Child {
    let servers = ["ns1.exemplo.pt", "ns.provedor.net"]
        .map(|server| Server { name: name(server), glue: Vec::new() });
    Child { name: name("exemplo.pt"), servers: servers.to_vec(), signers }
}

fn answer(rtype: Rtype, data: &[Box<[u8]>]) -> Found {
    let records = data.iter().map(|rdata| {
        let rdata = rdata.clone();
        Record { owner: name("exemplo.pt"), rtype, ttl: 60, rdata }
    });
    Ok(Answer { rcode: 0, flags: AA, records: records.collect() })
}

fn said(server: &str, cds: &[Box<[u8]>], cdnskey: &[Box<[u8]>]) -> Said {
    Said {
        server: name(server),
        cds: answer(Rtype::CDS, cds),
        cdnskey: answer(Rtype::CDNSKEY, cdnskey),
        keys: answer(Rtype::DNSKEY, &[]),
    }
}

/// What is thought if both servers say the same.
fn both(signers: Vec<Ds>, cds: &[Box<[u8]>], cdnskey: &[Box<[u8]>]) -> Judgement {
    let said = ["ns1.exemplo.pt", "ns.provedor.net"].map(|server| said(server, cds, cdnskey));
    let heard = Heard { said: said.to_vec(), signalled: Vec::new() };
    judge(&child(signers), &heard, NOW)
}

/// A record's data.
type Rdata = Box<[u8]>;

#[test]
fn a_child_that_says_nothing_or_what_is_wishes_nothing() {
    assert_eq!(both(vec![ds(1, 2)], &[], &[]), Judgement::Silent);
    assert_eq!(both(vec![ds(1, 2)], &[ds(1, 2).to_rdata()], &[]), Judgement::Content);
    let end: Box<[u8]> = [0, 0, 0, 0, 0].into();
    assert_eq!(both(vec![], &[end], &[]), Judgement::Content);
}

#[test]
fn contradictions_are_not_heard() {
    let contradiction = Judgement::Unclear(Unclear::Contradiction);
    let end: Box<[u8]> = [0, 0, 0, 0, 0].into();
    let key: Box<[u8]> = [&[1, 1, 3, 13][..], &[7; 64]].concat().into();
    let no_key: Box<[u8]> = [0, 0, 3, 0, 0].into();
    let present = || vec![ds(1, 2)];
    let cases: [(&[Rdata], &[Rdata]); 5] = [
        (&[end.clone(), ds(2, 2).to_rdata()], &[]),
        (&[end], std::slice::from_ref(&key)),
        (&[ds(2, 2).to_rdata()], &[no_key]),
        (&[ds(2, 2).to_rdata()], std::slice::from_ref(&key)),
        (&[ds(2, 1).to_rdata()], &[]),
    ];
    for (cds, cdnskey) in cases {
        assert_eq!(both(present(), cds, cdnskey), contradiction, "{cds:?} {cdnskey:?}");
    }
    let signer = PublicKey::parse(&key)
        .unwrap()
        .signer(&name("exemplo.pt"), 2)
        .unwrap();
    let unproved = Judgement::Unclear(Unclear::Unproved(Unproved::Unsigned));
    assert_eq!(both(present(), &[signer.to_rdata()], &[key]), unproved, "no contradiction");
}

#[test]
fn who_wishes_too_much_is_not_heard() {
    let many = |count: u16| -> Vec<Rdata> { (0..count).map(|tag| ds(tag, 2).to_rdata()).collect() };
    let keys = |count: u8| -> Vec<Rdata> {
        (0..count)
            .map(|at| [&[1, 1, 3, 13][..], &[at; 64]].concat().into())
            .collect()
    };
    let too_many = Judgement::Unclear(Unclear::TooMany);
    assert_eq!(both(vec![ds(1, 2)], &many(33), &[]), too_many);
    assert_eq!(both(vec![ds(1, 2)], &[], &keys(33)), too_many);
    assert_ne!(both(vec![ds(1, 2)], &many(32), &[]), too_many);
}

#[test]
fn all_servers_must_answer_and_agree() {
    let one = said("ns1.exemplo.pt", &[ds(2, 2).to_rdata()], &[]);
    let mut heard = Heard { said: vec![one.clone()], signalled: Vec::new() };
    let missing = Judgement::Unclear(Unclear::NoAnswer(name("ns.provedor.net")));
    assert_eq!(judge(&child(vec![ds(1, 2)]), &heard, NOW), missing);
    let mut other = said("ns.provedor.net", &[], &[]);
    heard.said.push(other.clone());
    let disagreement = Judgement::Unclear(Unclear::Disagreement);
    assert_eq!(judge(&child(vec![ds(1, 2)]), &heard, NOW), disagreement);
    other.keys = Err(NoAnswer::Silence);
    heard.said[1] = other;
    assert_eq!(judge(&child(vec![ds(1, 2)]), &heard, NOW), missing);
}

#[test]
fn a_signal_stands_below_the_servers_name() {
    let signal = signal_name(&name("exemplo.co.pt"), &name("ns1.provedor.net")).unwrap();
    assert_eq!(signal.to_string(), "_dsboot.exemplo.co.pt._signal.ns1.provedor.net.");
    let long = format!("{0}.{0}.{0}", "a".repeat(63));
    assert_eq!(signal_name(&name(&long), &name(&format!("{0}.{0}", "b".repeat(40)))), None);
}
