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
    Some(match (pattern.starts_with(SIGNS), not) {
        (false, _) => (not, Operator::StartsWith, bare),
        (true, false) => (false, Operator::Contain, bare),
        (true, true) => (false, Operator::NotContain, bare),
    })
}
