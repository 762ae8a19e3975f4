//! What one value means where it is written in the notation of another tool: `Jon*`, `!vip`, `vip，lead`, `CEO OR CFO`.

use super::explain::asks_empty;
use crate::catalog::{Catalog, FieldRef, Kind};
use crate::operator::{Operator, Sense, Takes};
use crate::query::{Clause, Query, Value};

/// What looks odd about a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Odd {
    /// A sign that stands for other characters elsewhere.
    Wildcard(char),
    /// A sign or a word that joins several values elsewhere.
    Join,
    /// A sign that turns a value elsewhere.
    Turned,
    /// Quotes, brackets or a scheme that belong to no value.
    Wrapped,
}

/// One of the values that a text may be meant for.
struct Part<'t> {
    not: bool,
    shape: Shape,
    text: &'t str,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// The text itself.
    Whole,
    /// What begins with it.
    Start,
    /// What holds it.
    Inside,
    /// Anything at all.
    Any,
    /// Nothing that can be said.
    Unsaid,
}

/// The bits of [`BYTES`]: a character of several bytes, a sign that means something elsewhere, a space, a colon, how a word
/// begins that joins others, a dot, U+0000.
const WIDE: u8 = 1;
const SIGN: u8 = 2;
const SPACE: u8 = 4;
const COLON: u8 = 8;
const JOIN: u8 = 16;
const DOT: u8 = 32;
const NUL: u8 = 64;

/// What each byte of a value may tell; of the first one more, see [`FIRST`].
const BYTES: [u8; 256] = {
    let mut bytes = [0; 256];
    let mut byte = 0x80;
    while byte < 256 {
        bytes[byte] = WIDE;
        byte += 1;
    }
    let signs = b"*%?$,;|[]{}";
    let mut index = 0;
    while index < signs.len() {
        bytes[signs[index] as usize] = SIGN;
        index += 1;
    }
    let joins = b"-+&|OAN";
    let mut index = 0;
    while index < joins.len() {
        bytes[joins[index] as usize] |= JOIN;
        index += 1;
    }
    bytes[0] = NUL;
    bytes[b' ' as usize] = SPACE;
    bytes[b':' as usize] = COLON;
    bytes[b'.' as usize] = DOT;
    bytes
};

/// The bytes that mean something elsewhere at the start of a value.
const FIRST: [bool; 256] = {
    let mut first = [false; 256];
    let signs = b"-:/!'\\^<>=";
    let mut index = 0;
    while index < signs.len() {
        first[signs[index] as usize] = true;
        index += 1;
    }
    first
};

/// What the bytes of `text` tell together: nothing of most.
#[inline]
pub(super) fn seen(text: &str) -> u8 {
    let bits = |byte: &u8| BYTES[usize::from(*byte)];
    // Without a branch for each, eight bytes are judged in the time of four.
    let (eights, rest) = text.as_bytes().as_chunks::<8>();
    let most = eights.iter().fold(0, |seen, eight| seen | eight.iter().fold(0, |seen, byte| seen | bits(byte)));
    rest.iter().fold(most, |seen, byte| seen | bits(byte))
}

/// Whether a text with `seen` has characters of several bytes.
pub(super) const fn is_wide(seen: u8) -> bool {
    seen & WIDE != 0
}

/// Whether a text with `seen` holds U+0000.
pub(super) const fn holds_nul(seen: u8) -> bool {
    seen & NUL != 0
}

/// Whether `text` with `seen` is worth a closer look.
#[allow(clippy::inline_always)] // nearly every value comes here
#[inline(always)]
pub(super) fn is_worth(text: &str, seen: u8, quoted: bool) -> bool {
    let bytes = text.as_bytes();
    seen & (WIDE | SIGN | COLON) != 0
        || !quoted && matches!(bytes.last(), Some(b'.' | b'!'))
        || seen & DOT != 0 && begins_with_operator(text)
        || bytes.first().is_some_and(|&first| FIRST[usize::from(first)])
        || quoted && seen & SPACE != 0 && (is_negated(bytes) || seen & JOIN != 0 && bytes.windows(3).any(joins))
}

/// What stands before a value and a dot in the requests of other services, `eq.vip` and `not.is.null`.
const DOTTED: [(&str, Option<Operator>); 6] = [
    ("eq.", Some(Operator::Is)),
    ("neq.", Some(Operator::IsNot)),
    ("ne.", Some(Operator::IsNot)),
    ("like.", Some(Operator::Contain)),
    ("ilike.", Some(Operator::Contain)),
    ("is.", None),
];

/// Whether an operator of [`DOTTED`] stands before a dot in `text`.
fn begins_with_operator(text: &str) -> bool {
    let text = text.strip_prefix("not.").unwrap_or(text);
    DOTTED.iter().any(|(operator, _)| text.starts_with(operator))
}

