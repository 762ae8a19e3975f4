//! Tree to text, in the one canonical layout.

use unicode_width::UnicodeWidthStr;

use super::ast::{Ast, Clause, Comment, Expr, Operand};
use super::canonical::Speller;
use crate::catalog::Catalog;
use crate::lex::{push_quoted, push_word};
use crate::span::Span;

/// How a query is laid out.
///
/// # Examples
/// ```
/// use nse_query::Catalog;
/// use nse_query::text::{Style, parse, print};
///
/// let tree = parse("tag=vip   and rating>3")?;
/// let catalog = Catalog::builtin();
/// assert_eq!(print(&tree, &Style::new(&catalog).width(usize::MAX)), "tag = vip and rating > 3");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Style<'c> {
    catalog: &'c Catalog,
    width: usize,
}

impl<'c> Style<'c> {
    /// Field names as `catalog` spells them, lines of at most 100 terminal columns where that can be.
    pub const fn new(catalog: &'c Catalog) -> Self {
        Self { catalog, width: 100 }
    }

    /// Lines of at most `width` terminal columns where that can be; `usize::MAX` keeps a query without comments on one.
    #[must_use]
    pub const fn width(mut self, width: usize) -> Self {
        self.width = width;
        self
    }
}

/// `ast` as text, without a line break at its end.
///
/// What fits the width stands on one line; else one clause a line, and a clause that does not fit breaks its list.
/// Comments are kept: before the next clause, or at the end of their clause's line; those in a list keep one item a line, each
/// at its own. Printing what was printed changes
/// nothing.
///
/// # Examples
/// ```
/// use nse_query::{Catalog, text};
///
/// let ast = text::parse("NAME contains 'Jon' and (tag is vip or created in the last month)")?;
/// let catalog = Catalog::builtin();
/// assert_eq!(
///     text::print(&ast, &text::Style::new(&catalog)),
///     "name ~ Jon and (tag = vip or created in last 1 month)",
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn print(ast: &Ast<'_>, style: &Style<'_>) -> String {
    let speller = Speller { catalog: style.catalog };
    let mut printer = Printer {
        speller,
        width: style.width,
        // Mostly what is printed is as long as what was read.
        out: String::with_capacity(ast.source.len().max(64) + 64),
        measured: 0,
        columns: 0,
        comments: &[],
        starts: Vec::new(),
        leaf: 0,
    };
    let trailing = match &*ast.comments {
        [] => None,
        [comment] if !comment.own_line && is_behind(comment, last_leaf(&ast.root)) => Some(comment),
        comments => {
            printer.lines(&ast.root, comments);
            return printer.out;
        }
    };
    printer.flat(&ast.root, Around::Nothing, true);
    if width(&printer.out) > style.width {
        printer.out.clear();
        printer.lines(&ast.root, &ast.comments);
    } else if let Some(comment) = trailing {
        printer.out.push(' ');
        printer.out.push_str(&comment.text);
    }
    printer.out
}

/// What an expression stands in, which decides about its parentheses.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Around {
    Nothing,
    And,
    Or,
    Not,
}

struct Printer<'p, 'a> {
    speller: Speller<'p>,
    width: usize,
    out: String,
    /// How many columns the first `measured` bytes take at least; only of a query on one line.
    columns: usize,
    measured: usize,
    /// Those not printed yet.
    comments: &'p [Comment<'a>],
    /// Where each clause starts, in order; only where there are comments.
    starts: Vec<usize>,
    /// How many clauses were printed.
    leaf: usize,
}

impl<'p, 'a> Printer<'p, 'a> {
    /// On one line, or the start of it where it is too wide. `keyword`: whether a search in every field may be written
    /// as a keyword.
    fn flat(&mut self, expr: &Expr<'a>, around: Around, keyword: bool) {
        match ungrouped(expr) {
            Expr::And { members } => self.flat_join(members, true, around),
            Expr::Or { members } => self.flat_join(members, false, around),
            Expr::Not { expr, .. } => {
                self.out.push_str("not ");
                self.flat(expr, Around::Not, true);
            }
            leaf => self.leaf(leaf, keyword),
        }
    }

