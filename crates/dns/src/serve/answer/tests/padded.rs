//! Tests of how long answers are: over TLS, to who speaks EDNS, as long as whole blocks.

use super::*;

const OTHER: &[u8] = b"fedcba9876543210";

/// A question with EDNS.
fn with_edns(mut octets: Vec<u8>) -> Vec<u8> {
    // The root, OPT, 4096 octets, no flags, no options.
    octets.extend([0, 0, 41, 16, 0, 0, 0, 0, 0, 0, 0]);
    octets[11] += 1;
    octets
}

fn length(reply: Reply) -> usize {
    match reply {
        Reply::Message { octets, .. } => {
            Message::read(&octets).unwrap();
            octets.len()
        }
        other => panic!("{other:?}"),
    }
}

/// Whether all messages of a transfer have OPT, whether the first has, and how long they are.
fn messages(world: &World, transport: Transport, octets: Vec<u8>) -> (bool, bool, Vec<usize>) {
    let mut octets = octets;
    let mut asker = Asker::sign(world.keys[0].clone(), &mut octets, now());
    let Reply::Stream(mut transfer) = world.reply(transport, &octets) else {
        panic!("no transfer");
    };
    let (mut edns, mut lengths) = (Vec::new(), Vec::new());
    while let Some(octets) = transfer.next(now()) {
        let message = Message::read(&octets).unwrap();
        assert!(asker.believes(&octets, &message, now()), "the padding is signed too");
        edns.push(message.edns.is_some());
        lengths.push(octets.len());
    }
    assert!(transfer.is_done());
    (edns.iter().all(|has| *has), edns[0], lengths)
}

#[test]
fn answers_over_tls_are_as_long_as_whole_blocks() {
    let world = world(3);
    let stranger = Arc::new(Key::new(name("key"), Algorithm::Sha256, OTHER));
    for rtype in [Rtype::SOA, Rtype::NS, Rtype::TXT, Rtype::DNSKEY] {
        let question = with_edns(ask("catalog", rtype));
        let mut distrusted = question.clone();
        Asker::sign(stranger.clone(), &mut distrusted, now());
        let elsewhere = with_edns(ask("example", rtype));
        for question in [question.clone(), signed(&world, question), distrusted, elsewhere] {
            assert_eq!(length(world.reply(Transport::Tls, &question)) % 468, 0);
            assert!(length(world.reply(Transport::Tcp, &question)) < 468, "for everybody to see");
            assert!(length(world.reply(Transport::Udp, &question)) < 468, "for everybody to see");
        }
    }
    let plain = ask("catalog", Rtype::SOA);
    assert!(length(world.reply(Transport::Tls, &plain)) < 468, "nobody who knows EDNS asks");
}

#[test]
fn transfers_over_tls_tell_little_by_their_length() {
    let world = world(3000);
    let first = world.catalog.current().serial();
    let (all, _, lengths) =
        messages(&world, Transport::Tls, with_edns(ask("catalog", codes::AXFR)));
    assert!(all && lengths.len() > 1 && lengths.iter().all(|length| *length == 65_520));
    world.catalog.set(&members(3001), now());
    let one = messages(&world, Transport::Tls, with_edns(ask_changes(first)));
    assert_eq!(one, (true, true, vec![4_680]));
    for count in 3002..3010 {
        world.catalog.set(&members(count), now());
    }
    let more = messages(&world, Transport::Tls, with_edns(ask_changes(first)));
    assert_eq!(more, one, "some changes look like one");

    let (all, begins, lengths) =
        messages(&world, Transport::Tcp, with_edns(ask("catalog", codes::AXFR)));
    assert!(begins && !all && lengths.last() < Some(&65_520));
    let (_, begins, _) = messages(&world, Transport::Tls, ask("catalog", codes::AXFR));
    assert!(!begins, "nobody who knows EDNS asks");
}
