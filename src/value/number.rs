//! Numbers: JSON's grammar (RFC 8259, section 6), and the finite ones that JSON readers keep exact.

use std::fmt;
use std::str::FromStr;

use super::Invalid;
use crate::diagnostic::Error;

/// A finite number of at most 2^53, written shortest.
///
/// # Examples
/// ```
/// use nse_query::value::Number;
///
/// let stars: Number = "3.50".parse()?;
/// assert_eq!((stars.get(), stars.to_string()), (3.5, "3.5".to_owned()));
/// assert_eq!(Number::new(f64::NAN), None);
/// # Ok::<(), nse_query::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number(f64);

/// The largest integer that JSON readers keep exact.
pub const MAX_INTEGER: f64 = 9_007_199_254_740_992.0;

impl Number {
    /// `value`, unless it is not finite or beyond 2^53 on either side.
    pub fn new(value: f64) -> Option<Self> {
        // Adding zero makes minus zero plain zero.
        (value.is_finite() && value.abs() <= MAX_INTEGER).then_some(Self(value + 0.0))
    }

    /// The number.
    pub const fn get(self) -> f64 {
        self.0
    }
}

impl Eq for Number {}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        // It is finite, and zero has one sign.
        self.0.total_cmp(&other.0)
    }
}

impl std::hash::Hash for Number {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.0.to_bits().hash(state);
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.fract() == 0.0 {
            // At most 2^53. To write it as an integer takes a fraction of the time.
            #[allow(clippy::cast_possible_truncation)]
            let integer = self.0 as i64;
            write!(f, "{integer}")
        } else {
            // `Debug` of a float is its shortest JSON number; `Display` would write out 1e-300.
            write!(f, "{:?}", self.0)
        }
    }
}

/// JSON's syntax of numbers, as `3`, `-2.5`, `1e3`; E0207 else, E0208 beyond 2^53.
impl FromStr for Number {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Ok(number(text)?)
    }
}

/// The number that `text` writes in JSON's syntax (`3`, `-2.5`, `1e3`).
///
/// # Errors
/// [`Invalid::Number`], or [`Invalid::NumberTooLarge`] beyond 2^53.
pub(crate) fn number(text: &str) -> Result<Number, Invalid> {
    // Most are small and whole, and take no reader of fractions.
    if let (Some(b'1'..=b'9'), Ok(whole)) = (text.as_bytes().first(), text.parse::<u32>()) {
        return Ok(Number(whole.into()));
    }
    // The standard library reads to the last bit, and would also take `+5`, `.5` and `inf`.
    let read = if is_number(text) { text.parse::<f64>().ok() } else { None };
    let value = read.ok_or_else(|| Invalid::Number { text: text.to_owned() })?;
    // 2^53 + 1 is read as 2^53.
    let exact =
        value.abs() < MAX_INTEGER || matches!(text.parse(), Ok(-9_007_199_254_740_992 | 9_007_199_254_740_992_i64));
    let number = Number::new(value).filter(|_| exact);
    number.ok_or_else(|| Invalid::NumberTooLarge { text: text.to_owned() })
}

/// `007`, `+5`, `.5` and `5.` as JSON writes them.
pub(crate) fn plain_number(text: &str) -> Option<Number> {
    let unsigned = text.trim().trim_start_matches('+');
    let (sign, digits) = unsigned.strip_prefix('-').map_or(("", unsigned), |digits| ("-", digits));
    if !digits.contains(|digit: char| digit.is_ascii_digit()) {
        return None;
    }
    let digits = digits.trim_end_matches('.').trim_start_matches('0');
    let zero = if digits.is_empty() || !digits.starts_with(|first: char| first.is_ascii_digit()) { "0" } else { "" };
    // Thousands are often grouped.
    let plain = format!("{sign}{zero}{}", digits.replace([',', '_', '\''], ""));
    let grouped = text.contains([',', '_', '\'']);
    number(&plain).ok().filter(|_| !grouped || !text.contains('.'))
}

/// Whether `text` is one.
pub(crate) fn is_number(text: &str) -> bool {
    number_end(text.as_bytes(), 0) == Some(text.len())
}

/// Where the number ends that begins at `at`; none where none does.
pub(crate) fn number_end(bytes: &[u8], at: usize) -> Option<usize> {
    let is = |at: usize, signs: &[u8]| bytes.get(at).is_some_and(|byte| signs.contains(byte));
    let digits = |at: usize| {
        let count = bytes.get(at..)?.iter().take_while(|byte| byte.is_ascii_digit()).count();
        (count > 0).then_some(at + count)
    };
    let first = at + usize::from(is(at, b"-"));
    let mut end = if is(first, b"0") { first + 1 } else { digits(first)? };
    if is(end, b".") {
        end = digits(end + 1)?;
    }
    if is(end, b"eE") {
        end = digits(end + 1 + usize::from(is(end + 1, b"+-")))?;
    }
    Some(end)
}

#[cfg(test)]
mod tests {
    use super::{Invalid, number};

    #[test]
    fn numbers_are_those_of_json_and_exact() {
        for text in ["0", "-0", "3", "-2.50", "1e3", "1E-2", "0.1", "1.9679664529720083e-141", "9007199254740992"] {
            assert_eq!(number(text).map(super::Number::get), Ok(text.parse().unwrap()), "{text}");
        }
        for text in ["", "-", "+5", "007", ".5", "5.", "1e", "1e+", "inf", "NaN", "0x1", " 1", "1 ", "1_000", "é"] {
            assert!(matches!(number(text), Err(Invalid::Number { .. })), "{text}");
        }
        for text in ["9007199254740993", "-1e300", "1e999"] {
            assert!(matches!(number(text), Err(Invalid::NumberTooLarge { .. })), "{text}");
        }
    }
}