    fn flat_join(&mut self, members: &[Expr<'a>], and: bool, around: Around) {
        let members = flattened(members, and);
        let keyword = !self.has_field_clause(&members);
        if around != Around::Nothing {
            self.out.push('(');
        }
        for (index, member) in members.iter().enumerate() {
            if index > 0 {
                self.out.push_str(if and { " and " } else { " or " });
            }
            self.flat(member, if and { Around::And } else { Around::Or }, keyword);
            if self.is_too_wide() {
                return;
            }
        }
        if around != Around::Nothing {
            self.out.push(')');
        }
    }

    /// Whether the line is too wide already, whatever follows.
    fn is_too_wide(&mut self) -> bool {
        let added = self.out.as_bytes().get(self.measured..).unwrap_or_default();
        // Others may take none, or two together.
        self.columns += added.iter().filter(|byte| byte.is_ascii()).count();
        self.measured = self.out.len();
        self.columns > self.width
    }

    /// A keyword beside one of these would be warned about.
    fn has_field_clause(&self, members: &[&Expr<'a>]) -> bool {
        members.iter().any(|member| match ungrouped(member) {
            Expr::Clause(clause) => self.speller.keyword(clause).is_none(),
            _ => false,
        })
    }

    fn leaf(&mut self, expr: &Expr<'a>, keyword: bool) {
        let word = match expr {
            Expr::Keyword(word) => word,
            Expr::Clause(clause) => match self.speller.keyword(clause) {
                Some(word) => word,
                None => return self.speller.clause(&mut self.out, clause),
            },
            _ => return,
        };
        if keyword {
            push_quoted(&mut self.out, &word.text);
        } else {
            self.out.push_str("any ~ ");
            push_word(&mut self.out, &word.text);
        }
    }

    /// One clause a line.
    fn lines(&mut self, root: &Expr<'a>, comments: &'p [Comment<'a>]) {
        self.comments = comments;
        if !comments.is_empty() {
            leaf_starts(root, &mut self.starts);
        }
        match ungrouped(root) {
            Expr::And { members } => self.join_lines(members, true, 0),
            Expr::Or { members } => self.join_lines(members, false, 0),
            other => self.member(other, "", 0, true),
        }
        self.comments_before(usize::MAX, 0);
        while self.out.ends_with('\n') {
            self.out.pop();
        }
    }

    fn join_lines(&mut self, members: &[Expr<'a>], and: bool, indent: usize) {
        let members = flattened(members, and);
        let keyword = !self.has_field_clause(&members);
        for (index, member) in members.iter().enumerate() {
            let prefix = match (index, and) {
                (0, _) => "",
                (_, true) => "and ",
                (_, false) => "or ",
            };
            self.member(member, prefix, indent, keyword);
        }
    }

    /// The lines of one member of a join, after the comments before it.
    fn member(&mut self, expr: &Expr<'a>, prefix: &str, indent: usize, keyword: bool) {
        self.comments_before(start(expr), indent);
        let (mut inner, mut end, mut nots, mut keyword) = (expr, 0, 0, keyword);
        loop {
            match inner {
                Expr::Group { span, expr } => {
                    end = end.max(span.end);
                    inner = expr;
                }
                Expr::Not { expr, .. } => {
                    inner = expr;
                    nots += 1;
                    keyword = true;
                }
                _ => break,
            }
        }
        let (Expr::And { members } | Expr::Or { members }) = inner else {
            return self.leaf_line(inner, prefix, nots, indent, keyword);
        };
        self.indent(indent, prefix, nots);
        self.out.push_str("(\n");
        self.join_lines(members, matches!(inner, Expr::And { .. }), indent + 2);
        self.comments_before(end, indent + 2);
        self.indent(indent, ")\n", 0);
    }

    fn leaf_line(&mut self, leaf: &Expr<'a>, prefix: &str, nots: usize, indent: usize, keyword: bool) {
        let (listed, trailing) = self.comments_of_leaf(leaf, indent);
        let line = self.out.len();
        self.indent(indent, prefix, nots);
        let clause = self.out.len();
        self.leaf(leaf, keyword);
        if let Expr::Clause(broken) = leaf
            && (!listed.is_empty() || width(self.out.get(line..).unwrap_or_default()) > self.width)
        {
            self.break_list(broken, clause, indent, listed);
        }
        if let Some(comment) = trailing {
            self.out.push(' ');
            self.out.push_str(&comment.text);
        }
        self.out.push('\n');
    }

    fn break_list(&mut self, clause: &Clause<'a>, at: usize, indent: usize, comments: &[Comment<'a>]) {
        let flat = self.out.split_off(at);
        if !self.speller.broken(&mut self.out, clause, indent, comments) {
            self.out.push_str(&flat);
        }
    }

    fn indent(&mut self, indent: usize, prefix: &str, nots: usize) {
        self.out.extend(std::iter::repeat_n(' ', indent));
        self.out.push_str(prefix);
        for _ in 0..nots {
            self.out.push_str("not ");
        }
    }

    /// Prints the comments that stand before `offset`, each on its own line.
    fn comments_before(&mut self, offset: usize, indent: usize) {
        while let [comment, rest @ ..] = self.comments {
            if comment.span.start >= offset {
                break;
            }
            self.comments = rest;
            self.comment_line(comment, indent);
        }
    }

    fn comment_line(&mut self, comment: &Comment<'_>, indent: usize) {
        self.indent(indent, &comment.text, 0);
        self.out.push('\n');
    }

    /// Prints the comments inside and after `leaf` that can stand neither in its list nor at the end of its line; gives those
    /// in the list and the one at the end.
    fn comments_of_leaf(&mut self, leaf: &Expr<'a>, indent: usize) -> (&'p [Comment<'a>], Option<&'p Comment<'a>>) {
        self.leaf += 1;
        let end = leaf.span().end;
        let next = self.starts.get(self.leaf).copied().unwrap_or(usize::MAX);
        let own = |comment: &Comment<'_>| {
            let inside = comment.span.start < end;
            inside || (!comment.own_line && comment.span.start < next)
        };
        let count = self.comments.iter().take_while(|comment| own(comment)).count();
        let (mine, rest) = self.comments.split_at(count);
        self.comments = rest;
        let inner = list(leaf).unwrap_or_default();
        let (head, mine) = mine.split_at(mine.partition_point(|comment| comment.span.start < inner.start));
        let (listed, mine) = mine.split_at(mine.partition_point(|comment| comment.span.start < inner.end));
        // One that another follows cannot stand after it.
        let (before, trailing) = match mine {
            [before @ .., last] if !last.own_line => (before, Some(last)),
            _ => (mine, None),
        };
        for comment in head.iter().chain(before) {
            self.comment_line(comment, indent);
        }
        (listed, trailing)
    }
}

/// From `(` to `)` of the list of `leaf`.
fn list(leaf: &Expr<'_>) -> Option<Span> {
    match leaf {
        Expr::Clause(clause) => match &clause.operand {
            Operand::List { span, .. } => Some(*span),
            _ => None,
        },
        _ => None,
    }
}

/// Whether `comment` stands after the start of `leaf`, the last one, and not in its list.
fn is_behind(comment: &Comment<'_>, leaf: &Expr<'_>) -> bool {
    let list = list(leaf).unwrap_or_default();
    comment.span.start > leaf.span().start && !(list.start..list.end).contains(&comment.span.start)
}

/// `expr` without the parentheses around it.
fn ungrouped<'e, 'a>(mut expr: &'e Expr<'a>) -> &'e Expr<'a> {
    while let Expr::Group { expr: inner, .. } = expr {
        expr = inner;
    }
    expr
}

/// The members of a join, those of joins of the same sort among them in their place.
fn flattened<'e, 'a>(members: &'e [Expr<'a>], and: bool) -> Vec<&'e Expr<'a>> {
    fn flatten<'e, 'a>(members: &'e [Expr<'a>], and: bool, flat: &mut Vec<&'e Expr<'a>>) {
        for member in members {
            match ungrouped(member) {
                Expr::And { members: inner } if and => flatten(inner, and, flat),
                Expr::Or { members: inner } if !and => flatten(inner, and, flat),
                _ => flat.push(member),
            }
        }
    }
    let mut flat = Vec::with_capacity(members.len());
    flatten(members, and, &mut flat);
    flat
}

fn start(expr: &Expr<'_>) -> usize {
    match expr {
        Expr::And { members } | Expr::Or { members } => members.first().map_or(0, start),
        Expr::Not { span, .. } | Expr::Group { span, .. } => span.start,
        leaf => leaf.span().start,
    }
}

fn last_leaf<'e, 'a>(mut expr: &'e Expr<'a>) -> &'e Expr<'a> {
    loop {
        expr = match expr {
            Expr::And { members } | Expr::Or { members } => match members.last() {
                Some(last) => last,
                None => return expr,
            },
            Expr::Not { expr, .. } | Expr::Group { expr, .. } => expr,
            _ => return expr,
        }
    }
}

fn leaf_starts(expr: &Expr<'_>, starts: &mut Vec<usize>) {
    match expr {
        Expr::And { members } | Expr::Or { members } => members.iter().for_each(|member| leaf_starts(member, starts)),
        Expr::Not { expr, .. } | Expr::Group { expr, .. } => leaf_starts(expr, starts),
        leaf => starts.push(leaf.span().start),
    }
}

/// The columns that `line` takes in a terminal.
fn width(line: &str) -> usize {
    if line.is_ascii() { line.len() } else { line.width() }
}