/// The query that a value means whose operator stands before it, `eq.vip`.
fn dotted(field: &FieldRef, operator: Operator, text: &str) -> Option<Query> {
    if operator != Operator::Is {
        return None;
    }
    let (not, text) = text.strip_prefix("not.").map_or((false, text), |rest| (true, rest));
    let (value, meant) = DOTTED.iter().find_map(|&(name, meant)| Some((text.strip_prefix(name)?, meant)))?;
    let query = match meant {
        Some(meant) if meant.is_full_text() => meant_words(field, value.trim_matches(['*', '%']))?,
        Some(meant) => Query::clause(Clause::new(field.clone(), meant, Value::Text(value.to_owned())).ok()?),
        None => return asks_empty(field, crate::lex::emptiness(value)? != not),
    };
    if not { Query::not(query).ok() } else { Some(query) }
}

/// The clause that the words of `value` are there.
fn meant_words(field: &FieldRef, value: &str) -> Option<Query> {
    said(field, Operator::Contain, &Part { not: false, shape: Shape::Whole, text: value }, false)
}

/// Whether `text` begins with `not `.
fn is_negated(text: &[u8]) -> bool {
    text.trim_ascii_start().get(..4).is_some_and(|start| start.eq_ignore_ascii_case(b"not "))
}

/// Whether a word that begins so may join others.
const fn joins(start: &[u8]) -> bool {
    matches!(start, [b' ', b'-' | b'+', _] | [b' ', b'O', b'R'] | [b' ', b'A', b'N'] | [b' ', b'N', b'O'])
        || matches!(start, [b' ', b'&', b'&'] | [b' ', b'|', b'|'])
}

/// What is odd about `text`, and the query that is probably meant by it after `operator` on `field`, where one can be said.
pub(super) fn odd(field: &FieldRef, operator: Operator, text: &str, quoted: bool) -> Option<(Odd, Option<Query>)> {
    let words = operator.takes() == Takes::Words;
    let trimmed = text.trim();
    if let Some(inner) = unwrapped(field, trimmed) {
        let values = split(inner, true).unwrap_or_else(|| vec![part(inner)]);
        return Some((Odd::Wrapped, meant(field, operator, true, &values)));
    }
    if let Some(meant) = dotted(field, operator, trimmed) {
        return Some((Odd::Wrapped, Some(meant)));
    }
    let single = field.kind == Kind::Tag || !quoted || words && trimmed.contains('|') && !trimmed.contains(' ');
    if single && let Some(parts) = split(trimmed, false) {
        return Some((Odd::Join, meant(field, operator, true, &parts)));
    }
    if (words && quoted || field.kind == Kind::Tag)
        && let Some((all, parts)) = searched(trimmed)
    {
        return Some((Odd::Join, meant(field, operator, !all, &parts)));
    }
    // `who?`, and the path of a page.
    let plain = quoted && is_question(trimmed) || trimmed.starts_with('/') && matches!(&*field.json, "URL" | "domain");
    if plain {
        return None;
    }
    let one = part(trimmed);
    let odd = match one {
        Part { not: true, .. } => Odd::Turned,
        Part { shape: Shape::Whole, text, .. } if text == trimmed => return None,
        Part { shape: Shape::Whole, .. } => Odd::Wrapped,
        _ => Odd::Wildcard(wildcard(trimmed)),
    };
    Some((odd, meant(field, operator, false, &[one])))
}

/// The clause that `field:value` means in a search box.
pub(super) fn field_in(text: &str, catalog: &Catalog) -> Option<Query> {
    let (name, value) = text.split_once(':')?;
    let (name, value) = (name.trim(), value.trim());
    if name.eq_ignore_ascii_case("has") {
        return asks_empty(&catalog.field(value)?, false);
    }
    let field = catalog.field(name).filter(|_| !value.is_empty() && !value.contains(':'))?;
    meant(&field, Operator::Is, false, &[part(value)])
}

/// The first sign of `text` that stands for others elsewhere.
fn wildcard(text: &str) -> char {
    let first = |signs: &[char]| text.chars().find(|c| signs.contains(c));
    first(&['*', '%', '?']).or_else(|| first(&['$', '^', '/', '\\', '{'])).unwrap_or('*')
}

