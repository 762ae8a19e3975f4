//! What the file says.

use crate::catalog::Records;
use crate::code::Code;
use crate::diagnostic::{Denied, Levels};
use crate::span::Span;
use crate::value::{WeekStart, Zone};

/// A value and where the file says so.
///
/// # Examples
/// ```
/// use nse_query::config::Config;
///
/// let source = "line-width = 80";
/// let width = Config::parse(source)?.line_width.ok_or("not set")?;
/// assert_eq!((width.value, width.span.of(source)), (80, "80"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting<T> {
    /// What is set.
    pub value: T,
    /// Where the value stands in the file.
    pub span: Span,
}

/// What an `nse.toml` sets; none of what it leaves out.
///
/// # Examples
/// ```
/// use nse_query::config::Config;
///
/// let config = Config::parse("tz = 'Europe/Berlin'\ndeny = 'warnings'")?;
/// assert_eq!(config.tz.as_ref().map(|tz| tz.value.name()), Some("Europe/Berlin"));
/// assert!(config.levels().deny_warnings && config.catalog.is_none());
///
/// let source = "catalgo = 'account.json'";
/// let mistakes = Config::parse(source).unwrap_err();
/// assert_eq!(mistakes.to_string(), "error[E0702]: `catalgo` is not a setting (bytes 0..7)");
/// assert_eq!(mistakes.as_slice()[0].fixes[0].label, "use `catalog`");
/// # Ok::<(), nse_query::Diagnostics>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Config {
    /// `catalog`: files with the account's metadata, relative to the file's folder.
    pub catalog: Option<Setting<Vec<String>>>,
    /// `saved-searches`: a file with the service's listing of saved searches, relative to the file's folder.
    pub saved_searches: Option<Setting<String>>,
    /// `records`: what queries find.
    pub records: Option<Setting<Records>>,
    /// `tz`: where days begin and end.
    pub tz: Option<Setting<Zone>>,
    /// `week-start`: the first day of `this week` and `previous week`.
    pub week_start: Option<Setting<WeekStart>>,
    /// `deny`: warnings that are errors.
    pub deny: Option<Setting<Vec<Denied>>>,
    /// `allow`: warnings that are not shown.
    pub allow: Option<Setting<Vec<Code>>>,
    /// `line-width`: the most columns of a line of filter text.
    pub line_width: Option<Setting<usize>>,
}

impl Config {
    /// The name of the file.
    pub const FILE: &str = "nse.toml";

    /// What `deny` and `allow` come to.
    pub fn levels(&self) -> Levels {
        let mut levels = Levels::default();
        for denied in self.deny.iter().flat_map(|deny| &deny.value) {
            levels.raise(*denied);
        }
        levels.allow = self.allow.as_ref().map(|allow| allow.value.clone()).unwrap_or_default();
        levels
    }
}
