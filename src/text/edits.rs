//! What printing a tree changes in its text, as edits.

use std::iter;

use super::ast::{Ast, Expr};
use super::print::{Style, print};
use super::recovered::parse;
use crate::diagnostic::{Edit, Fix, apply};
use crate::span::Span;

/// How many tokens ahead the texts are searched for one that both have, so that the time is linear in their length.
const AHEAD: usize = 24;

impl Ast<'_> {
    /// The edits that make [`print()`]'s text of the text that it was parsed from, in order of place, with a line break at the
    /// end where the text ends with one, and the line breaks of its first line. What is formatted already has none, and nothing that stays as it is stands in one, so
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
        // A file keeps the line breaks of its first line.
        if self.source.split_once('\n').is_some_and(|(line, _)| line.ends_with('\r')) {
            printed = printed.replace('\n', "\r\n");
        }
        edits(&self.source, &printed)
    }

    /// Those of [`Ast::edits`] that lie in the clauses that `span` touches, and in the parentheses that it lies in: what formatting
    /// a selection changes. None where these alone would change what the text says.
    ///
    /// # Examples
    /// ```
    /// use nse_query::{Catalog, Span, text};
    ///
    /// let source = "name ~ Jon AND  tag='vip'";
    /// let catalog = Catalog::builtin();
    /// let edits = text::parse(source)?.edits_in(Span::new(18, 20), &text::Style::new(&catalog));
    /// let shown: Vec<_> = edits.iter().map(|edit| (edit.span.of(source), &*edit.text)).collect();
    /// assert_eq!(shown, [("", " "), ("'", " "), ("'", "")]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn edits_in(&self, span: Span, style: &Style<'_>) -> Vec<Edit> {
        let touched = touched(&self.root, span);
        // What is put in at an end belongs to what stands beside it.
        let within = |edit: &Edit| {
            let Span { start, end } = edit.span;
            let inside = touched.start <= start && end <= touched.end;
            inside && (start < end || (touched.start < start && end < touched.end))
        };
        let edits: Vec<Edit> = self.edits(style).into_iter().filter(within).collect();
        let fix = Fix { label: String::new(), edits, certain: false };
        let same = |text: &str| parse(text).is_ok_and(|new| print(&new, style) == print(self, style));
        if same(&apply(&self.source, [&fix])) { fix.edits } else { Vec::new() }
    }
}

/// The whole clauses of `expr` that `span` touches.
fn touched(expr: &Expr<'_>, span: Span) -> Span {
    match expr {
        Expr::And { members } | Expr::Or { members } => {
            let meets = |member: &&Expr<'_>| member.span().start <= span.end && span.start <= member.span().end;
            let mut met = members.iter().filter(meets);
            match (met.next(), met.next_back()) {
                (Some(one), None) => touched(one, span),
                (Some(first), Some(last)) => first.span().to(last.span()),
                (None, _) => Span::at(span.start),
            }
        }
        // Only what lies between the parentheses, or behind the word, may leave them alone.
        Expr::Group { span: whole, expr } if whole.start < span.start && span.end < whole.end => touched(expr, span),
        Expr::Not { span: word, expr } if word.end < span.start => touched(expr, span),
        Expr::Not { span: word, expr } => word.to(expr.span()),
        other => other.span(),
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
    use super::*;

    /// Whatever is selected, what is changed keeps the meaning, and what is selected whole is formatted.
    #[test]
    fn edits_of_a_selection_keep_the_meaning() {
        let catalog = crate::catalog::Catalog::builtin();
        let style = Style::new(&catalog).width(30);
        for source in [
            "name  contains Jon\nAND tag is 'vip'",
            "NOT (tag='vip' OR ((rating>3))) and not  (email is empty)",
            "tag in ('a' , 'b',\n'c') // c\nor (tag = x and (tag = y or\n// d\ntag = z))",
        ] {
            let ast = parse(source).unwrap();
            let mut changed = 0;
            for start in 0..=source.len() {
                for end in start..=source.len() {
                    let edits = ast.edits_in(Span::new(start, end), &style);
                    changed += usize::from(!edits.is_empty());
                    let new = apply(source, [&Fix { label: String::new(), edits, certain: true }]);
                    assert_eq!(
                        print(&parse(&new).unwrap(), &style),
                        print(&ast, &style),
                        "{start}..{end} of {source}: {new}"
                    );
                }
            }
            assert!(changed > 100, "{source}: {changed}");
        }
    }

    #[test]
    fn a_text_keeps_the_line_breaks_of_its_first_line() {
        let catalog = crate::catalog::Catalog::builtin();
        let style = Style::new(&catalog);
        for (source, new) in [
            ("// a\r\ntag='vip'\n", "// a\r\ntag = vip\r\n"),
            ("// a\ntag='vip'\r\n", "// a\ntag = vip\n"),
            ("(\r\n tag = vip\n// own\n)", "tag = vip\r\n// own"),
        ] {
            let edits = parse(source).unwrap().edits(&style);
            assert_eq!(apply(source, [&Fix { label: String::new(), edits, certain: true }]), new);
        }
    }

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
