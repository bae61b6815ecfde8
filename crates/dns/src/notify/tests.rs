//! A secondary that loses answers, as one does that reloads or limits them.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};

use tokio::net::UdpSocket;
use tokio::time::sleep;

use super::*;
use crate::message::write::{Section, Writer};
use crate::message::{LONGEST, Message, codes};
use crate::publish::Publisher;
use crate::publish::tests::{delegation, name, publisher};

/// It has what it is told of so much later.
const WORK: Duration = Duration::from_millis(30);
/// No serial of four may wait so long, even if both its first questions are lost.
const SOON: Duration = Duration::from_millis(1_900);

/// It never answers a notification, and every second question is lost.
#[derive(Default)]
struct Lossy {
    serial: AtomicU32,
    notifications: AtomicUsize,
    questions: AtomicUsize,
}

impl Lossy {
    async fn serve(self: Arc<Self>, socket: UdpSocket) {
        let mut buffer = vec![0; 1_500];
        loop {
            let (length, from) = socket.recv_from(&mut buffer).await.unwrap();
            let message = Message::read(&buffer[..length]).unwrap();
            if message.header.opcode() == codes::NOTIFY {
                self.notifications.fetch_add(1, Ordering::Relaxed);
                let told = soa_serial(&message.answer[0].rdata).unwrap();
                let own = Arc::clone(&self);
                tokio::spawn(async move {
                    sleep(WORK).await;
                    own.serial.store(told, Ordering::Relaxed);
                });
            } else if self.questions.fetch_add(1, Ordering::Relaxed) % 2 == 1 {
                let answer = self.answer(&message, &buffer[..length]);
                socket.send_to(&answer, from).await.unwrap();
            }
        }
    }

    fn answer(&self, question: &Message, octets: &[u8]) -> Vec<u8> {
        let mut soa = crate::publish::tests::apex().soa;
        soa.serial = self.serial.load(Ordering::Relaxed);
        let (owner, rtype, rdata) = (name("pt"), Rtype::SOA, soa.to_rdata());
        let record = crate::wire::Record { owner, rtype, ttl: 60, rdata };
        let mut writer = Writer::answer(question, octets, LONGEST);
        writer.push(Section::Answer, &record).unwrap();
        writer.finish()
    }

    /// How often it was notified and asked.
    fn counts(&self) -> (usize, usize) {
        (self.notifications.load(Ordering::Relaxed), self.questions.load(Ordering::Relaxed))
    }
}

fn publish(publisher: &mut Publisher, number: u16) -> u32 {
    let new = delegation(&format!("novo{number}.pt"), number);
    let change = (new.owner.clone(), Some(new));
    let prepared = publisher.prepare(&[change], None, Clock::system().now());
    publisher.commit(prepared.unwrap()).unwrap().to
}

async fn until(seen: &mut mpsc::Receiver<Seen>, serial: u32) {
    let all = async { while seen.recv().await.unwrap().serial != serial {} };
    timeout(SOON, all)
        .await
        .expect("what was published is seen soon");
}

#[tokio::test]
async fn lost_answers_hold_little_up_and_questions_are_few() {
    let directory = tempfile::tempdir().unwrap();
    let mut publisher = publisher(&directory);
    let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let address: SocketAddr = socket.local_addr().unwrap();
    let lossy = Arc::new(Lossy::default());
    let secondary =
        Secondary { name: "lossy".to_owned(), address, key: None, pace: Duration::from_millis(50) };
    let clocks = Clocks { signatures: Clock::system(), receipts: Clock::system() };
    let (tell, mut seen) = mpsc::channel(100);
    let content = Content::Zone(publisher.published());
    let serving = tokio::spawn(Arc::clone(&lossy).serve(socket));
    let following = tokio::spawn(follow(content, secondary, clocks, Some(tell)));
    until(&mut seen, publisher.published().current().serial()).await;
    let before = lossy.counts();
    for number in 1..=4 {
        let serial = publish(&mut publisher, number);
        until(&mut seen, serial).await;
    }
    let after = lossy.counts();
    let (notifications, questions) = (after.0 - before.0, after.1 - before.1);
    assert!((4..=12).contains(&notifications), "{notifications} notifications of four serials");
    assert!(questions <= 40, "{questions} questions for four serials");
    following.abort();
    serving.abort();
}

/// A signer: it answers at once, with a serial of its own that is ahead of each of ours.
async fn sign_ahead(socket: UdpSocket, told: watch::Sender<u32>) {
    let own = Lossy { serial: AtomicU32::new(u32::MAX / 2), ..Lossy::default() };
    let mut buffer = vec![0; 1_500];
    loop {
        let (length, from) = socket.recv_from(&mut buffer).await.unwrap();
        let message = Message::read(&buffer[..length]).unwrap();
        let answer = own.answer(&message, &buffer[..length]);
        socket.send_to(&answer, from).await.unwrap();
        if message.header.opcode() == codes::NOTIFY {
            told.send_replace(soa_serial(&message.answer[0].rdata).unwrap());
        }
    }
}

#[tokio::test]
async fn a_signer_that_is_ahead_hears_of_each_serial() {
    let directory = tempfile::tempdir().unwrap();
    let mut publisher = publisher(&directory);
    let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let address = socket.local_addr().unwrap();
    let pace = Duration::from_millis(5);
    let secondary = Secondary { name: "signer".to_owned(), address, key: None, pace };
    let clocks = Clocks { signatures: Clock::system(), receipts: Clock::system() };
    let (told, mut heard) = watch::channel(0);
    let serving = tokio::spawn(sign_ahead(socket, told));
    let content = Content::Zone(publisher.published());
    let following = tokio::spawn(follow(content, secondary, clocks, None));
    for number in 1..=12 {
        let serial = publish(&mut publisher, number);
        timeout(SOON, heard.wait_for(|told| *told == serial))
            .await
            .expect("it is told of each")
            .unwrap();
    }
    following.abort();
    serving.abort();
}
