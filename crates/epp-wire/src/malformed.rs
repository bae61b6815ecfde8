//! Why a frame is not a command: made here, before anybody is asked anything.

use std::fmt;

use crate::code::ResultCode;

/// A frame that cannot be understood or carried out as it is written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Malformed {
    /// Which sort of mistake.
    pub kind: Kind,
    /// The element at fault by its customary name (`domain:name`, `clTRID`), or nothing.
    pub element: String,
    /// The value at fault, shortened; never a secret.
    pub value: String,
    /// What is wrong, in English, with line and column where they help.
    pub reason: String,
    /// The client's reference, wherever the frame could be read so far.
    pub client_trid: Option<String>,
}

/// The sort of a mistake; each has one result code.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// 2000: RFC 5730 has no such command.
    UnknownCommand,
    /// 2001: not well-formed, or not valid against the schemas.
    Syntax,
    /// 2002: an extension that does not belong to this command.
    UseError,
    /// 2003: optional for the schema, necessary for us.
    Missing,
    /// 2004: a value outside what can be.
    Range,
    /// 2005: a value of the wrong form.
    ValueSyntax,
    /// 2100: another protocol version.
    Version,
    /// 2101: a command that this object does not have.
    Command,
    /// 2102: an option that is not offered.
    Option,
    /// 2103: an extension that is not offered.
    Extension,
    /// 2306: values that contradict each other or that are not kept here.
    Policy,
    /// 2307: an object that is not offered.
    ObjectService,
}

impl Kind {
    /// The result code of the answer.
    pub const fn code(self) -> ResultCode {
        match self {
            Self::UnknownCommand => ResultCode::UnknownCommand,
            Self::Syntax => ResultCode::Syntax,
            Self::UseError => ResultCode::UseError,
            Self::Missing => ResultCode::Missing,
            Self::Range => ResultCode::Range,
            Self::ValueSyntax => ResultCode::ValueSyntax,
            Self::Version => ResultCode::Version,
            Self::Command => ResultCode::Command,
            Self::Option => ResultCode::Option,
            Self::Extension => ResultCode::Extension,
            Self::Policy => ResultCode::Policy,
            Self::ObjectService => ResultCode::ObjectService,
        }
    }
}

/// Characters of a strange value that an answer repeats at most.
const VALUE_MAX: usize = 128;

impl Malformed {
    pub(crate) fn new(
        kind: Kind,
        element: impl Into<String>,
        value: &str,
        reason: impl Into<String>,
    ) -> Self {
        let value = match value.char_indices().nth(VALUE_MAX) {
            Some((end, _)) => format!("{}…", &value[..end]),
            None => value.to_owned(),
        };
        Self { kind, element: element.into(), value, reason: reason.into(), client_trid: None }
    }

    /// A mistake of the frame as a whole, about no element in particular.
    pub(crate) fn syntax(reason: impl Into<String>) -> Self {
        Self::new(Kind::Syntax, "", "", reason)
    }
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.kind.code().number(), self.reason)
    }
}

impl std::error::Error for Malformed {}