/// `text` without quotes, brackets or a scheme around it.
fn unwrapped<'t>(field: &FieldRef, text: &'t str) -> Option<&'t str> {
    const PAIRS: [(char, char); 14] = [
        ('\'', '\''),
        ('「', '」'),
        ('『', '』'),
        ('【', '】'),
        ('《', '》'),
        ('〈', '〉'),
        ('（', '）'),
        ('＂', '＂'),
        ('＇', '＇'),
        ('´', '´'),
        ('″', '″'),
        ('`', '´'),
        ('[', ']'),
        ('{', '}'),
    ];
    let pair = PAIRS.iter().find_map(|&(open, close)| text.strip_prefix(open)?.strip_suffix(close));
    let pair = pair.or_else(|| text.strip_prefix("\\'")?.strip_suffix("\\'"));
    let scheme = match &*field.json {
        "email" => text.strip_prefix("mailto:"),
        "domain" => {
            text.strip_prefix("https://").or(text.strip_prefix("http://")).map(|rest| rest.trim_end_matches('/'))
        }
        _ => None,
    };
    let mark = text.strip_prefix([':', '：']).filter(|rest| !rest.is_empty());
    let end = text.strip_suffix(['。', '：', '？', '！', '，', '；']);
    pair.or(scheme).or(mark).or(end).map(str::trim).filter(|inner| !inner.is_empty())
}

/// Several values in one, parted by signs of lists; `loose`: by a comma in any case.
fn split(text: &str, loose: bool) -> Option<Vec<Part<'_>>> {
    let wide = ['，', '、', '；', '｜'];
    let separators: &[char] = if text.contains(wide) { &wide } else { &[',', ';', '|'] };
    if !text.contains(separators) || (!loose && text.contains('&')) {
        return None;
    }
    let parts: Vec<&str> = text.split(separators).map(str::trim).filter(|part| !part.is_empty()).collect();
    (parts.len() > 1).then(|| parts.into_iter().map(part).collect())
}

/// The words that a search engine would look for: whether all of them, and which.
fn searched(text: &str) -> Option<(bool, Vec<Part<'_>>)> {
    let joins = |word: &str| matches!(word, "OR" | "AND" | "NOT" | "||" | "&&");
    let turned = |word: &str| {
        word.len() > 1 && word.starts_with(['-', '+']) && word.chars().nth(1).is_some_and(char::is_alphabetic)
    };
    let mut words = text.split_whitespace();
    let first = words.next()?;
    let negated = first.eq_ignore_ascii_case("not") && words.next().is_some();
    if !(negated || turned(first) || text.split_whitespace().skip(1).any(|word| joins(word) || turned(word))) {
        return None;
    }
    let any = text.split_whitespace().any(|word| matches!(word, "OR" | "||"));
    let (mut parts, mut not, mut run) = (Vec::new(), negated, None::<(usize, usize)>);
    let place = |word: &str| {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        (start, start + word.len())
    };
    let mut push = |run: &mut Option<(usize, usize)>, not: bool| {
        if let Some((start, end)) = run.take() {
            parts.push(Part { not, ..part(text.get(start..end).unwrap_or_default()) });
        }
    };
    for word in text.split_whitespace().skip(usize::from(negated)) {
        if joins(word) {
            push(&mut run, not);
            not = word == "NOT";
        } else if turned(word) {
            push(&mut run, not);
            let (start, end) = place(word);
            run = Some((start + 1, end));
            push(&mut run, word.starts_with('-'));
            not = false;
        } else {
            let (start, end) = place(word);
            run = Some((run.map_or(start, |(first, _)| first), end));
        }
    }
    push(&mut run, not);
    (!parts.is_empty()).then_some((!any, parts))
}

/// One value, with the signs at its ends taken for what they mean elsewhere.
fn part(text: &str) -> Part<'_> {
    let turned = ["<>", "!=", "!", "！", "≠", "¬"].iter().find_map(|sign| text.strip_prefix(sign));
    let minus = text.strip_prefix('-').filter(|rest| rest.starts_with(char::is_alphabetic));
    let (not, text) = turned.or(minus).map_or((false, text), |rest| (true, rest.trim_start()));
    let (shape, text) = shape(text);
    Part { not, shape, text }
}

