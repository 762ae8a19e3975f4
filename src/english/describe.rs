//! A query in plain English: as one sentence, and clause by clause.

use std::borrow::Cow;

use super::phrase::phrase;
use crate::catalog::Said;
use crate::diagnostic::render::columns;
use crate::fold::visible;
use crate::operator::Sense;
use crate::query::Value;
use crate::query::{Clause, Node, Query};
use crate::value::RecordType;

/// The query as a phrase that one can read aloud.
///
/// Commas part what must all hold, `, or` what is enough alone; parentheses stand where joins nest deeper than that.
///
/// # Examples
/// ```
/// use nse_query::english::describe;
/// use nse_query::query::Query;
///
/// let query: Query = "record type = person and name ~ Jon and tag = vip and created in last 3 months".parse()?;
/// assert_eq!(
///     describe(&query),
///     "people whose name contains the word “Jon”, tagged “vip”, created in the last 3 months"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn describe(query: &Query) -> String {
    let members = match query.node() {
        Node::And(members) => members,
        _ => std::slice::from_ref(query),
    };
    // The kind of contact names what is searched, the first time it is asked for.
    let typed = members.iter().position(|member| noun(member).is_some());
    let subject =
        typed.and_then(|index| members.get(index)).and_then(noun).unwrap_or_else(|| query.records().nouns().into());
    let rest: Vec<&Query> =
        members.iter().enumerate().filter(|&(index, _)| Some(index) != typed).map(|(_, member)| member).collect();
    match rest.as_slice() {
        [] => format!("all {subject}"),
        [only] => format!("{subject} {}", part(only, 0)),
        several => {
            let parts: Vec<String> = several.iter().map(|member| part(member, 1)).collect();
            format!("{subject} {}", parts.join(", "))
        }
    }
}

/// The plural of what `query` asks for, where it asks for records of a type.
fn noun(query: &Query) -> Option<Cow<'static, str>> {
    let Node::Clause(clause) = query.node() else { return None };
    let (Said::OfType { person, company }, Sense::Is) = (clause.field().said, clause.operator().sense()) else {
        return None;
    };
    match clause.value() {
        Value::RecordType(RecordType::Person) => Some(person.into()),
        Value::RecordType(RecordType::Company) => Some(company.into()),
        Value::RecordType(RecordType::All) => Some(format!("{person} and {company}").into()),
        _ => None,
    }
}

/// What stands behind the noun for `query`, `level` joins deep.
fn part(query: &Query, level: u8) -> String {
    match query.node() {
        Node::Clause(clause) => phrase(clause, true),
        Node::Not(inner) => match inner.node() {
            Node::Clause(clause) => phrase(clause, false),
            // One that is not itself the outermost is set apart, so that it is clear how far the words reach.
            _ if level == 0 => format!("other than those {}", part(inner, 1)),
            _ => format!("other than those ({})", part(inner, 1)),
        },
        Node::And(members) => join(members, level, "", " and "),
        Node::Or(members) => join(members, level, "either ", " or "),
    }
}

fn join(members: &[Query], level: u8, first: &str, word: &str) -> String {
    let parts: Vec<String> = members.iter().map(|member| part(member, level + 1)).collect();
    match level {
        0 => parts.join(&format!(",{word}")),
        1 => format!("{first}{}", parts.join(word)),
        _ => format!("({})", parts.join(word)),
    }
}

/// The query as an indented list: a line for each clause, as text and in words, under a line for each join.
///
/// # Examples
/// ```
/// use nse_query::english::outline;
/// use nse_query::query::Query;
///
/// let query: Query = "tag = vip and not (rating < 3 or email is empty)".parse()?;
/// assert_eq!(
///     outline(&query),
///     "\
/// all of:
///   tag = vip         tagged “vip”
///   none of:
///     rating < 3      whose rating is less than 3
///     email is empty  whose email is empty
/// "
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn outline(query: &Query) -> String {
    let mut lines = Vec::new();
    push(&mut lines, query, 0, true);
    let width = |text: &str| text.chars().map(columns).sum::<usize>();
    // Very long clauses do not push the words of the others away.
    let widest =
        lines.iter().filter(|(_, words)| !words.is_empty()).map(|(text, _)| width(text)).filter(|&width| width <= 50);
    let widest = widest.max().unwrap_or_default();
    let mut outline = String::new();
    for (text, words) in lines {
        let padding = if words.is_empty() { 0 } else { widest.saturating_sub(width(&text)) + 2 };
        outline.push_str(&text);
        outline.extend(std::iter::repeat_n(' ', padding));
        outline.push_str(&words);
        outline.push('\n');
    }
    outline
}

fn push(lines: &mut Vec<(String, String)>, query: &Query, depth: usize, holds: bool) {
    let indent = "  ".repeat(depth);
    let (title, members) = match query.node() {
        Node::Clause(clause) => {
            let text = format!("{indent}{}{}", if holds { "" } else { "not " }, text_of(clause));
            lines.push((text, phrase(clause, holds)));
            return;
        }
        // What is negated says so in its own line.
        Node::Not(inner) if holds => return push(lines, inner, depth, false),
        Node::Not(inner) => ("not:", std::slice::from_ref(inner)),
        Node::And(members) => (if holds { "all of:" } else { "not all of:" }, members),
        Node::Or(members) => (if holds { "any of:" } else { "none of:" }, members),
    };
    lines.push((format!("{indent}{title}"), String::new()));
    let negated = matches!(query.node(), Node::Not(_));
    for member in members {
        push(lines, member, depth + 1, !negated);
    }
}

fn text_of(clause: &Clause) -> String {
    visible(&Query::clause(clause.clone()).to_string()).into_owned()
}
