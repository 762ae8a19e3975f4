//! Laws of the parser and the printer, on generated texts: what they accept, what they say, and what it costs.

use nse_query::Catalog;
use nse_query::diagnostic::{Diagnostic, Fix, apply};
use nse_query::text::{Ast, Expr, Operand, Style, parse, print};
use proptest::prelude::*;

/// Pieces of texts, whole and broken.
const PIECES: &[&str] = &[
    "tag",
    "name",
    "first name",
    "company last contacted",
    "custom.",
    "custom.x",
    "foo",
    "any",
    "vip",
    "Jon",
    "empty",
    "last",
    "the",
    "this",
    "month",
    "months",
    "3",
    "12",
    "007",
    "-1",
    "2025",
    "2025-03",
    "2025-01-31",
    "March",
    "may",
    "and",
    "or",
    "not",
    "AND",
    "is",
    "in",
    "between",
    "contain",
    "contains",
    "does",
    "starts",
    "with",
    "isn't",
    "doesn't",
    "like",
    "on",
    "after",
    "to",
    "=",
    "!=",
    "~",
    "!~",
    "^=",
    ">",
    ">=",
    "<",
    "<=",
    "==",
    "<>",
    "=~",
    "!",
    "^",
    "&&",
    "||",
    "|",
    "&",
    ":",
    "..",
    ".",
    ",",
    ";",
    "(",
    ")",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "\"",
    "'",
    "`",
    "\"a b\"",
    "'x'",
    "`tag`",
    "\"\\n\"",
    "\"\\u0000\"",
    "\"\\q\"",
    "\"\\ud800\"",
    "“",
    "”",
    "‘Jon’",
    "≥",
    "–",
    "…",
    "//",
    "// c",
    "\n",
    "\r\n",
    "\t",
    "\u{0}",
    "\u{7f}",
    "\u{85}",
    "\u{feff}",
    "\u{200b}",
    "é",
    "漢",
    "😀",
    "\\",
    "?",
    "tag:vip",
    "https://x.y/?q=1",
    "O'Brien",
    "a..b",
    "tag = vip",
    "email in (a, b)",
    "is not empty",
    "in last 3 days",
];

fn soup() -> impl Strategy<Value = String> {
    let piece = (prop::sample::select(PIECES), prop::sample::select(&[" ", " ", " ", "", "\n"][..]));
    prop::collection::vec(piece, 0..14)
        .prop_map(|pieces| pieces.into_iter().flat_map(|(piece, gap)| [piece, gap]).collect())
}

/// A word or a quoted text.
fn value() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(&["vip", "Jon", "a@b.com", "#5", "O'Brien", "empty", "in", "007", "true", "-3"][..])
            .prop_map(str::to_owned),
        any::<String>().prop_map(|text| nse_query::quote(&text.replace('\0', ""))),
        "[a-z ]{0,6}".prop_map(|text| format!("'{text}'")),
    ]
}

fn end() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(&["2", "2025", "2025-03", "2025-01-31", "5 Mar", "mar 5", "Sept", "\"May\"", "the"][..])
            .prop_map(str::to_owned),
        value(),
    ]
}

fn field() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(
            &["tag", "NAME", "first  name", "any", "company_name", "foo", "foo bar", "custom.x", "`a is b`", "\"not\""]
                [..]
        )
        .prop_map(str::to_owned),
        any::<String>().prop_map(|name| format!("custom.{}", nse_query::quote(&name.replace('\0', "")))),
    ]
}

fn clause() -> impl Strategy<Value = String> {
    let signs = prop::sample::select(
        &["=", "!=", "~", "!~", "^=", ">", ">=", "<", "<=", "contains", "does not contain", "starts with", "not ~"][..],
    );
    let not = prop::sample::select(&["in", "not in", "NOT IN"][..]);
    let list = prop::collection::vec(value(), 1..30);
    prop_oneof![
        3 => (field(), signs, value()).prop_map(|(field, sign, value)| format!("{field} {sign} {value}")),
        1 => (field(), prop::sample::select(&["is empty", "is not empty"][..])).prop_map(|(a, b)| format!("{a} {b}")),
        1 => (field(), not.clone(), list).prop_map(|(field, not, list)| format!("{field} {not} ({})", list.join(", "))),
        1 => (field(), not.clone(), end()).prop_map(|(field, not, end)| format!("{field} {not} {end}")),
        1 => (field(), not.clone(), end(), end()).prop_map(|(field, not, a, b)| format!("{field} {not} {a}..{b}")),
        1 => (field(), end(), end()).prop_map(|(field, a, b)| format!("{field} between {a} and {b}")),
        1 => (field(), not, "(the )?last (3 |1 )?(month|DAYS|foo)").prop_map(|(a, b, c)| format!("{a} {b} {c}")),
        1 => value().prop_filter("a keyword is quoted", |text| text.starts_with(['"', '\''])),
    ]
}

