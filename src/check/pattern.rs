//! Values with signs that stand for other characters elsewhere: `like "Jon%"`, `Jon*`.

use crate::operator::Operator;

/// What `like`, or `not like`, means before `pattern`: whether a `not` stands before the clause, its operator and its value.
/// None where no sign at an end of it stands for others.
pub(crate) fn pattern(pattern: &str, not: bool) -> Option<(bool, Operator, &str)> {
    const SIGNS: [char; 2] = ['%', '*'];
    let bare = pattern.trim_matches(SIGNS);
    if bare.len() == pattern.len() || bare.is_empty() {
        return None;
    }
    let open = [pattern.starts_with(SIGNS), pattern.ends_with(SIGNS)];
    // Where no operator looks at the end of words, their beginnings are all that can be asked for beside whole words.
    let operator = Operator::of_open(open).unwrap_or(Operator::Contain);
    Some(match operator.negative() {
        Some(negative) if not => (false, negative, bare),
        _ => (not, operator, bare),
    })
}
