//! Trees and clauses apart from the text that they were read from.

use std::borrow::Cow;

use super::ast::{Ast, Clause, Comment, End, Expr, FieldName, Moving, Operand, Word};

impl Ast<'_> {
    /// The same, apart from its text.
    pub fn into_owned(self) -> Ast<'static> {
        let Self { root, comments, source, parameters } = self;
        let comments = comments.into_iter().map(|Comment { span, text, own_line }| {
            let text = Cow::Owned(text.into_owned());
            Comment { span, text, own_line }
        });
        Ast {
            root: root.into_owned(),
            comments: comments.collect(),
            source: Cow::Owned(source.into_owned()),
            parameters,
        }
    }
}

impl Expr<'_> {
    // The parser bounds the depth of the tree, and so of this recursion.
    fn into_owned(self) -> Expr<'static> {
        let all = |members: Vec<Self>| members.into_iter().map(Self::into_owned).collect();
        match self {
            Self::And { members } => Expr::And { members: all(members) },
            Self::Or { members } => Expr::Or { members: all(members) },
            Self::Not { span, expr } => Expr::Not { span, expr: Box::new(expr.into_owned()) },
            Self::Group { span, expr } => Expr::Group { span, expr: Box::new(expr.into_owned()) },
            Self::Clause(clause) => Expr::Clause(clause.into_owned()),
            Self::Keyword(word) => Expr::Keyword(word.into_owned()),
            Self::Error(span) => Expr::Error(span),
        }
    }
}

impl Clause<'_> {
    /// The same, apart from its text.
    pub(crate) fn into_owned(self) -> Clause<'static> {
        let Self { field, operator, operator_span, operand } = self;
        let FieldName { span, name, custom, quoted } = field;
        let field = FieldName { span, name: name.into_owned().into(), custom, quoted };
        Clause { field, operator, operator_span, operand: operand.into_owned() }
    }
}

impl Word<'_> {
    fn into_owned(self) -> Word<'static> {
        Word { span: self.span, text: self.text.into_owned().into(), kind: self.kind }
    }
}

impl Operand<'_> {
    fn into_owned(self) -> Operand<'static> {
        match self {
            Self::Empty(empty) => Operand::Empty(empty),
            Self::Word(word) => Operand::Word(word.into_owned()),
            Self::List { span, items } => {
                Operand::List { span, items: items.into_iter().map(Word::into_owned).collect() }
            }
            Self::Range { start, end } => Operand::Range { start: start.into_owned(), end: end.into_owned() },
            Self::Period(period) => Operand::Period(period.into_owned()),
            Self::Day(moving) => Operand::Day(Box::new(moving.into_owned())),
            Self::Last { span, quantity, unit } => {
                Operand::Last { span, quantity: quantity.map(Word::into_owned), unit: unit.into_owned() }
            }
        }
    }
}

impl End<'_> {
    fn into_owned(self) -> End<'static> {
        match self {
            Self::Word(word) => End::Word(word.into_owned()),
            Self::DayMonth { span, day, month } => End::DayMonth { span, day: day.map(Word::into_owned), month },
            Self::Moving(moving) => End::Moving(Box::new(moving.into_owned())),
        }
    }
}

impl Moving<'_> {
    fn into_owned(self) -> Moving<'static> {
        let Self { span, anchor, quantity, unit } = self;
        Moving { span, anchor, quantity: quantity.map(Word::into_owned), unit: unit.map(Word::into_owned) }
    }
}