/// White space and comments.
fn gap() -> impl Strategy<Value = String> {
    prop::sample::select(&[" ", " ", " ", "\n", " // c\n", "\n// own\n  ", " //\n//x  \n"][..]).prop_map(str::to_owned)
}

fn query() -> impl Strategy<Value = String> {
    clause().prop_recursive(4, 24, 4, |inner| {
        let join = prop::sample::select(&["and", "or", "AND"][..]);
        prop_oneof![
            3 => (prop::collection::vec((inner.clone(), gap(), gap()), 2..5), join).prop_map(|(members, join)| {
                let mut text = String::new();
                for (index, (member, before, after)) in members.iter().enumerate() {
                    if index > 0 {
                        text.extend([before.as_str(), join, after.as_str()]);
                    }
                    text.push_str(member);
                }
                text
            }),
            1 => (inner.clone(), gap()).prop_map(|(inner, gap)| format!("not{gap}({inner}{gap})")),
            2 => (inner, gap(), gap()).prop_map(|(inner, before, after)| format!("({before}{inner}{after})")),
        ]
    })
}

/// Says what `expr` means as far as text alone tells: without places, parentheses and joins inside joins of one sort.
fn meaning(expr: &Expr<'_>) -> String {
    fn members(expr: &Expr<'_>, and: bool, all: &mut Vec<String>) {
        match expr {
            Expr::Group { expr, .. } => members(expr, and, all),
            Expr::And { members: inner, .. } if and => inner.iter().for_each(|member| members(member, and, all)),
            Expr::Or { members: inner, .. } if !and => inner.iter().for_each(|member| members(member, and, all)),
            other => all.push(meaning(other)),
        }
    }
    match expr {
        Expr::And { .. } | Expr::Or { .. } => {
            let and = matches!(expr, Expr::And { .. });
            let mut all = Vec::new();
            members(expr, and, &mut all);
            format!("({})", all.join(if and { " & " } else { " | " }))
        }
        Expr::Not { expr, .. } => format!("!{}", meaning(expr)),
        Expr::Group { expr, .. } => meaning(expr),
        Expr::Clause(clause) => {
            let known = Catalog::builtin().field(&clause.field.name).filter(|_| !clause.field.custom);
            let field = known.map_or(clause.field.name.to_string(), |field| field.name.to_string());
            let operand = match &clause.operand {
                Operand::Word(word) if field == "any" && clause.operator.json() == "contain" => {
                    return format!("{:?}", word.text);
                }
                Operand::Empty(empty) => format!("{empty}"),
                Operand::Word(word) => format!("{:?}", word.text),
                Operand::List { items, .. } => {
                    format!("{:?}", items.iter().map(|item| item.text.as_ref()).collect::<Vec<_>>())
                }
                // Whole months and lone units are printed in full.
                _ => String::new(),
            };
            format!("{field:?} {} {} {operand}", clause.field.custom, clause.operator)
        }
        Expr::Keyword(word) => format!("{:?}", word.text),
        Expr::Error(_) => "error".to_owned(),
    }
}

fn printed(ast: &Ast<'_>, width: usize) -> String {
    print(ast, &Style::new(&Catalog::builtin()).width(width))
}

