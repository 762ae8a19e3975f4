//! The values in one cell: `;` between them, and `'` before what a spreadsheet would run.

use std::borrow::Cow;

/// The values of a cell between its `;`, with `\;` a semicolon and `\\` a backslash within one.
pub(super) fn split(cell: &str) -> Vec<Cow<'_, str>> {
    if !cell.contains(';') && !cell.contains("\\\\") {
        return vec![unguarded(cell.trim()).into()];
    }
    let (mut values, mut value) = (Vec::new(), String::new());
    let mut rest = cell.chars().peekable();
    while let Some(character) = rest.next() {
        match character {
            '\\' => value.push(rest.next_if(|next| matches!(next, ';' | '\\')).unwrap_or('\\')),
            ';' => values.push(std::mem::take(&mut value)),
            _ => value.push(character),
        }
    }
    values.push(value);
    values.into_iter().map(|value| Cow::Owned(unguarded(value.trim()).to_owned())).collect()
}

/// `value` as [`split`] reads it.
pub(super) fn escaped(value: &str) -> String {
    value.replace('\\', "\\\\").replace(';', "\\;")
}

/// Whether a spreadsheet takes `value` for a formula that may do more than count. A telephone number is none.
fn is_formula(value: &str) -> bool {
    let harmless = |character: char| character.is_ascii_digit() || " ()+-./".contains(character);
    match value.chars().next() {
        Some('=' | '@' | '＝' | '＠') => true,
        Some('+' | '-' | '＋' | '－') => !value.chars().skip(1).all(harmless),
        _ => false,
    }
}

/// Whether [`guarded`] and [`unguarded`] differ of `value`, whatever number of `'` it begins with.
fn is_guardable(value: &str) -> bool {
    is_formula(value.trim_start_matches('\''))
}

/// `value` with a `'` before what a spreadsheet would take for a formula, and before another such `'`.
pub(super) fn guarded(value: &str) -> Cow<'_, str> {
    if is_guardable(value) { Cow::Owned(format!("'{value}")) } else { Cow::Borrowed(value) }
}

/// What [`guarded`] was made of.
pub(super) fn unguarded(value: &str) -> &str {
    value.strip_prefix('\'').filter(|_| is_guardable(value)).unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn formulas_are_guarded_and_telephone_numbers_are_not() {
        for formula in ["=1+1", "=cmd|' /C calc'!A0", "@SUM(A1)", "+cmd|x", "-2+3+cmd|x", "＝1", "'=1"] {
            assert_eq!(guarded(formula), format!("'{formula}"));
        }
        for plain in ["+1 (555) 123-4567", "-5.5", "+", "'quoted'", "O'Brien", "a=b", ""] {
            assert_eq!(guarded(plain), plain);
            assert_eq!(unguarded(plain), plain);
        }
    }

    proptest! {
        #[test]
        fn what_is_written_in_a_cell_is_read_back(values in prop::collection::vec("['=@+;\\\\a1\"\n,-]{1,6}", 1..4)) {
            let cell = values.iter().map(|value| escaped(&guarded(value))).collect::<Vec<_>>().join("; ");
            let trimmed: Vec<&str> = values.iter().map(|value| value.trim()).collect();
            prop_assume!(values == trimmed);
            prop_assert_eq!(split(&cell), values);
        }
    }
}
