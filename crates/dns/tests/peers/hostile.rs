//! Peers that mean no good, or are only very slow.

use std::time::{Duration, Instant};

use foral_dns::message::write::Writer;
use foral_dns::message::{LONGEST, Message, codes};
use foral_dns::serve::Limits;
use foral_dns::tsig::Asker;
use foral_dns::wire::Rtype;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpStream, UdpSocket};
use tokio::time::timeout;

use crate::world::{Sockets, World, key, name, now};

const SOON: Duration = Duration::from_secs(10);

fn limits() -> Limits {
    Limits {
        connections_per_address: 4,
        idle: Duration::from_millis(600),
        patience: Duration::from_millis(600),
        answers_per_second: 10,
        ..Limits::default()
    }
}

async fn world() -> World {
    World::with(Sockets::bind().await, &[], limits()).await
}

fn question(rtype: Rtype) -> Vec<u8> {
    Writer::question(1, 0, &name("pt"), rtype, LONGEST).finish()
}

fn framed(octets: &[u8]) -> Vec<u8> {
    [&(octets.len() as u16).to_be_bytes()[..], octets].concat()
}

/// Whether the other side closes the connection soon.
async fn closes(stream: &mut TcpStream) -> bool {
    let mut rest = Vec::new();
    timeout(SOON, stream.read_to_end(&mut rest)).await.is_ok()
}

async fn answer(stream: &mut TcpStream) -> Message {
    let length = stream.read_u16().await.unwrap();
    let mut octets = vec![0; usize::from(length)];
    stream.read_exact(&mut octets).await.unwrap();
    Message::read(&octets).unwrap()
}

#[tokio::test]
async fn who_dribbles_or_is_silent_is_left() {
    let world = world().await;
    let mut silent = TcpStream::connect(world.plain).await.unwrap();
    assert!(closes(&mut silent).await);
    let mut dribbling = TcpStream::connect(world.plain).await.unwrap();
    let whole = framed(&question(Rtype::SOA));
    let began = Instant::now();
    for octet in whole {
        if dribbling.write_all(&[octet]).await.is_err() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
        if began.elapsed() > SOON {
            panic!("a question may take for ever");
        }
    }
    assert!(began.elapsed() < Duration::from_secs(4), "the connection was closed meanwhile");
    let mut no_handshake = TcpStream::connect(world.encrypted).await.unwrap();
    assert!(closes(&mut no_handshake).await);
}

#[tokio::test]
async fn too_long_a_question_ends_the_connection() {
    let world = world().await;
    let mut stream = TcpStream::connect(world.plain).await.unwrap();
    stream
        .write_all(&framed(&vec![0; 5000]))
        .await
        .unwrap_or(());
    assert!(closes(&mut stream).await);
}

#[tokio::test]
async fn one_address_has_so_many_connections() {
    // Whoever is silent is not left before the test is over.
    let limits = Limits { idle: SOON * 6, patience: SOON * 6, ..limits() };
    let world = World::with(Sockets::bind().await, &[], limits).await;
    let mut held = Vec::new();
    for _ in 0..4 {
        let mut stream = TcpStream::connect(world.plain).await.unwrap();
        stream
            .write_all(&framed(&question(Rtype::SOA)))
            .await
            .unwrap();
        assert_eq!(answer(&mut stream).await.rcode(), codes::NOERROR);
        held.push(stream);
    }
    let mut one_more = TcpStream::connect(world.plain).await.unwrap();
    assert!(closes(&mut one_more).await, "it is closed at once");
}

#[tokio::test]
async fn who_does_not_take_a_transfer_is_left() {
    let world = world().await;
    let mut octets = question(codes::AXFR);
    let _ = Asker::sign(key("shared"), &mut octets, now());
    let mut stream = TcpStream::connect(world.plain).await.unwrap();
    // Many transfers that nobody reads: the buffers between us fill up.
    for _ in 0..40 {
        if stream.write_all(&framed(&octets)).await.is_err() {
            break;
        }
    }
    tokio::time::sleep(Duration::from_secs(2)).await;
    let mut taken = 0;
    let mut buffer = vec![0; LONGEST];
    while let Ok(Ok(octets @ 1..)) = timeout(SOON, stream.read(&mut buffer)).await {
        taken += octets;
    }
    assert!(taken < 40 * 500_000, "{taken} octets were sent although nobody read them");
}

#[tokio::test]
async fn an_old_question_is_not_taken_again() {
    let world = world().await;
    let mut octets = question(codes::AXFR);
    let _ = Asker::sign(key("shared"), &mut octets, now().plus_seconds(-400));
    let mut stream = TcpStream::connect(world.plain).await.unwrap();
    stream.write_all(&framed(&octets)).await.unwrap();
    let answer = answer(&mut stream).await;
    assert_eq!(answer.rcode(), codes::NOTAUTH);
    assert_eq!(answer.signature.map(|told| told.error), Some(foral_dns::tsig::BADTIME));
}

#[tokio::test]
async fn a_flood_of_datagrams_is_not_answered_in_full() {
    let world = world().await;
    let socket = UdpSocket::bind("127.0.0.1:0").await.unwrap();
    socket.connect(world.plain).await.unwrap();
    let octets = question(Rtype::SOA);
    let (mut full, mut cut, mut buffer) = (0, 0, [0; 1500]);
    for _ in 0..200 {
        socket.send(&octets).await.unwrap();
    }
    while let Ok(Ok(length)) = timeout(Duration::from_millis(500), socket.recv(&mut buffer)).await {
        let message = Message::read(&buffer[..length]).unwrap();
        if message.header.flags & codes::TC == 0 {
            full += 1;
        } else {
            assert!(length <= octets.len());
            cut += 1;
        }
    }
    assert!((20..60).contains(&full), "{full} whole answers");
    assert!(cut > 20 && full + cut < 160, "{cut} that point to TCP");
}

#[tokio::test]
async fn scraps_and_loops_are_answered_with_an_error_or_not_at_all() {
    let world = world().await;
    let socket = UdpSocket::bind("127.0.0.1:0").await.unwrap();
    socket.connect(world.plain).await.unwrap();
    let mut looping = vec![0, 7, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0];
    looping.extend_from_slice(b"\xc0\x0c\0\x06\0\x01");
    socket.send(&[1, 2, 3]).await.unwrap();
    socket.send(&looping).await.unwrap();
    let mut buffer = [0; 1500];
    let length = timeout(SOON, socket.recv(&mut buffer))
        .await
        .unwrap()
        .unwrap();
    let message = Message::read(&buffer[..length]).unwrap();
    assert_eq!((message.header.id, message.rcode()), (7, codes::FORMERR));
}
