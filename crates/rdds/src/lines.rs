//! Lines from a stranger: bounded in length and in time.

use std::io;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt};
use tokio::time::timeout;

/// The longest line in octets, its end not counted: a name in UTF-8 with a word before it.
pub(crate) const LONGEST: usize = 1100;

/// What comes next.
#[derive(PartialEq, Eq, Debug)]
pub(crate) enum Next<'a> {
    /// A line without its end.
    Line(&'a [u8]),
    /// More than a line may have.
    TooLong,
    /// The asker has said everything, or says nothing.
    End,
}

/// Reads a stream line by line.
#[derive(Debug)]
pub(crate) struct Lines {
    buffer: Vec<u8>,
    /// What is left of the buffer after the last line.
    rest: usize,
    patience: Duration,
}

impl Lines {
    /// Each line may take so long.
    pub(crate) fn new(patience: Duration) -> Self {
        Self { buffer: Vec::with_capacity(256), rest: 0, patience }
    }

    /// The next line; one that the stream's end cuts short counts too.
    ///
    /// # Errors
    /// What the network has against it.
    pub(crate) async fn next(
        &mut self,
        stream: &mut (impl AsyncRead + Unpin),
    ) -> io::Result<Next<'_>> {
        self.buffer.drain(..self.rest);
        self.rest = 0;
        let read = async {
            let mut looked = 0;
            loop {
                let end = self.buffer[looked..].iter().position(|b| *b == b'\n');
                if let Some(end) = end.map(|end| looked + end) {
                    return Ok((end <= LONGEST + 1).then_some((end, end + 1)));
                }
                looked = self.buffer.len();
                if looked > LONGEST {
                    return Ok(None);
                }
                if stream.read_buf(&mut self.buffer).await? == 0 {
                    return Ok(Some((looked, looked)));
                }
            }
        };
        let (end, rest) = match timeout(self.patience, read).await {
            Err(_) => return Ok(Next::End),
            Ok(Err(error)) => return Err(error),
            Ok(Ok(None)) => return Ok(Next::TooLong),
            Ok(Ok(Some((0, 0)))) => return Ok(Next::End),
            Ok(Ok(Some(found))) => found,
        };
        self.rest = rest;
        let line = self.buffer.get(..end).unwrap_or_default();
        Ok(Next::Line(line.strip_suffix(b"\r").unwrap_or(line)))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    async fn all(mut stream: &[u8]) -> Vec<Option<Vec<u8>>> {
        let mut lines = Lines::new(Duration::from_secs(5));
        let mut found = Vec::new();
        loop {
            match lines.next(&mut stream).await.unwrap() {
                Next::Line(line) => found.push(Some(line.to_vec())),
                Next::TooLong => {
                    found.push(None);
                    return found;
                }
                Next::End => return found,
            }
        }
    }

    #[tokio::test]
    async fn lines_end_as_any_client_ends_them() {
        let expected = vec![Some(b"a".to_vec()), Some(b"b c".to_vec()), Some(Vec::new())];
        assert_eq!(all(b"a\r\nb c\n\n").await, expected);
        assert_eq!(all(b"cut short").await, [Some(b"cut short".to_vec())]);
        assert_eq!(all(b"").await, Vec::<Option<Vec<u8>>>::new());
    }

    #[tokio::test]
    async fn a_line_has_an_end() {
        let longest = vec![b'a'; LONGEST];
        assert_eq!(all(&[&longest[..], b"\r\n"].concat()).await, [Some(longest.clone())]);
        assert_eq!(all(&vec![b'a'; 1 << 20]).await, [None]);
    }

    proptest! {
        #[test]
        fn whatever_comes_is_cut_into_lines(bytes in proptest::collection::vec(any::<u8>(), 0..900)) {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
            let found = runtime.block_on(all(&bytes));
            let mut expected: Vec<&[u8]> = bytes.split(|b| *b == b'\n').collect();
            if expected.last().is_some_and(|last| last.is_empty()) {
                expected.pop();
            }
            let expected: Vec<_> = expected
                .into_iter()
                .map(|line| Some(line.strip_suffix(b"\r").unwrap_or(line).to_vec()))
                .collect();
            prop_assert_eq!(found, expected);
        }
    }
}
