//! JSON, written straight into one buffer.
//!
//! What `serde_json` writes, octet for octet, in less than half the time: names of members are
//! copied unseen, texts are looked through many octets at a time, and what is [`Ready`] is copied.

use std::fmt::{self, Display, Write};

use serde::ser::{self, Impossible, Serialize, Serializer};

/// Octets of a short answer.
pub(super) const SHORT: usize = 1024;

/// A value as JSON, in a buffer for so many octets to begin with.
///
/// # Errors
/// If it has a part of a kind that no answer of RDAP has: octets, fractions.
pub(super) fn written(value: &impl Serialize, octets: usize) -> serde_json::Result<Vec<u8>> {
    let mut writer = Writer { out: Vec::with_capacity(octets), is_ready: false };
    value.serialize(&mut writer)?;
    Ok(writer.out)
}

/// Something whose text is JSON already. Only [`written`] knows it as that.
pub(super) struct Ready<T>(pub(super) T);

/// By this name the writer knows what is [`Ready`].
const READY: &str = "foral: ready JSON";

impl<T: Display> Serialize for Ready<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(READY, &Shown(&self.0))
    }
}

/// Whatever can be displayed, as a text.
pub(super) struct Shown<T>(pub(super) T);

impl<T: Display> Serialize for Shown<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// A text within quotation marks that are there already.
pub(super) struct Within<'a>(pub(super) &'a str);

impl Display for Within<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0;
        while let Some(place) = odd(rest.as_bytes()) {
            let (plain, after) = rest.split_at(place);
            f.write_str(plain)?;
            let mut after = after.chars();
            if let Some(character) = after.next() {
                f.write_str(&Escape::of(character))?;
            }
            rest = after.as_str();
        }
        f.write_str(rest)
    }
}

/// Where the first octet is that must be escaped (RFC 8259, section 7).
fn odd(text: &[u8]) -> Option<usize> {
    /// So many octets at a time are compared with each other's help.
    const TOGETHER: usize = 16;
    let is_odd = |octet: u8| octet < 0x20 || octet == b'"' || octet == b'\\';
    let any = |chunk: &[u8]| chunk.iter().fold(false, |any, octet| any | is_odd(*octet));
    let plain = text
        .chunks_exact(TOGETHER)
        .take_while(|chunk| !any(chunk))
        .count();
    let from = plain * TOGETHER;
    let place = text[from..].iter().position(|octet| is_odd(*octet))?;
    Some(from + place)
}

/// How a character is escaped.
enum Escape {
    Short(&'static str),
    Long(String),
}

impl Escape {
    fn of(character: char) -> Self {
        match character {
            '"' => Self::Short("\\\""),
            '\\' => Self::Short("\\\\"),
            '\u{8}' => Self::Short("\\b"),
            '\t' => Self::Short("\\t"),
            '\n' => Self::Short("\\n"),
            '\u{c}' => Self::Short("\\f"),
            '\r' => Self::Short("\\r"),
            control => Self::Long(format!("\\u{:04x}", u32::from(control))),
        }
    }
}

impl std::ops::Deref for Escape {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Self::Short(text) => text,
            Self::Long(text) => text,
        }
    }
}

struct Writer {
    out: Vec<u8>,
    /// Whether what comes is JSON already.
    is_ready: bool,
}

impl Writer {
    fn put(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }

    fn put_text(&mut self, text: &str) {
        match odd(text.as_bytes()) {
            None => self.put(text),
            // What can be displayed can be written into a buffer.
            Some(_) => drop(write!(Plainly(&mut self.out), "{}", Within(text))),
        }
    }
}

/// Text goes into the buffer as it is.
struct Plainly<'a>(&'a mut Vec<u8>);

impl Write for Plainly<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.extend_from_slice(text.as_bytes());
        Ok(())
    }
}

/// Text goes into the buffer with its escapes.
struct Escaping<'a>(&'a mut Writer);

impl Write for Escaping<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.put_text(text);
        Ok(())
    }
}

type Done = serde_json::Result<()>;

fn foreign<T>(what: &str) -> serde_json::Result<T> {
    Err(ser::Error::custom(format_args!("no answer has {what}")))
}

impl<'a> Serializer for &'a mut Writer {
    type Ok = ();
    type Error = serde_json::Error;
    type SerializeSeq = Compound<'a>;
    type SerializeTuple = Compound<'a>;
    type SerializeTupleStruct = Compound<'a>;
    type SerializeTupleVariant = Impossible<(), serde_json::Error>;
    type SerializeMap = Compound<'a>;
    type SerializeStruct = Compound<'a>;
    type SerializeStructVariant = Impossible<(), serde_json::Error>;

