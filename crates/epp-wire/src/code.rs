//! EPP's result codes (RFC 5730, section 3).

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $number:literal,)*) => {
        /// A result code. Codes from 2000 on say that nothing was done.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
        #[repr(u16)]
        pub enum ResultCode { $($(#[$doc])* $variant = $number,)* }

        impl ResultCode {
            /// Every code of RFC 5730.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];
        }
    };
}

codes! {
    /// Done.
    Ok = 1000,
    /// Begun; its end will be told.
    Pending = 1001,
    /// The queue is empty.
    NoMessages = 1300,
    /// A message waits; acknowledge it.
    Message = 1301,
    /// Done, and the session ends.
    OkEnd = 1500,
    /// No such command.
    UnknownCommand = 2000,
    /// Not valid against the schemas.
    Syntax = 2001,
    /// Right in itself, wrong here.
    UseError = 2002,
    /// Something needed is missing.
    Missing = 2003,
    /// A value outside its range.
    Range = 2004,
    /// A value of the wrong form.
    ValueSyntax = 2005,
    /// Another protocol version.
    Version = 2100,
    /// A command that is not offered.
    Command = 2101,
    /// An option that is not offered.
    Option = 2102,
    /// An extension that is not offered.
    Extension = 2103,
    /// Not enough credit.
    Billing = 2104,
    /// Not to be renewed now.
    NotRenewable = 2105,
    /// Not to be transferred now.
    NotTransferable = 2106,
    /// Who are you?
    Authentication = 2200,
    /// Not yours.
    Authorization = 2201,
    /// A wrong transfer code.
    InvalidAuthInfo = 2202,
    /// A transfer waits already.
    PendingTransfer = 2300,
    /// No transfer waits.
    NotPendingTransfer = 2301,
    /// There already.
    Exists = 2302,
    /// Not there.
    DoesNotExist = 2303,
    /// A status forbids it.
    Status = 2304,
    /// Something depends on it.
    Association = 2305,
    /// A value against policy.
    Policy = 2306,
    /// An object service that is not offered.
    ObjectService = 2307,
    /// Against data management policy.
    DataPolicy = 2308,
    /// Our fault.
    Failed = 2400,
    /// Our fault, and the session ends.
    FailedEnd = 2500,
    /// Too many wrong passwords, and the session ends.
    AuthenticationEnd = 2501,
    /// Too many sessions, and this one ends.
    SessionLimitEnd = 2502,
}

impl ResultCode {
    /// The four digits.
    pub const fn number(self) -> u16 {
        self as u16
    }

    /// Reads the four digits.
    pub fn parse(number: u16) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|code| code.number() == number)
    }

    /// Whether the command was carried out or begun.
    pub const fn is_success(self) -> bool {
        self.number() < 2000
    }

    /// Whether the server closes the connection after it.
    pub const fn ends_session(self) -> bool {
        matches!(
            self,
            Self::OkEnd | Self::FailedEnd | Self::AuthenticationEnd | Self::SessionLimitEnd
        )
    }
}
