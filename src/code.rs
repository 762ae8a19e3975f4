//! What is wrong, said by a stable code and a message: the trait that every stage's problems share, and the registry of
//! codes.
//!
//! A code is never reused; each has a long text under `codes/` and a case under `tests/diagnostics/`.

use std::fmt;

use serde::{Serialize, Serializer};

/// The stable name of one mistake, such as `E0201`. `E01..` is text, `E02..` meaning, `E03..` NSE JSON, `E04..`
/// evaluation, `E05..` account metadata, `E06..` parameters, `E07..` `nse.toml`, `W0…` a warning.
///
/// # Examples
/// ```
/// use nse_query::diagnostic::Code;
///
/// let mistakes = "name = Jon".parse::<nse_query::Query>().unwrap_err();
/// let code = mistakes.as_slice()[0].code();
/// assert_eq!((code.name(), code.is_warning()), ("E0203", false));
/// assert_eq!(Code::find("E0203"), Some(code));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Code(&'static str);

macro_rules! registry {
    ($($code:ident)*) => {
        $(#[doc = concat!("See `nse-fmt --explain ", stringify!($code), "`.")]
        #[allow(dead_code)]
        pub(crate) const $code: Code = Code(stringify!($code));)*

        /// Every code, in order.
        const CODES: &[Code] = &[$($code),*];

        /// Its long text, in the same order. A program that shows none is not given them.
        const TEXTS: &[&str] = &[$(include_str!(concat!("codes/", stringify!($code), ".md"))),*];
    };
}

registry! {
    E0101
    E0102
    E0103
    E0104
    E0105
    E0106
    E0107
    E0108
    E0109
    E0110
    E0111
    E0112
    E0113
    E0114
    E0115
    E0116
    E0117
    E0118
    E0119
    E0120
    E0121
    E0122
    E0123
    E0124
    E0125
    E0126
    E0127
    E0128
    E0129
    E0130
    E0131
    E0132
    E0133
    E0134
    E0135
    E0136
    E0137
    E0138
    E0139
    E0140
    E0141
    E0142
    E0143
    E0144
    E0201
    E0202
    E0203
    E0204
    E0205
    E0206
    E0207
    E0208
    E0209
    E0210
    E0211
    E0212
    E0213
    E0214
    E0215
    E0216
    E0217
    E0218
    E0219
    E0220
    E0221
    E0222
    E0223
    E0224
    E0225
    E0226
    E0227
    E0228
    E0229
    E0230
    E0231
    E0301
    E0302
    E0303
    E0304
    E0305
    E0306
    E0307
    E0308
    E0309
    E0310
    E0311
    E0312
    E0313
    E0314
    E0315
    E0316
    E0317
    E0318
    E0319
    E0320
    E0321
    E0322
    E0323
    E0324
    E0325
    E0326
    E0327
    E0328
    E0329
    E0330
    E0331
    E0332
    E0333
    E0334
    E0335
    E0401
    E0402
    E0403
    E0404
    E0405
    E0406
    E0407
    E0408
    E0409
    E0410
    E0411
    E0412
    E0413
    E0414
    E0415
    E0501
    E0502
    E0503
    E0504
    E0601
    E0602
    E0603
    E0604
    E0605
    E0606
    E0607
    E0701
    E0702
    E0703
    W0201
    W0202
    W0203
    W0204
    W0205
    W0206
    W0207
    W0208
    W0209
    W0210
    W0211
    W0212
    W0213
    W0214
    W0215
    W0216
    W0217
    W0218
    W0219
    W0220
    W0221
    W0222
    W0223
    W0224
    W0225
    W0301
    W0302
    W0303
    W0304
    W0305
    W0306
    W0307
    W0308
    W0309
    W0401
    W0402
    W0501
    W0502
    W0503
    W0504
    W0505
    W0506
    W0507
    W0508
    W0509
    W0601
}

/// What one stage can find wrong. Its `Display` is the message: one line, without a place.
pub(crate) trait Problem: fmt::Display {
    /// The stable code.
    fn code(&self) -> Code;
}

/// An enum of problems, one row each: code, message, variant. A row `+ Variant(Inner)` takes in the
/// problems of a lower room.
macro_rules! problems {
    (
        $(#[$meta:meta])* $visible:vis enum $name:ident {
            $($code:ident ($($message:tt)+) $variant:ident $({ $($member:ident: $type:ty),+ $(,)? })?,)*
            $(+ $wrap:ident($inner:ty),)*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
        #[non_exhaustive]
        #[allow(missing_docs)] // the messages say what the members are
        $visible enum $name {
            $(#[error($($message)+)] $variant $({ $($member: $type),+ })?,)*
            $(#[error(transparent)] $wrap(#[from] $inner),)*
        }

        impl $crate::code::Problem for $name {
            fn code(&self) -> $crate::code::Code {
                match self {
                    $(Self::$variant { .. } => $crate::code::$code,)*
                    $(Self::$wrap(inner) => $crate::code::Problem::code(inner),)*
                }
            }
        }
    };
}
pub(crate) use problems;

impl Code {
    /// Every code that a diagnostic can carry, in order.
    pub fn all() -> impl Iterator<Item = Self> {
        CODES.iter().copied()
    }

    /// The code of this name, in any case.
    pub fn find(name: &str) -> Option<Self> {
        Self::all().find(|code| code.0.eq_ignore_ascii_case(name))
    }

    /// One of a caller's own.
    pub(crate) const fn custom(name: &'static str) -> Self {
        Self(name)
    }

    /// The name, such as `E0201`.
    pub const fn name(self) -> &'static str {
        self.0
    }

    /// Whether it names a warning rather than an error.
    pub fn is_warning(self) -> bool {
        self.0.starts_with('W')
    }

    /// The long text: what is wrong, why the service refuses it, an example and its mending. Markdown; its first line
    /// is the title. Empty for a caller's own code.
    pub fn explain(self) -> &'static str {
        CODES.iter().zip(TEXTS).find(|&(&code, _)| code == self).map_or("", |(_, text)| text)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0)
    }
}
