//! What to say where a text is not JSON, and what to write instead.

use super::problem::Problem;
use super::write::quoted;
use crate::diagnostic::{Diagnostic, Edit};
use crate::span::Span;
use crate::value::{Invalid, plain_number};

/// The error where reading stops: at `at` stands something else than `expected`; `open` are the brackets open there.
/// What is missing is tried by `is_readable`, so that no fix is offered that does not mend.
pub(crate) fn not_json(
    source: &str,
    at: usize,
    expected: &'static str,
    open: &[Span],
    is_readable: fn(&str) -> bool,
) -> Diagnostic {
    let next = source.get(at..).and_then(|rest| rest.chars().next());
    let found = match next {
        None => "the end of the text".to_owned(),
        Some(character) if character.is_control() || (character.is_whitespace() && character != ' ') => {
            format!("U+{:04X}", u32::from(character))
        }
        Some(character) => format!("`{character}`"),
    };
    let span = Span::new(at, at + next.map_or(0, char::len_utf8));
    let mut diagnostic = Diagnostic::new(Problem::Json { found }, span).label(format!("expected {expected}"));
    if let Some(&innermost) = open.last() {
        diagnostic = diagnostic.related(innermost, "inside what opens here");
    }
    let closing: String = open.iter().rev().map(|span| closing(source, *span)).collect();
    let after = source.get(..at).unwrap_or_default().trim_end().len();
    let mut candidates = Vec::new();
    if next.is_none() {
        candidates.push((after, closing));
    } else if expected.starts_with("`,`") {
        candidates.push((after, ",".to_owned()));
        candidates.extend(closing.chars().next().map(|closing| (after, closing.to_string())));
    } else if expected == "`:`" {
        candidates.push((after, ":".to_owned()));
    }
    for (at, text) in candidates {
        let mut mended = source.to_owned();
        mended.insert_str(at, &text);
        if !text.is_empty() && is_readable(&mended) {
            return diagnostic.suggest(format!("insert `{text}`"), Span::at(at), text);
        }
    }
    diagnostic
}

fn closing(source: &str, open: Span) -> char {
    if open.of(source) == "{" { '}' } else { ']' }
}

/// The error for the text of a Python dictionary, at its `first` sign; `edits` make JSON of it.
pub(crate) fn python(first: Span, edits: Vec<Edit>) -> Diagnostic {
    Diagnostic::new(Problem::Python, first)
        .label("JSON has double quotes, `true`, `false` and `null` (e.g. `{\"tag\": {\"is\": \"vip\"}}`)")
        .help("Python's `str(query)` does not write JSON; `json.dumps(query)` does")
        .suggest_all("write it as JSON", edits)
        .certain()
}

pub(crate) fn comment(span: Span) -> Diagnostic {
    Diagnostic::new(Problem::Comment, span)
        .label("expected only JSON")
        .help("filter text has comments, but JSON does not")
        .suggest("delete the comment", span, "")
        .certain()
}

pub(crate) fn trailing_comma(comma: Span) -> Diagnostic {
    Diagnostic::new(Problem::TrailingComma, comma)
        .label("expected no comma before the closing bracket")
        .suggest("delete the comma", comma, "")
        .certain()
}

/// Something follows the outermost value. Closing brackets alone are certainly too many.
pub(crate) fn trailing(source: &str, span: Span) -> Diagnostic {
    let text = span.of(source);
    let only_closers = text.chars().all(|character| matches!(character, '}' | ']') || character.is_whitespace());
    let diagnostic = Diagnostic::new(Problem::Trailing, span).label("expected the end of the text").suggest(
        "delete what follows",
        span,
        "",
    );
    if only_closers {
        return diagnostic.certain();
    }
    diagnostic.help("a query is one object; join several: `{\"and\": [{…}, {…}]}`")
}

pub(crate) fn too_deep(span: Span, nesting: usize) -> Diagnostic {
    Diagnostic::new(Problem::TooDeep, span)
        .label("one object or array too deep")
        .help(format!("objects and arrays nest at most {nesting} deep, and a query at most 20 levels (evidence B)"))
}

pub(crate) fn unterminated(span: Span) -> Diagnostic {
    Diagnostic::new(Problem::Json { found: "the end of the text".to_owned() }, span)
        .label("expected a quote at the end of this string")
}

/// An escape that no string may have; `fix` is what to write instead.
pub(crate) fn escape(problem: Problem, span: Span, fix: Option<String>) -> Diagnostic {
    let half = matches!(&problem, Problem::NoCharacter { escape } if !escape.ends_with("0000"));
    let character = matches!(problem, Problem::NoCharacter { .. });
    // Another escape says one thing in Python and another in JavaScript, which drops the backslash; JSON has neither.
    let certain = !matches!(&problem, Problem::Escape { escape } if !matches!(escape.get(..2), Some("\\'" | "\\x")));
    let diagnostic = Diagnostic::new(problem, span);
    let diagnostic = match (character, half) {
        (true, true) => diagnostic
            .label("half of a surrogate pair")
            .help("a character beyond U+FFFF is written as both halves (e.g. `\\ud83d\\ude00`), or as itself"),
        (true, false) => diagnostic.label("expected a character that can be searched for"),
        _ => diagnostic.label("expected an escape (`\\\"`, `\\\\`, `\\/`, `\\n`, `\\t`, `\\u00e9`, …)"),
    };
    match fix {
        Some(fix) => {
            let diagnostic = diagnostic.suggest(format!("write `{fix}`"), span, fix);
            if certain { diagnostic.certain() } else { diagnostic }
        }
        None => diagnostic,
    }
}

