//! A door with a speaker that repeats what it hears.

use std::future::ready;

use tokio::io::AsyncReadExt;

use super::*;

struct Echo;

impl Speaks for Echo {
    const NAME: &'static str = "echo";
    const LINES: u32 = 3;

    fn answer(&self, line: &[u8]) -> impl Future<Output = String> + Send {
        ready(format!("<{}>\n", String::from_utf8_lossy(line)))
    }

    fn too_many(&self) -> &'static str {
        "too many\n"
    }

    fn too_long(&self) -> &'static str {
        "too long\n"
    }
}

struct Open {
    address: SocketAddr,
    stop: watch::Sender<bool>,
    serving: tokio::task::JoinHandle<()>,
}

async fn open(bounds: Bounds) -> Open {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = watch::channel(false);
    let serving = tokio::spawn(serve(Echo, bounds, listener, stopped));
    Open { address, stop, serving }
}

/// All that a door says to what is sent.
async fn said(address: SocketAddr, what: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(what).await.unwrap();
    let mut answer = Vec::new();
    // A door that closes while more is sent breaks the connection; what it said came before.
    let _ = stream.read_to_end(&mut answer).await;
    String::from_utf8(answer).unwrap()
}

#[tokio::test]
async fn lines_are_answered_in_order_and_so_many_only() {
    let door = open(Bounds::default()).await;
    assert_eq!(said(door.address, b"a\r\nb\nc\nd\n").await, "<a>\n<b>\n<c>\n");
    let long = vec![b'a'; crate::lines::LONGEST + 1];
    assert_eq!(said(door.address, &long).await, "too long\n");
}

#[tokio::test]
async fn who_asks_too_much_is_refused_and_who_is_exempt_is_not() {
    let few = Bounds { queries_per_minute: 1, ..Bounds::default() };
    let door = open(Bounds { exempt: vec!["127.0.0.0/8".parse().unwrap()], ..few.clone() }).await;
    assert_eq!(said(door.address, b"a\nb\nc\n").await, "<a>\n<b>\n<c>\n");
    let door = open(few).await;
    let mut first = TcpStream::connect(door.address).await.unwrap();
    first.write_all(b"a\n").await.unwrap();
    let mut answer = [0; 4];
    first.read_exact(&mut answer).await.unwrap();
    // Of the next two one is slowed down, and the other one refused.
    let refused = tokio::select! {
        answer = said(door.address, b"b\n") => answer,
        answer = said(door.address, b"c\n") => answer,
    };
    assert_eq!(refused, "too many\n");
    door.stop.send(true).unwrap();
    door.serving.await.unwrap();
}

#[tokio::test]
async fn who_is_not_admitted_hears_nothing() {
    let elsewhere = vec!["192.0.2.0/24".parse().unwrap()];
    let door = open(Bounds { admitted: elsewhere, ..Bounds::default() }).await;
    assert_eq!(said(door.address, b"a\n").await, "");
    let here = vec!["127.0.0.0/8".parse().unwrap()];
    let door = open(Bounds { admitted: here, ..Bounds::default() }).await;
    assert_eq!(said(door.address, b"a\nb\nc\n").await, "<a>\n<b>\n<c>\n");
}

#[tokio::test]
async fn an_address_has_so_many_connections_and_gives_them_back() {
    let door = open(Bounds { connections_per_address: 1, ..Bounds::default() }).await;
    let mut first = TcpStream::connect(door.address).await.unwrap();
    first.write_all(b"a\n").await.unwrap();
    let mut answer = [0; 4];
    first.read_exact(&mut answer).await.unwrap();
    assert_eq!(said(door.address, b"b\n").await, "", "the place is taken");
    first.write_all(b"b\nc\n").await.unwrap();
    let mut rest = String::new();
    first.read_to_string(&mut rest).await.unwrap();
    assert_eq!(rest, "<b>\n<c>\n");
}

#[tokio::test]
async fn a_door_ends_when_it_is_told_to_whoever_is_inside() {
    let door = open(Bounds::default()).await;
    let mut silent = TcpStream::connect(door.address).await.unwrap();
    silent.write_all(b"a\n").await.unwrap();
    let mut answer = [0; 4];
    silent.read_exact(&mut answer).await.unwrap();
    door.stop.send(true).unwrap();
    door.serving.await.unwrap();
    assert_eq!(silent.read(&mut answer).await.unwrap(), 0);
}
