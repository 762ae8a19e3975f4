//! What can be wrong with a text before it means anything.

use crate::code::problems;
use crate::operator::Operator;

problems! {
    /// A text that is not of the language. `Display` says what is wrong in one line, without a place.
    pub(crate) enum Problem {
        E0101 ("the query is empty") Empty,
        E0103 ("a control character, U+{:04X}", u32::from(*.character)) Control { character: char },
        E0104 ("the {} is never closed", quotes(*.quote)) Unterminated { quote: char },
        E0105 ("a line break inside quotes") LineBreak,
        E0106 ("`{escape}` is not an escape") Escape { escape: String },
        E0107 ("{}", unclosed(*.count)) Unclosed { count: usize },
        E0108 ("this `)` has no `(`") Unopened,
        E0109 ("expected a clause, found {found}") NoClause { found: String },
        E0110 ("`{operator}` has no field before it") NoField { operator: String },
        E0111 ("`{words}` has no operator") NoOperator { words: String },
        E0112 ("`{words}` alone after `{join}` is not a clause") LoneWord { words: String, join: &'static str },
        E0113 ("`{}` has no value after it", .operator.text()) NoValue { operator: Operator },
        E0114 ("`{found}` is not an operator here") DoubleEquals { found: String },
        E0115 ("`{found}` is not an operator here") ForeignSign { found: String },
        E0117 ("`{found}` does not join clauses") Bars { found: &'static str },
        E0116 ("`{found}` does not join clauses") JoinWord { found: &'static str },
        E0118 ("`!` does not negate") Bang,
        E0119 ("`:` is not an operator") Colon,
        E0120 ("a single comparison cannot take several values") GroupOfValues,
        E0121 ("a list takes parentheses, not {brackets}") Brackets { brackets: &'static str },
        E0122 ("several values without a list") Commas,
        E0123 ("`{found}` is not an operator") TimeWord { found: String },
        E0124 ("`{found}` is not an operator") Contraction { found: String },
        E0125 ("`{found}` is not an operator") OperatorWords { found: String },
        E0126 ("typographic quotes are not quotes here") TypographicQuotes,
        E0127 ("`{found}` is not part of the language") TypographicSign { found: char },
        E0128 ("a value of several words needs quotes") WordsAfterValue,
        E0129 ("two clauses without `and` or `or` between them") NoJoin,
        E0130 ("`{word}` cannot follow `{is}`") ReservedAfterIs { is: &'static str, word: String },
        E0131 ("`not` cannot stand between a field and {found}") NotAfterField { found: String },
        E0132 ("a value with `{sign}` in it needs quotes") NeedsQuotes { sign: char },
        E0133 ("the list is empty") EmptyList,
        E0134 ("an item of the list is missing") EmptyItem,
        E0135 ("an item of several words needs quotes") WordsInList,
        E0136 ("a field name takes double quotes, not single ones") SingleQuotedField,
        E0137 ("`last` has no unit of time after it") NoUnit,
        E0138 ("a range needs both its ends") OpenRange,
        E0139 ("`{}` does not take a range", .operator.text()) RangeAfterOperator { operator: Operator },
        E0140 ("`{word}` must be quoted to be a value") ReservedValue { word: String },
        E0141 ("`{found}` is not a complete operator") IncompleteOperator { found: String },
        E0142 ("`{found}` is not a period") CalendarWords { found: String },
        E0143 ("backticks quote fields, not values") BacktickValue,
        E0144 ("unexpected {found}") Unexpected { found: String },
        E0601 ("the parameter `{name}` has no value") NoArgument { name: String },
        E0602 ("a parameter cannot stand for {part}") Misplaced { part: &'static str },
    }
}

pub(crate) const fn quotes(quote: char) -> &'static str {
    match quote {
        '`' => "backtick",
        '\'' => "single quote",
        _ => "quote",
    }
}

fn unclosed(count: usize) -> String {
    match count {
        1 => "`(` is never closed".to_owned(),
        count => format!("{count} parentheses are never closed"),
    }
}