fn shape(text: &str) -> (Shape, &str) {
    const WILD: [char; 2] = ['*', '%'];
    let pattern = text.strip_prefix('/').and_then(|rest| rest.strip_suffix("/i").or(rest.strip_suffix('/')));
    let expression = pattern.is_some();
    let text = pattern.unwrap_or(text);
    if text.is_empty() || text.chars().all(|c| WILD.contains(&c)) && !text.is_empty() {
        return (if text.is_empty() { Shape::Unsaid } else { Shape::Any }, text);
    }
    let (anchored, text) = text.strip_prefix('^').map_or((false, text), |rest| (true, rest));
    let start = text.strip_suffix(".*").unwrap_or(text).trim_end_matches(WILD);
    // `50%` is a part of a hundred.
    let percent = start.ends_with(|c: char| c.is_ascii_digit()) && !text.contains('*') && !text.starts_with('%');
    let start = if percent { text } else { start };
    let inner = start.strip_prefix(".*").unwrap_or(start);
    let inner = if inner.starts_with("% ") || inner.starts_with("* ") { inner } else { inner.trim_start_matches(WILD) };
    let odd = wild_within(inner)
        || inner.contains("${")
        || inner.strip_suffix('$').is_some_and(|rest| anchored || rest.ends_with(char::is_lowercase))
        || question(inner)
        || inner.contains('{')
        || expression && inner.contains(['[', '(', '|', '+', '\\']);
    if inner.is_empty() || odd {
        return (Shape::Unsaid, text);
    }
    let shape = match (inner.len() < start.len(), start.len() < text.len()) {
        (true, _) => Shape::Inside,
        (false, true) => Shape::Start,
        (false, false) if anchored => Shape::Start,
        (false, false) if expression => Shape::Inside,
        (false, false) => Shape::Whole,
    };
    (shape, inner)
}

/// Whether a `*` or a `%` within `text` evidently stands for other characters: between letters, not in `5 * 3`, `50% off` or the
/// `%20` of a URL.
fn wild_within(text: &str) -> bool {
    let page = text.contains("://");
    text.char_indices().any(|(at, sign)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text.get(at + 1..).and_then(|after| after.chars().next());
        let is = |beside: Option<char>, kind: fn(char) -> bool| beside.is_some_and(kind);
        match sign {
            '*' => is(before, char::is_alphabetic) || is(after, char::is_alphabetic),
            '%' => !page && is(before, char::is_alphabetic) && is(after, char::is_alphabetic),
            _ => false,
        }
    })
}

/// Whether a `?` stands for a character: within a word, or at its end.
fn question(text: &str) -> bool {
    text.split_once('?')
        .is_some_and(|(before, after)| !before.contains('/') && !before.is_empty() && !after.contains(['=', ' ']))
        || text == "?"
}

/// Whether `text` ends as a question does, and has no other sign that stands for characters.
fn is_question(text: &str) -> bool {
    let asked = text.trim_end_matches(['?', '!']);
    asked.len() < text.len()
        && asked.chars().any(char::is_alphanumeric)
        && !asked.contains(['*', '%', '?', '$', '^', '{'])
}

/// The query that `parts` make, any of which is enough if `any`; none where one cannot be said.
fn meant(field: &FieldRef, operator: Operator, any: bool, parts: &[Part<'_>]) -> Option<Query> {
    let denied = operator.sense() != Sense::Is;
    let has = |operator| field.operators.contains(operator);
    if let (true, [_, _, ..], true) =
        (parts.iter().all(|part| !part.not && part.shape == Shape::Whole), parts, has(Operator::In))
        && (any || !field.kind.eq(&Kind::Text) || operator.takes() != Takes::Words)
    {
        let values = parts.iter().map(|part| Value::Text(part.text.to_owned())).collect();
        let listed = Query::clause(Clause::new(field.clone(), Operator::In, Value::List(values)).ok()?);
        return if denied { Query::not(listed).ok() } else { Some(listed) };
    }
    let mut members = Vec::with_capacity(parts.len());
    for part in parts {
        members.push(said(field, operator, part, part.not != denied)?);
    }
    match members.len() {
        1 => members.pop(),
        _ if any != denied => Query::or(members).ok(),
        _ => Query::and(members).ok(),
    }
}

/// The clause on one part.
fn said(field: &FieldRef, operator: Operator, part: &Part<'_>, not: bool) -> Option<Query> {
    let has = |operator| field.operators.contains(operator);
    let clause = |operator, text: &str| {
        Clause::new(field.clone(), operator, Value::Text(text.to_owned())).ok().map(Query::clause)
    };
    // A part of an address is looked for as a word of it.
    let address = field.json == "email";
    let (positive, text) = match (part.shape, operator.takes()) {
        (Shape::Any, _) => return asks_empty(field, not),
        (Shape::Unsaid, _) => return None,
        (Shape::Start, _) => (Operator::StartsWith, part.text.trim_end_matches('@')),
        (Shape::Inside, _) if address => (Operator::Contain, part.text.trim_matches('@')),
        (Shape::Inside, _) if part.text.starts_with('.') => return None,
        (Shape::Inside, _) | (Shape::Whole, Takes::Words) => (Operator::Contain, part.text),
        (Shape::Whole, _) => (Operator::Is, part.text),
    };
    let positive = if positive == Operator::Contain && !has(positive) { Operator::Is } else { positive };
    if !has(positive) {
        return None;
    }
    match positive.negative().filter(|&negative| has(negative)) {
        _ if !not => clause(positive, text),
        Some(negative) => clause(negative, text),
        None => Query::not(clause(positive, text)?).ok(),
    }
}
