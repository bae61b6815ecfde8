//! Frames on a TCP connection: four octets of length, themselves included, then XML (RFC 5734).

/// Octets of the length in front of each frame.
pub const HEADER: usize = 4;

/// A length that no frame of ours has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BadLength {
    /// Nothing but a header, or less than that.
    TooShort(u32),
    /// More than the limit.
    TooLong {
        /// What the header says.
        length: u32,
        /// The limit, header included.
        max: usize,
    },
}

/// The octets of XML that follow a header, at most `max` with the header.
///
/// # Errors
/// [`BadLength`] if the header counts itself wrongly or the frame is too long: what follows cannot
/// be told from garbage, so the connection is to be closed.
pub fn frame_length(header: [u8; HEADER], max: usize) -> Result<usize, BadLength> {
    let length = u32::from_be_bytes(header);
    let total = usize::try_from(length).unwrap_or(usize::MAX);
    match total.checked_sub(HEADER) {
        None | Some(0) => Err(BadLength::TooShort(length)),
        Some(_) if total > max => Err(BadLength::TooLong { length, max }),
        Some(payload) => Ok(payload),
    }
}

/// A payload with its header in front.
pub fn frame(payload: &[u8]) -> Vec<u8> {
    let mut framed = Vec::with_capacity(payload.len() + HEADER);
    append_frame(&mut framed, |out| out.extend_from_slice(payload));
    framed
}

/// Appends a frame whose payload `write` appends: one buffer serves many answers.
pub fn append_frame(out: &mut Vec<u8>, write: impl FnOnce(&mut Vec<u8>)) {
    let start = out.len();
    out.extend_from_slice(&[0; HEADER]);
    write(out);
    let length = u32::try_from(out.len() - start).unwrap_or(u32::MAX);
    out[start..start + HEADER].copy_from_slice(&length.to_be_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_length_counts_itself() {
        let framed = frame(b"<epp/>");
        assert_eq!(framed, b"\0\0\0\x0a<epp/>");
        assert_eq!(frame_length([0, 0, 0, 10], 10), Ok(6));
    }

    #[test]
    fn frames_follow_each_other_in_one_buffer() {
        let mut out = frame(b"ab");
        append_frame(&mut out, |out| out.extend_from_slice(b"c"));
        assert_eq!(out, b"\0\0\0\x06ab\0\0\0\x05c");
    }

    #[test]
    fn a_length_that_cannot_be_is_refused() {
        assert_eq!(frame_length([0, 0, 0, 3], 100), Err(BadLength::TooShort(3)));
        assert_eq!(frame_length([0, 0, 0, 4], 100), Err(BadLength::TooShort(4)));
        let long = BadLength::TooLong { length: 101, max: 100 };
        assert_eq!(frame_length([0, 0, 0, 101], 100), Err(long));
        let huge = frame_length([0xff; 4], 100);
        assert_eq!(huge, Err(BadLength::TooLong { length: u32::MAX, max: 100 }));
    }
}