    fn serialize_str(self, text: &str) -> Done {
        self.out.reserve(text.len() + 2);
        self.out.push(b'"');
        self.put_text(text);
        self.out.push(b'"');
        Ok(())
    }

    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Done {
        let written = if self.is_ready {
            write!(Plainly(&mut self.out), "{value}")
        } else {
            self.out.push(b'"');
            let written = write!(Escaping(self), "{value}");
            self.out.push(b'"');
            written
        };
        written.map_err(ser::Error::custom)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Done {
        self.is_ready = name == READY;
        let done = value.serialize(&mut *self);
        self.is_ready = false;
        done
    }

    fn serialize_bool(self, value: bool) -> Done {
        self.put(if value { "true" } else { "false" });
        Ok(())
    }

    fn serialize_u64(self, number: u64) -> Done {
        write!(Plainly(&mut self.out), "{number}").map_err(ser::Error::custom)
    }

    fn serialize_i64(self, number: i64) -> Done {
        write!(Plainly(&mut self.out), "{number}").map_err(ser::Error::custom)
    }

    fn serialize_u8(self, number: u8) -> Done {
        self.serialize_u64(number.into())
    }

    fn serialize_u16(self, number: u16) -> Done {
        self.serialize_u64(number.into())
    }

    fn serialize_u32(self, number: u32) -> Done {
        self.serialize_u64(number.into())
    }

    fn serialize_i8(self, number: i8) -> Done {
        self.serialize_i64(number.into())
    }

    fn serialize_i16(self, number: i16) -> Done {
        self.serialize_i64(number.into())
    }

    fn serialize_i32(self, number: i32) -> Done {
        self.serialize_i64(number.into())
    }

    fn serialize_f32(self, _: f32) -> Done {
        foreign("fractions")
    }

    fn serialize_f64(self, _: f64) -> Done {
        foreign("fractions")
    }

    fn serialize_char(self, character: char) -> Done {
        self.serialize_str(character.encode_utf8(&mut [0; 4]))
    }

    fn serialize_bytes(self, _: &[u8]) -> Done {
        foreign("octets")
    }

    fn serialize_none(self) -> Done {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Done {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Done {
        self.put("null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Done {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Done {
        self.serialize_str(variant)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Done {
        foreign("one of several kinds")
    }

    fn serialize_seq(self, _: Option<usize>) -> serde_json::Result<Compound<'a>> {
        Ok(Compound::begun(self, b'[', b']'))
    }

    fn serialize_tuple(self, _: usize) -> serde_json::Result<Compound<'a>> {
        self.serialize_seq(None)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> serde_json::Result<Compound<'a>> {
        self.serialize_seq(None)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> serde_json::Result<Self::SerializeTupleVariant> {
        foreign("one of several kinds")
    }

    fn serialize_map(self, _: Option<usize>) -> serde_json::Result<Compound<'a>> {
        Ok(Compound::begun(self, b'{', b'}'))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> serde_json::Result<Compound<'a>> {
        self.serialize_map(None)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> serde_json::Result<Self::SerializeStructVariant> {
        foreign("one of several kinds")
    }
}

/// A list or an object that is being written.
struct Compound<'a> {
    writer: &'a mut Writer,
    is_empty: bool,
    end: u8,
}

impl<'a> Compound<'a> {
    fn begun(writer: &'a mut Writer, begin: u8, end: u8) -> Self {
        writer.out.push(begin);
        Self { writer, is_empty: true, end }
    }

    fn next(&mut self) -> &mut Writer {
        if !std::mem::replace(&mut self.is_empty, false) {
            self.writer.out.push(b',');
        }
        self.writer
    }

    fn ended(self) -> Done {
        self.writer.out.push(self.end);
        Ok(())
    }
}

/// Lists and tuples are written alike: element after element.
macro_rules! lists {
    ($($kind:ident::$one:ident),*) => {
        $(impl ser::$kind for Compound<'_> {
            type Ok = ();
            type Error = serde_json::Error;

            fn $one<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
                value.serialize(self.next())
            }

            fn end(self) -> Done {
                self.ended()
            }
        })*
    };
}

lists! {
    SerializeSeq::serialize_element,
    SerializeTuple::serialize_element,
    SerializeTupleStruct::serialize_field
}

impl ser::SerializeMap for Compound<'_> {
    type Ok = ();
    type Error = serde_json::Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Done {
        key.serialize(self.next())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        self.writer.out.push(b':');
        value.serialize(&mut *self.writer)
    }

    fn end(self) -> Done {
        self.ended()
    }
}

impl ser::SerializeStruct for Compound<'_> {
    type Ok = ();
    type Error = serde_json::Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Done {
        let writer = self.next();
        writer.out.push(b'"');
        // A member's name in Rust has nothing to escape.
        writer.put(name);
        writer.put("\":");
        value.serialize(writer)
    }

    fn end(self) -> Done {
        self.ended()
    }
}

#[cfg(test)]
mod tests;
