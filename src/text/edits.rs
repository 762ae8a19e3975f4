//! What printing a tree changes in its text, as edits.

use std::iter;

use super::ast::Ast;
use super::print::{Style, print};
use crate::diagnostic::Edit;
use crate::span::Span;

/// How many tokens ahead the texts are searched for one that both have, so that the time is linear in their length.
const AHEAD: usize = 24;

impl Ast<'_> {
    /// The edits that make [`print()`]'s text of the text that it was parsed from, in order of place, with a line break at the
    /// end where the text ends with one. What is formatted already has none, and nothing that stays as it is stands in one, so
    /// that an editor keeps its cursor.
    ///
    /// # Examples
    /// ```
    /// use nse_query::{Catalog, text};
    ///
    /// let source = "name ~ Jon AND  tag='vip'";
    /// let catalog = Catalog::builtin();
    /// let edits = text::parse(source)?.edits(&text::Style::new(&catalog));
    /// let shown: Vec<_> = edits.iter().map(|edit| (edit.span.of(source), &*edit.text)).collect();
    /// assert_eq!(shown, [("AND  ", "and "), ("", " "), ("'", " "), ("'", "")]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn edits(&self, style: &Style<'_>) -> Vec<Edit> {
        let mut printed = print(self, style);
        if self.source.ends_with('\n') {
            printed.push('\n');
        }
        edits(&self.source, &printed)
    }
}

/// The edits that make `new` of `old`.
fn edits(old: &str, new: &str) -> Vec<Edit> {
    let (before, after): (Vec<&str>, Vec<&str>) = (tokens(old).collect(), tokens(new).collect());
    let (mut edits, mut at): (Vec<Edit>, usize) = (Vec::new(), 0);
    let (mut before, mut after) = (&*before, &*after);
    while !before.is_empty() || !after.is_empty() {
        let (removed, added) = unlike(before, after);
        let (gone, old_rest) = before.split_at(removed);
        let (come, new_rest) = after.split_at(added);
        let end = at + gone.iter().map(|token| token.len()).sum::<usize>();
        match edits.last_mut() {
            // What was passed over token by token is one edit.
            Some(last) if last.span.end == at => {
                last.span.end = end;
                last.text.extend(come.iter().copied());
            }
            _ if removed + added > 0 => edits.push(Edit { span: Span::new(at, end), text: come.concat() }),
            _ => {}
        }
        let same = old_rest.iter().zip(new_rest).take_while(|(old, new)| old == new).count();
        at = end + old_rest.iter().take(same).map(|token| token.len()).sum::<usize>();
        (before, after) = (old_rest.get(same..).unwrap_or_default(), new_rest.get(same..).unwrap_or_default());
    }
    edits
}

/// How many tokens of each come before the first that both have, as few as can be.
fn unlike(before: &[&str], after: &[&str]) -> (usize, usize) {
    let most = before.len().min(AHEAD) + after.len().min(AHEAD);
    let meet = |&(removed, added): &(usize, usize)| match (before.get(removed), after.get(added)) {
        (Some(old), Some(new)) => old == new,
        (None, None) => true,
        _ => false,
    };
    let pairs = (0..=most).flat_map(|sum| (0..=sum).map(move |removed| (removed, sum - removed)));
    pairs.into_iter().find(meet).unwrap_or((before.len().min(AHEAD), after.len().min(AHEAD)))
}

/// White space, words, and other characters one by one.
fn tokens(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    iter::from_fn(move || {
        let first = rest.chars().next()?;
        let class = |char: char| (char.is_whitespace(), char.is_alphanumeric());
        let length = match class(first) {
            (false, false) => first.len_utf8(),
            same => rest.find(|char| class(char) != same).unwrap_or(rest.len()),
        };
        let (token, after) = rest.split_at(length);
        rest = after;
        Some(token)
    })
}

#[cfg(test)]
mod tests {
    use super::edits;
    use crate::diagnostic::{Fix, apply};

    #[test]
    fn edits_make_the_new_text_and_touch_nothing_else() {
        let far = format!("a {} z", "- ".repeat(100));
        for (old, new, count) in [
            ("tag = vip", "tag = vip", 0),
            ("", "tag = vip", 1),
            ("TAG='vip'  and x", "tag = vip and x", 3),
            ("(a) b", "a b", 2),
            ("é ü", "é\nü", 1),
            (&*far, "a z", 1),
        ] {
            let edits = edits(old, new);
            assert_eq!(edits.len(), count, "{old} to {new}: {edits:?}");
            assert_eq!(apply(old, [&Fix { label: String::new(), edits, certain: true }]), new);
        }
    }
}
