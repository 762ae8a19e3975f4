//! The guard of deletions: what a query finds and what was found odd about it, judged together.

use std::fmt;

use super::delete::{Refusal, doubt};
use super::request::{Request, deletion};
use crate::check::Checked;
use crate::code::{Code, Problem as _};
use crate::diagnostic::Diagnostic;
use crate::query::Query;
use crate::value::Instant;

/// What a deletion has to pass: its query was not taken out of more, leaves some contacts out, and no warning doubts what it finds.
/// What is deleted is gone for good.
///
/// # Examples
/// ```
/// use nse_query::Compiler;
/// use nse_query::nse::DeletionGuard;
///
/// let compiler = Compiler::default();
/// let guard = DeletionGuard::new();
/// let request = guard.request(&compiler.text("tag = archived")?)?;
/// assert_eq!(request.method(), "DELETE");
///
/// let everybody = guard.request(&compiler.text("tag = archived or tag != archived")?).unwrap_err();
/// assert_eq!(everybody.to_string(), "this deletes every contact");
///
/// // Nobody knows what the rest of this call makes of the query.
/// let call = r#"requests.delete(url, params={"query": '{"tag": {"is": "x"}}', "page": page})"#;
/// assert_eq!(guard.request(&compiler.read(call)?).unwrap_err().code().name(), "E0332");
///
/// // A warning is passed once somebody has read it.
/// let odd = compiler.text("email is not empty and tag = empty")?;
/// let code = guard.request(&odd).unwrap_err().code();
/// assert_eq!(code.name(), "W0212");
/// assert!(guard.allow([code]).request(&odd).is_ok());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct DeletionGuard {
    allowed: Vec<Code>,
    now: Option<Instant>,
    expanded: Option<Query>,
}

impl DeletionGuard {
    /// It allows nothing that it may refuse.
    pub fn new() -> Self {
        Self::default()
    }

    /// Allows what has one of these codes: a warning that was read, or E0326 to E0328 where it is meant.
    pub fn allow(mut self, codes: impl IntoIterator<Item = Code>) -> Self {
        self.allowed.extend(codes);
        self
    }

    /// Judges at the present `now`: a range of past times that ends there leaves nothing out behind it.
    pub const fn at(mut self, now: Instant) -> Self {
        self.now = Some(now);
        self
    }

    /// Judges by `expanded`, the query with its saved searches expanded
    /// ([`expand_saved_searches`](crate::query::expand_saved_searches)); the request carries the query as it was read.
    pub fn expanded(mut self, expanded: Query) -> Self {
        self.expanded = Some(expanded);
        self
    }

    /// The request that deletes what `checked` finds.
    ///
    /// # Errors
    /// The first reason against it: that it was taken out of more ([`Checked::excerpt`]), which nothing allows, its reach, its
    /// warnings.
    pub fn request(&self, checked: &Checked) -> Result<Request, Denial> {
        if checked.excerpt {
            return Err(Denial::Refused(Refusal::Excerpt));
        }
        let asked = self.expanded.as_ref().unwrap_or(&checked.query);
        let refusal = self.now.map_or_else(|| Refusal::of(asked), |now| Refusal::of_at(asked, now));
        if let Some(refusal) = refusal.filter(|refusal| !self.allowed.contains(&refusal.code())) {
            return Err(Denial::Refused(refusal));
        }
        let unread = checked.warnings.iter().filter(|warning| !self.allowed.contains(&warning.code()));
        match doubt(unread) {
            Some(warning) => Err(Denial::Doubt(Box::new(warning.clone()))),
            None => Ok(deletion(&checked.query)),
        }
    }
}

/// Why a [`DeletionGuard`] gives no request. `Display` says so in one line.
///
/// # Examples
/// ```
/// use nse_query::nse::{Denial, DeletionGuard, Refusal};
///
/// let companies = nse_query::Compiler::default().text("record type = company")?;
/// assert_eq!(DeletionGuard::new().request(&companies), Err(Denial::Refused(Refusal::RecordType)));
/// # Ok::<(), nse_query::Diagnostics>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Denial {
    /// The query is bound to find every contact, or every contact of a type, rests on a saved search, or was taken out of more.
    Refused(Refusal),
    /// The first warning that doubts what the query finds.
    Doubt(Box<Diagnostic>),
}

impl Denial {
    /// The stable code, which [`DeletionGuard::allow`] takes.
    pub fn code(&self) -> Code {
        match self {
            Self::Refused(refusal) => refusal.code(),
            Self::Doubt(warning) => warning.code(),
        }
    }
}

impl fmt::Display for Denial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(refusal) => refusal.fmt(f),
            Self::Doubt(warning) => f.write_str(warning.message()),
        }
    }
}

impl std::error::Error for Denial {}
