//! The octets of a connection: frames are cut out of what comes, answers wait to be sent.

use std::io;
use std::pin::Pin;
use std::time::Duration;

use foral_epp_wire::frame::{BadLength, HEADER, frame_length};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::sync::watch;
use tokio::time::{Sleep, sleep, timeout};

use crate::limits::Limits;

/// Octets that are asked of the connection at once.
const READ: usize = 16 * 1024;
/// Answers are sent at the latest when they are this many octets.
const OUT_MAX: usize = 64 * 1024;
/// Octets of a client's that are read and thrown away after the last answer.
const DRAIN: u64 = 1024 * 1024;
/// How long that goes on.
const DRAIN_PATIENCE: Duration = Duration::from_secs(2);

/// What the connection gave.
#[derive(PartialEq, Eq, Debug)]
pub(crate) enum Heard {
    /// A frame's place in the input.
    Frame(std::ops::Range<usize>),
    /// A header that cannot be followed.
    Bad(BadLength),
    /// Nothing for too long, or the server is closing.
    Enough,
    /// The other side has gone.
    Gone,
}

/// The octets of a connection.
pub(crate) struct Wire<S> {
    stream: S,
    /// What the client sent.
    pub(crate) input: Vec<u8>,
    /// Where in the input the next frame begins.
    start: usize,
    /// Answers that wait to be sent.
    pub(crate) output: Vec<u8>,
    limits: Limits,
    patience: Pin<Box<Sleep>>,
    shutdown: watch::Receiver<bool>,
}

impl<S: AsyncRead + AsyncWrite + Unpin> Wire<S> {
    /// A fresh connection; `patience` is how long it may stay silent at first.
    pub(crate) fn new(
        stream: S,
        limits: Limits,
        patience: Pin<Box<Sleep>>,
        shutdown: watch::Receiver<bool>,
    ) -> Self {
        let (input, output) = (Vec::new(), Vec::new());
        Self { stream, input, start: 0, output, limits, patience, shutdown }
    }

    /// The time of an idle session begins anew.
    pub(crate) fn wait_again(&mut self) {
        self.patience.set(sleep(self.limits.idle));
    }

    /// The next frame. Answers that wait are sent before the client is waited for.
    pub(crate) async fn hear(&mut self) -> io::Result<Heard> {
        if self.output.len() > OUT_MAX {
            self.flush().await?;
        }
        loop {
            // A client that never pauses does not keep the server from closing.
            if *self.shutdown.borrow() {
                return Ok(Heard::Enough);
            }
            match self.buffered(self.limits.frame_bytes) {
                Ok(Some(range)) => {
                    self.start = range.end;
                    return Ok(Heard::Frame(range));
                }
                Ok(None) => {}
                Err(length) => return Ok(Heard::Bad(length)),
            }
            self.flush().await?;
            self.make_room();
            let read = tokio::select! {
                read = self.stream.read_buf(&mut self.input) => read?,
                () = &mut self.patience => return Ok(Heard::Enough),
                _ = self.shutdown.wait_for(|stop| *stop) => return Ok(Heard::Enough),
            };
            if read == 0 {
                return Ok(Heard::Gone);
            }
        }
    }

    /// The payload of a frame that is here already, as a range of the input.
    fn buffered(&self, max: usize) -> Result<Option<std::ops::Range<usize>>, BadLength> {
        let Some(header) = self.input[self.start..].first_chunk::<HEADER>() else {
            return Ok(None);
        };
        let payload = frame_length(*header, max)?;
        let from = self.start + HEADER;
        let to = from + payload;
        Ok((self.input.len() >= to).then_some(from..to))
    }

    /// Forgets what has been answered. A long frame's memory is not kept for short ones.
    fn make_room(&mut self) {
        self.input.drain(..self.start);
        self.start = 0;
        if self.input.is_empty() {
            self.input.shrink_to(READ);
        }
        self.input.reserve(READ);
    }

