//! Filter text that is taken for JSON.

use crate::diagnostic::{Collector, Diagnostic, Edit, Fix, apply};
use crate::json::{self, Problem, is_json};
use crate::limits::Limits;
use crate::span::Span;
use crate::text;

/// Filter text in brackets, which make JSON of it: the one error that says so, where parentheses would make it right.
pub(super) fn text_in_brackets(source: &str) -> Option<Diagnostic> {
    let start = source.find(['{', '[']).filter(|_| is_json(source) && !is_right(source))?;
    let mut edits = Vec::new();
    let mut open = 0_usize;
    let mut quote = None;
    let mut escaped = false;
    for (at, character) in source.char_indices() {
        let parenthesis = match character {
            _ if escaped => {
                escaped = false;
                continue;
            }
            '\\' => {
                escaped = quote.is_some();
                continue;
            }
            '"' | '\'' if quote.is_none() => {
                quote = Some(character);
                continue;
            }
            _ if quote.is_some() => {
                quote = quote.filter(|&quote| quote != character);
                continue;
            }
            '{' | '[' => {
                open += 1;
                "("
            }
            '}' | ']' => {
                open = open.saturating_sub(1);
                ")"
            }
            _ => continue,
        };
        // Parentheses could not stand there either, whatever the limits.
        if open > Limits::NESTING {
            return None;
        }
        edits.push(Edit { span: Span::new(at, at + 1), text: parenthesis.to_owned() });
    }
    let fix = Fix { label: "write parentheses".to_owned(), edits, certain: false };
    text::parse(&apply(source, [&fix])).ok()?;
    let found = source.get(start + 1..)?.trim_start().chars().next()?;
    let span = Span::new(start, start + 1);
    let mut diagnostic = Diagnostic::new(Problem::Json { found: format!("`{found}`") }, span)
        .label("text that begins with this bracket is read as JSON")
        .help("filter text groups with parentheses (e.g. `(tag = vip)`)");
    diagnostic.pointer = Some(String::new());
    diagnostic.fixes.push(fix);
    Some(diagnostic)
}

/// Whether `source` is JSON without a mistake.
fn is_right(source: &str) -> bool {
    let mut mistakes = Collector::new(0);
    json::read(source, Limits::NESTING, &mut mistakes);
    !mistakes.failed()
}