/// Printing keeps the meaning and the comments, and what is printed is printed so again.
fn prints(text: &str, ast: &Ast<'_>) -> Result<(), TestCaseError> {
    for width in [usize::MAX, 100, 30, 1] {
        let first = printed(ast, width);
        let again = parse(&first).map_err(|errors| TestCaseError::fail(format!("{text:?} -> {first:?}: {errors}")))?;
        prop_assert_eq!(&printed(&again, width), &first, "of {:?} at {}", text, width);
        prop_assert_eq!(meaning(again.root()), meaning(ast.root()), "of {:?} -> {:?}", text, first);
        let edits = ast.edits(&Style::new(&Catalog::builtin()).width(width));
        let line_end = if text.ends_with('\n') { "\n" } else { "" };
        let edited = apply(text, [&Fix { label: String::new(), edits, certain: true }]);
        // The edits keep the line breaks of the first line.
        let first_line = text.split_once('\n').map_or("", |(line, _)| line);
        let line_break = if first_line.ends_with('\r') { "\r\n" } else { "\n" };
        let expected = format!("{first}{line_end}").replace('\n', line_break);
        prop_assert_eq!(edited, expected, "the edits of {:?}", text);
        let comments =
            |ast: &Ast<'_>| ast.comments().iter().map(|comment| comment.text.to_string()).collect::<Vec<_>>();
        let (mut kept, mut all) = (comments(&again), comments(ast));
        kept.sort();
        all.sort();
        prop_assert_eq!(kept, all, "of {:?} -> {:?}", text, first);
    }
    Ok(())
}

/// Where `place` of the text stands after `fix`.
fn moved(place: usize, fix: &Fix) -> usize {
    let mut moved = place;
    for edit in fix.edits.iter().filter(|edit| edit.span.start < place) {
        moved = (moved + edit.text.len()).saturating_sub(edit.span.end.min(place) - edit.span.start);
    }
    moved
}

/// Whether one of `left` is `diagnostic` still, at its place in the text that `fix` makes.
fn still_there(diagnostic: &Diagnostic, fix: &Fix, left: &[Diagnostic]) -> bool {
    let start = moved(diagnostic.span.start, fix);
    left.iter().any(|other| other.code() == diagnostic.code() && other.span.start == start)
}

