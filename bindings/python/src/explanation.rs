//! Why a query finds a contact.

use nse_query::{Query, eval};
use pyo3::prelude::*;

/// Whether a query, or a part of it, finds a contact, and why. Printed, it is a tree.
#[pyclass(frozen, get_all, module = "nse_query")]
#[derive(Clone)]
pub struct Explanation {
    /// Whether it finds the contact.
    matched: bool,
    /// `and`, `or`, `not`, `clause` or `saved search`.
    kind: String,
    /// The clause, as filter text; `None` for a join.
    clause: Option<String>,
    /// The value that decided, where one did.
    value: Option<String>,
    /// The name of a saved search, where it is known.
    name: Option<String>,
    /// What it is joined of.
    members: Vec<Explanation>,
    /// As the tree that is printed.
    tree: String,
}

#[pymethods]
impl Explanation {
    fn __bool__(&self) -> bool {
        self.matched
    }

    fn __str__(&self) -> &str {
        &self.tree
    }

    fn __repr__(&self) -> String {
        format!("<Explanation {} matched={}>", self.kind, if self.matched { "True" } else { "False" })
    }
}

impl Explanation {
    pub fn of(explanation: &eval::Explanation) -> Self {
        use eval::Explanation as E;
        let mut made = Self {
            matched: explanation.matched(),
            kind: String::new(),
            clause: None,
            value: None,
            name: None,
            members: Vec::new(),
            tree: explanation.to_string(),
        };
        let text = |clause: &nse_query::query::Clause| Some(Query::clause(clause.clone()).to_string());
        match explanation {
            E::And(_, members) => made.join("and", members),
            E::Or(_, members) => made.join("or", members),
            E::Not(_, member) => made.join("not", std::slice::from_ref(&**member)),
            E::Clause { clause, found, .. } => {
                "clause".clone_into(&mut made.kind);
                made.clause = text(clause);
                made.value = found.as_ref().map(|found| found.value.clone());
            }
            E::Saved { clause, name, query, .. } => {
                made.join("saved search", query.as_deref().map(std::slice::from_ref).unwrap_or_default());
                made.clause = text(clause);
                made.name.clone_from(name);
            }
            _ => {}
        }
        made
    }

    fn join(&mut self, kind: &str, members: &[eval::Explanation]) {
        kind.clone_into(&mut self.kind);
        self.members = members.iter().map(Self::of).collect();
    }
}
