//! What looks like a parameter in a value and is none: another tool's, such as `:tag`, `$1`, `?`, `%s`, and this language's own in
//! quotes.

use crate::lex;

/// A text that looks like a parameter.
pub(super) enum Placeholder<'t> {
    /// `{tag}`, and whether the text is no more than it.
    Own { parameter: &'t str, whole: bool },
    /// Another tool's, whose name may be told.
    Foreign { name: Option<&'t str> },
}

/// How many braces of a text are looked at.
const MOST_BRACES: usize = 100;

/// What looks like a parameter in `text`; what signs alone may tell is a value where it is `quoted`.
pub(super) fn placeholder(text: &str, quoted: bool) -> Option<Placeholder<'_>> {
    let text = text.trim();
    if let Some(inner) = text.strip_prefix("{{").and_then(|rest| rest.strip_suffix("}}")) {
        return named(inner.trim());
    }
    if let Some(inner) = text.strip_prefix(['$', '#']).and_then(|rest| rest.strip_prefix('{')?.strip_suffix('}')) {
        return named(inner.trim());
    }
    let numbered = |inner: &str| inner.bytes().all(|byte| byte.is_ascii_digit());
    if text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')).is_some_and(numbered) {
        return Some(Placeholder::Foreign { name: None });
    }
    let braces = text.match_indices('{').take(MOST_BRACES);
    let own = braces.filter_map(|(at, _)| lex::parameter(text.get(at..)?).ok()).map(|(_, own)| own).next();
    if let Some(parameter) = own {
        return Some(Placeholder::Own { parameter, whole: parameter == text });
    }
    // `%(tag)s`
    if let Some(inner) = text.strip_prefix("%(").and_then(|rest| rest.strip_suffix([')', 's', 'd'])) {
        return named(inner.trim_end_matches(')'));
    }
    if matches!(text, "%s" | "%d") || text.strip_prefix('?').is_some_and(numbered) {
        return Some(Placeholder::Foreign { name: None });
    }
    if let Some(name) = text.strip_prefix(':') {
        return named(name);
    }
    let dollar = text.strip_prefix('$').filter(|_| !quoted)?;
    if dollar.len() == 1 && numbered(dollar) {
        return Some(Placeholder::Foreign { name: None });
    }
    // Tickers are in capitals.
    if dollar.starts_with(|first: char| first.is_ascii_lowercase()) { named(dollar) } else { None }
}

fn named(name: &str) -> Option<Placeholder<'_>> {
    lex::is_parameter_name(name).then_some(Placeholder::Foreign { name: Some(name) })
}