/// Control characters as they are in the string at `span`, of which the first is marked.
pub(crate) fn controls(source: &str, span: Span) -> Diagnostic {
    let edits: Vec<Edit> = span
        .of(source)
        .bytes()
        .enumerate()
        .filter(|(_, byte)| *byte < 0x20)
        .map(|(at, byte)| {
            let at = span.start + at;
            let json = quoted(&char::from(byte).to_string());
            let text = json.get(1..json.len() - 1).unwrap_or_default().to_owned();
            Edit { span: Span::new(at, at + 1), text }
        })
        .collect();
    let first = edits.first().map_or(span, |edit| edit.span);
    Diagnostic::new(Problem::Control, first)
        .label("expected its escape (`\\n` for a line break, `\\t` for a tab)")
        .suggest_all("write the escape", edits)
        .certain()
}

/// A text without quotes. As a key it names itself; as a value it may be a variable of the code that it comes from.
pub(crate) fn unquoted(word: &str, span: Span, key: bool) -> Diagnostic {
    // In lower case already it stands where a key must, which is quoted.
    let literal =
        ["true", "false", "null"].into_iter().find(|literal| literal.eq_ignore_ascii_case(word) && *literal != word);
    let diagnostic = Diagnostic::new(Problem::Unquoted { word: word.to_owned() }, span);
    if let Some(literal) = literal {
        return diagnostic.label("expected lower case").suggest(format!("write `{literal}`"), span, literal).certain();
    }
    let diagnostic = diagnostic.label("expected double quotes around keys and texts (e.g. `\"tag\"`)");
    let diagnostic = if key {
        diagnostic.suggest("quote it", span, quoted(word))
    } else {
        diagnostic
            .suggest("if it is the text itself, quote it", span, quoted(word))
            .help("in code it is a variable; a value that a program gives later is a parameter of filter text (e.g. `tag = {tag}`)")
    };
    // `{tag: vip rating: 3` lacks a comma.
    if let Some(space) = before_key(word) {
        let length = word.get(space..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
        let gap = Span::new(span.start + space, span.start + space + length);
        return diagnostic.suggest("if these are two members, separate them with a comma", gap, ", ");
    }
    // `{tag = vip` is more than a name.
    if !key || word.contains(['=', '<', '>', '~', '!', '(', '+']) { diagnostic } else { diagnostic.certain() }
}

/// Where the white space stands in `word` before what looks like a key of its own.
fn before_key(word: &str) -> Option<usize> {
    let at = word.match_indices(':').find(|&(at, _)| {
        let name = word.get(..at).unwrap_or_default().trim_end().rsplit(char::is_whitespace).next().unwrap_or_default();
        name.len() < at
            && name.starts_with(char::is_alphabetic)
            && !word.get(at..).is_some_and(|rest| rest.starts_with("://"))
    })?;
    word.get(..at.0)?.trim_end().rfind(char::is_whitespace)
}

/// A string of code with holes, which only has a text when the code runs.
pub(crate) fn template(what: &'static str, span: Span) -> Diagnostic {
    Diagnostic::new(Problem::Template { what }, span)
        .label("expected the text itself, in double quotes")
        .help("let the program print the query, and paste what it prints")
        .help("a value that a program gives later is a parameter of filter text (e.g. `tag = {tag}`)")
}

/// A template of JavaScript that is a text alone.
pub(crate) fn backticks(text: &str, span: Span) -> Diagnostic {
    Diagnostic::new(Problem::Backticks { text: text.to_owned() }, span)
        .label("expected double quotes around keys and texts (e.g. `\"tag\"`)")
        .suggest("quote it", span, quoted(text))
        .certain()
}

/// Something that starts like a number, or is none by name.
pub(crate) fn number(text: &str, span: Span) -> Diagnostic {
    let diagnostic = Diagnostic::new(Invalid::Number { text: text.to_owned() }, span)
        .label("expected a JSON number (e.g. `3`, `-2.5`, `1e3`)");
    match plain_number(text) {
        Some(plain) => diagnostic.suggest(format!("write `{plain}`"), span, plain.to_string()),
        None => diagnostic,
    }
}

#[cfg(test)]
mod tests {
    use super::unquoted;
    use crate::span::Span;

    #[test]
    fn a_comma_takes_the_place_of_a_whole_character() {
        let word = "vip\u{2008}rating:";
        let gaps = unquoted(word, Span::new(0, word.len()), false).fixes.into_iter().flat_map(|fix| fix.edits);
        let gaps: Vec<_> = gaps.filter(|edit| edit.text == ", ").map(|edit| edit.span.of(word).to_owned()).collect();
        assert_eq!(gaps, ["\u{2008}"]);
    }
}
