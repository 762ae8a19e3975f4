//! What the judgement finds, as data: forms know where each part stands and how to write what is suggested.

use super::form::Form;
use super::lint::Lint;
use crate::catalog::FieldRef;
use crate::diagnostic::{Diagnostic, Edit};
use crate::operator::Operator;
use crate::query::{Problem, Query, Value};
use crate::span::Span;
use crate::value::{Date, Quantity};

/// A mistake or a warning about one part of a clause.
#[derive(Debug)]
pub(crate) struct Finding {
    pub(crate) what: What,
    /// The field and the operator, where the field is known.
    pub(crate) about: Option<(FieldRef, Operator)>,
    pub(crate) part: Part,
    /// A few words at the part itself.
    pub(crate) label: String,
    /// The documented reason and what else helps.
    pub(crate) help: Vec<String>,
    pub(crate) suggestions: Vec<Suggestion>,
    /// Whether the only suggestion keeps the evident meaning.
    pub(crate) certain: bool,
}

#[derive(Debug)]
pub(crate) enum What {
    Problem(Problem),
    Lint(Lint),
}

/// A part of a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Field,
    Operator,
    /// All that stands after the operator; the operator's place where nothing does.
    Value,
    /// An item of a list, counted from 0.
    Item(usize),
    Start,
    End,
    Unit,
    Quantity,
}

/// What to write instead.
#[derive(Debug)]
pub(crate) struct Suggestion {
    /// What it does: "use `=`".
    pub(crate) label: String,
    pub(crate) instead: Instead,
}

/// What to write instead, before a form spells it.
#[derive(Debug)]
pub(crate) enum Instead {
    /// This field.
    Field(FieldRef),
    /// This operator, under a `not` of its own if so, with the same value in the shape that it takes.
    Operator { not: bool, operator: Operator },
    /// This value for a part.
    Value(Part, Value),
    /// This operator, under a `not` of its own if so, and this value.
    Clause { not: bool, operator: Operator, value: Value },
    /// The ends of the range in the other order.
    Swapped,
    /// A clause of this operator for each item of the list, all joined.
    Each(Operator),
    /// This query for the whole clause.
    Query(Query),
    /// This operator and a moving date, which only filter text can write.
    Moving { operator: Operator, text: String },
    /// A clause with `in` for each of these moving dates, any of which may hold; only filter text can write it.
    AnyPeriod(Vec<String>),
    /// These words for a part, which only filter text can write: a parameter, a moving date.
    Words(Part, String),
    /// This number and unit for those of a moving date.
    Units(Quantity),
}

/// Where findings go.
pub(crate) trait Sink {
    /// The form to explain a further finding in; none where nobody would read it.
    fn form(&self) -> Option<&dyn Form>;

    /// How many errors there are so far.
    fn errors(&self) -> usize;

    fn take(&mut self, finding: Finding);

    /// The moving date of the clause came to these days. Only filter text has any.
    fn resolved(&mut self, _from: Date, _to: Date) {}
}

impl Finding {
    pub(crate) const fn new(what: What, about: Option<(FieldRef, Operator)>, part: Part) -> Self {
        Self { what, about, part, label: String::new(), help: Vec::new(), suggestions: Vec::new(), certain: false }
    }

    /// The diagnostic that says it at `span`, where `edits` writes what is suggested.
    pub(crate) fn diagnostic(
        self,
        span: Span,
        edits: impl Fn(&Instead, Option<&(FieldRef, Operator)>) -> Option<Vec<Edit>>,
    ) -> Diagnostic {
        let mut diagnostic = match self.what {
            What::Problem(problem) => Diagnostic::new(problem, span),
            What::Lint(lint) => Diagnostic::new(lint, span),
        };
        diagnostic.label = self.label;
        diagnostic.help = self.help;
        for Suggestion { label, instead } in self.suggestions {
            if let Some(edits) = edits(&instead, self.about.as_ref()) {
                diagnostic = diagnostic.suggest_all(label, edits);
            }
        }
        if self.certain { diagnostic.certain() } else { diagnostic }
    }

    #[must_use]
    pub(crate) fn label(mut self, text: impl Into<String>) -> Self {
        self.label = text.into();
        self
    }

    #[must_use]
    pub(crate) fn help(mut self, text: impl Into<String>) -> Self {
        self.help.push(text.into());
        self
    }

    #[must_use]
    pub(crate) fn suggest(mut self, label: impl Into<String>, instead: Instead) -> Self {
        self.suggestions.push(Suggestion { label: label.into(), instead });
        self
    }

    /// Makes the suggestion certain, as long as it is the only one.
    #[must_use]
    pub(crate) const fn certain(mut self) -> Self {
        self.certain = true;
        self
    }
}

impl Instead {
    /// The operator with a moving date.
    pub(crate) const fn moving(operator: Operator, text: String) -> Self {
        Self::Moving { operator, text }
    }

    /// The operator with the same value.
    pub(crate) const fn operator(operator: Operator) -> Self {
        Self::Operator { not: false, operator }
    }
}

impl From<Problem> for What {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl From<Lint> for What {
    fn from(lint: Lint) -> Self {
        Self::Lint(lint)
    }
}
