//! Why a query finds a contact.

use nse_query::query::Clause;
use nse_query::{Query, eval};
use pyo3::prelude::*;

/// Whether a query, or a part of it, finds a contact, and why. Printed, it is a tree.
#[pyclass(frozen, module = "nse_query")]
#[derive(Clone)]
pub struct Explanation {
    explanation: eval::Explanation,
}

impl From<eval::Explanation> for Explanation {
    fn from(explanation: eval::Explanation) -> Self {
        Self { explanation }
    }
}

#[pymethods]
impl Explanation {
    /// Whether it finds the contact.
    #[getter]
    fn matched(&self) -> bool {
        self.explanation.matched()
    }

    /// `and`, `or`, `not`, `clause` or `saved search`.
    #[getter]
    fn kind(&self) -> &'static str {
        match &self.explanation {
            eval::Explanation::And(..) => "and",
            eval::Explanation::Or(..) => "or",
            eval::Explanation::Not(..) => "not",
            eval::Explanation::Clause { .. } => "clause",
            eval::Explanation::Saved { .. } => "saved search",
            _ => "",
        }
    }

    /// The clause, as filter text; `None` for a join.
    #[getter]
    fn clause(&self) -> Option<String> {
        let text = |clause: &Clause| Query::clause(clause.clone()).to_string();
        match &self.explanation {
            eval::Explanation::Clause { clause, .. } | eval::Explanation::Saved { clause, .. } => Some(text(clause)),
            _ => None,
        }
    }

    /// The value that decided, where one did.
    #[getter]
    fn value(&self) -> Option<&str> {
        match &self.explanation {
            eval::Explanation::Clause { found: Some(found), .. } => Some(&found.value),
            _ => None,
        }
    }

    /// The name of a saved search, where it is known.
    #[getter]
    fn name(&self) -> Option<&str> {
        match &self.explanation {
            eval::Explanation::Saved { name, .. } => name.as_deref(),
            _ => None,
        }
    }

    /// What it is joined of.
    #[getter]
    fn members(&self) -> Vec<Self> {
        let members = match &self.explanation {
            eval::Explanation::And(_, members) | eval::Explanation::Or(_, members) => members,
            eval::Explanation::Not(_, member) | eval::Explanation::Saved { query: Some(member), .. } => {
                std::slice::from_ref(&**member)
            }
            _ => &[],
        };
        members.iter().cloned().map(Self::from).collect()
    }

    fn __bool__(&self) -> bool {
        self.matched()
    }

    fn __str__(&self) -> String {
        self.explanation.to_string()
    }

    fn __repr__(&self) -> String {
        format!("<Explanation {} matched={}>", self.kind(), if self.matched() { "True" } else { "False" })
    }
}