    async fn flush(&mut self) -> io::Result<()> {
        if self.output.is_empty() {
            return Ok(());
        }
        let write = async {
            self.stream.write_all(&self.output).await?;
            self.stream.flush().await
        };
        timeout(self.limits.idle, write).await??;
        self.output.clear();
        self.output.shrink_to(OUT_MAX);
        Ok(())
    }

    /// Sends what waits and says goodbye. What the client sent meanwhile is read, since closing
    /// over unread octets would reset the connection and take the last answer with it.
    pub(crate) async fn close(&mut self) -> io::Result<()> {
        self.flush().await?;
        let goodbye = async {
            self.stream.shutdown().await?;
            tokio::io::copy(&mut (&mut self.stream).take(DRAIN), &mut tokio::io::sink()).await
        };
        // That the client does not wait for the end is no fault.
        let _ = timeout(DRAIN_PATIENCE, goodbye).await;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use foral_epp_wire::frame::frame;
    use tokio::io::{DuplexStream, duplex};

    use super::*;

    fn wire(limits: Limits) -> (Wire<DuplexStream>, DuplexStream, watch::Sender<bool>) {
        let (near, far) = duplex(1024 * 1024);
        let (stop, stopped) = watch::channel(false);
        let patience = Box::pin(sleep(limits.login));
        (Wire::new(near, limits, patience, stopped), far, stop)
    }

    async fn next(wire: &mut Wire<DuplexStream>) -> Vec<u8> {
        match wire.hear().await.unwrap() {
            Heard::Frame(range) => wire.input[range].to_vec(),
            other => panic!("{other:?}"),
        }
    }

    #[tokio::test]
    async fn pipelined_frames_come_in_order_and_whole() {
        let (mut wire, mut far, _stop) = wire(Limits::default());
        let long = vec![b'x'; 100_000];
        let mut sent = [frame(b"one"), frame(&long), frame(b"three")].concat();
        let tail = sent.split_off(sent.len() - 2);
        far.write_all(&sent).await.unwrap();
        assert_eq!(next(&mut wire).await, b"one");
        assert_eq!(next(&mut wire).await, long);
        far.write_all(&tail).await.unwrap();
        assert_eq!(next(&mut wire).await, b"three");
        drop(far);
        assert_eq!(wire.hear().await.unwrap(), Heard::Gone);
    }

    #[tokio::test]
    async fn answers_are_sent_before_the_client_is_waited_for() {
        let (mut wire, mut far, _stop) = wire(Limits::default());
        wire.output.extend_from_slice(b"greeting");
        let listen = async {
            let mut heard = [0; 8];
            far.read_exact(&mut heard).await.unwrap();
            far.write_all(&frame(b"hello")).await.unwrap();
            heard
        };
        let (frame, heard) = tokio::join!(next(&mut wire), listen);
        assert_eq!((frame.as_slice(), &heard), (&b"hello"[..], b"greeting"));
    }

    #[tokio::test]
    async fn a_frame_over_the_limit_is_refused_by_its_header() {
        let limits = Limits { frame_bytes: 10, ..Limits::default() };
        let (mut wire, mut far, _stop) = wire(limits);
        far.write_all(&[0, 0, 0, 11]).await.unwrap();
        let bad = BadLength::TooLong { length: 11, max: 10 };
        assert_eq!(wire.hear().await.unwrap(), Heard::Bad(bad));
    }

    #[tokio::test]
    async fn silence_and_shutdown_are_enough() {
        let limits = Limits { login: Duration::ZERO, ..Limits::default() };
        let (mut silent, _far, _stop) = wire(limits);
        assert_eq!(silent.hear().await.unwrap(), Heard::Enough);
        let (mut stopped, _far, stop) = wire(Limits::default());
        stop.send_replace(true);
        assert_eq!(stopped.hear().await.unwrap(), Heard::Enough);
    }
}