/// Every diagnostic of `text` has a place in it, and every fix removes its error.
fn explains(text: &str) -> Result<(), TestCaseError> {
    let Err(diagnostics) = parse(text) else { return Ok(()) };
    let diagnostics = diagnostics.into_vec();
    for diagnostic in &diagnostics {
        let spans = diagnostic.related.iter().map(|label| label.span);
        let edits = diagnostic.fixes.iter().flat_map(|fix| fix.edits.iter().map(|edit| edit.span));
        for span in spans.chain(edits).chain([diagnostic.span]) {
            prop_assert!(text.get(span.start..span.end).is_some(), "{:?} of {:?}: {:?}", span, text, diagnostic);
        }
        prop_assert!(!diagnostic.label.is_empty(), "{:?}", diagnostic);
        for fix in &diagnostic.fixes {
            let fixed = apply(text, [fix]);
            prop_assert_ne!(&fixed, text);
            let left = parse(&fixed).err().map(nse_query::Diagnostics::into_vec).unwrap_or_default();
            let same = |all: &[Diagnostic]| all.iter().filter(|other| other.code() == diagnostic.code()).count();
            prop_assert!(
                same(&left) < same(&diagnostics) || !still_there(diagnostic, fix, &left),
                "{:?}\n-> {:?}\n{}\n{:?}",
                text,
                fixed,
                diagnostic,
                fix
            );
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_text_is_parsed_or_explained(text in any::<String>()) {
        explains(&text)?;
    }

    #[test]
    fn any_soup_is_parsed_or_explained(text in soup()) {
        explains(&text)?;
        if let Ok(ast) = parse(&text) {
            prints(&text, &ast)?;
        }
    }

    #[test]
    fn queries_parse_and_print(text in query()) {
        let ast = parse(&text).map_err(|errors| TestCaseError::fail(format!("{text:?}: {errors}")))?;
        prints(&text, &ast)?;
    }

    #[test]
    fn broken_queries_are_explained(text in query(), piece in prop::sample::select(PIECES), at in any::<prop::sample::Index>(), remove in 0_usize..4) {
        let mut characters: Vec<char> = text.chars().collect();
        let at = at.index(characters.len() + 1);
        let end = (at + remove).min(characters.len());
        characters.splice(at..end, piece.chars());
        let broken: String = characters.into_iter().collect();
        explains(&broken)?;
        if let Ok(ast) = parse(&broken) {
            prints(&broken, &ast)?;
        }
    }
}

/// Runs `test` with a stack that a recursion over the input would overflow.
fn with_small_stack(test: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(256 << 10).spawn(test);
    assert!(thread.is_ok_and(|thread| thread.join().is_ok()));
}

fn codes(text: &str) -> Vec<&'static str> {
    parse(text)
        .err()
        .map(|errors| errors.as_slice().iter().map(|error| error.code().name()).collect())
        .unwrap_or_default()
}

#[test]
fn too_deep_is_one_error() {
    with_small_stack(|| {
        for text in ["(".repeat(100_000), "not ".repeat(100_000), "(not ".repeat(50_000), "((not (".repeat(30_000)] {
            assert_eq!(codes(&text), ["E0222"], "{}", &text[..20]);
            assert_eq!(codes(&format!("{text}tag = vip")), ["E0222"], "{}", &text[..20]);
        }
        let balanced = format!("{}tag = vip{} and tag == x", "(".repeat(100_000), ")".repeat(100_000));
        assert_eq!(codes(&balanced), ["E0222", "E0114"]);
    });
}

#[test]
fn a_hundred_levels_parse_print_and_drop() {
    with_small_stack(|| {
        for (open, close) in [("(", ")"), ("not ", ""), ("not (", ")"), ("(tag = a and ", ")"), ("tag = b or (", ")")] {
            let levels = if open == "not (" { 50 } else { 100 };
            let text = format!("{}tag = vip{}", open.repeat(levels), close.repeat(levels));
            let ast = parse(&text);
            assert!(ast.is_ok(), "{open}");
            let printed = ast.map(|ast| printed(&ast, 100)).unwrap_or_default();
            assert_eq!(codes(&printed), [""; 0], "{open}");
            let more = format!("{}tag = vip{}", open.repeat(levels + 1), close.repeat(levels + 1));
            assert_eq!(codes(&more), ["E0222"], "{open}");
        }
    });
}

#[test]
fn a_wide_join_is_flat() {
    with_small_stack(|| {
        let text = vec!["tag = vip"; 100_000].join(" or ");
        let ast = parse(&text);
        assert!(ast.is_ok_and(|ast| matches!(ast.root(), Expr::Or { members, .. } if members.len() == 100_000)));
    });
}

/// Each of these would take minutes if any of it were looked at again and again.
#[test]
fn hostile_texts_take_linear_time() {
    with_small_stack(|| {
        for piece in [
            "= ",
            "\"",
            "\"\n",
            "'\n",
            "`\n",
            "\"\\\n",
            "\\\" \"\n",
            "“",
            "“ ‘ ",
            "tag = a b ",
            "tag = a b = ",
            "a ",
            "a:b ",
            "not in ",
            "( ",
            ") ",
            "(a ",
            "tag in (",
            "tag in (a b ",
            "tag in (a and ",
            ", ",
            "tag = a, ",
            "tag = (a ",
            "tag = [a ",
            "!",
            "! ",
            "&& ",
            "|| ",
            "and ",
            "a not ",
            "in last ",
            "is ",
            "is not ",
            "between ",
            "between a ",
            "in a .. ",
            "..",
            ".. a ",
            "//\n",
            "\u{1}",
            "a\u{1}",
            "\u{1} //\n",
            "custom.",
            "custom.\"a\" ",
            "{",
            "[",
            "tag = a! ",
            "tag = a!",
            "x ≥ ",
            "a isn't ",
            "on ",
            "tag in this month ",
            "tag in 2 to ",
            "name doesn't contain ",
            "tag = not ",
            "\"a\" ",
            "'a' ",
            "`a` ",
            "tag = vip ",
            "tag is in ",
            "does ",
            "starts ",
        ] {
            let text = piece.repeat(200_000 / piece.len());
            let errors = codes(&text).len();
            assert!(errors <= 101, "{piece}: {errors}");
        }
    });
}

#[test]
fn errors_beyond_the_limit_are_counted() {
    let text = vec!["tag == vip"; 1_000].join(" and ");
    let errors = parse(&text).err().map(nse_query::Diagnostics::into_vec).unwrap_or_default();
    assert_eq!(errors.len(), 101);
    assert_eq!(
        errors.last().map(ToString::to_string).as_deref(),
        Some("warning[W0220]: 900 more errors and warnings are not shown")
    );
}
