//! Clauses apart from the text that they were read from.

use super::ast::{Clause, End, FieldName, Moving, Operand, Word};

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
