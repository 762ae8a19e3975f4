//! Parentheses that are not closed or not opened, and too many of them.

use crate::diagnostic::Diagnostic;
use crate::query;
use crate::span::Span;
use crate::text::ast::Expr;
use crate::text::open_join::Open;
use crate::text::parse::Parser;
use crate::text::problem::Problem;

impl<'a> Parser<'a, '_> {
    /// The `(` or `not` just taken is one too many: the whole operand is one error.
    #[cold]
    pub(in crate::text) fn too_deep(&mut self, open: Open) -> Expr<'a> {
        let (Open::Group(span) | Open::Not(span)) = open else { return Expr::Error(self.previous) };
        let nesting = self.nesting;
        self.report.error(|| {
            Diagnostic::new(query::Problem::TooDeep, span)
                .label(format!("expected at most {nesting} `(` and `not` around a clause"))
                .help("the service takes 20 levels of `and`, `or` and `not` (evidence B)")
        });
        let mut depth = usize::from(matches!(open, Open::Group(_)));
        while let Some(byte) = self.byte() {
            match byte {
                b'(' => depth += 1,
                b')' if depth == 0 => break,
                b')' => depth -= 1,
                _ if depth == 0 && self.at_end_of_operand() => break,
                _ => {}
            }
            self.take_any();
        }
        self.recovery.unclosed |= self.byte().is_none();
        Expr::Error(span.to(self.previous))
    }

    #[cold]
    pub(in crate::text) fn unopened(&mut self, close: Span) {
        self.report.error(|| {
            Diagnostic::new(Problem::Unopened, close).label("no `(` before it is still open").suggest(
                "delete it",
                close,
                "",
            )
        });
    }

    /// The text ends inside `open`, the innermost of the groups.
    #[cold]
    pub(in crate::text) fn unclosed(&mut self, open: Span) {
        self.report_unclosed(open, self.groups);
    }

    /// The text ends before `innermost` and others around it, `count` together, are closed. It is said once.
    pub(crate) fn report_unclosed(&mut self, innermost: Span, count: usize) {
        if !std::mem::replace(&mut self.recovery.unclosed, true) {
            self.report_open(innermost, count, "here at the latest");
        }
    }

    pub(crate) fn report_open(&mut self, innermost: Span, count: usize, place: &str) {
        let end = Span::at(self.previous.end);
        let in_string = self.recovery.unterminated == Some(end.end);
        self.report.error(|| {
            let missing = ")".repeat(count);
            let diagnostic = Diagnostic::new(Problem::Unclosed { count }, innermost)
                .label("opened here")
                .related(end, format!("expected `{missing}` {place}"));
            // Inside a string that is not closed it would be a part of the string.
            if in_string {
                return diagnostic;
            }
            diagnostic.suggest(format!("close {}", if count == 1 { "it" } else { "them" }), end, missing)
        });
    }
}
