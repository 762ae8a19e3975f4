//! What holds for every text and every JSON, right or wrong.

use std::str::FromStr;

use nse_query::diagnostic::{Diagnostic, Edit, Fix, Severity, apply};
use nse_query::text::{self, Style};
use nse_query::value::Zone;
use nse_query::{Catalog, Checked, Compiler, Diagnostics, Query, is_json, nse};

type Outcome = Result<Checked, Diagnostics>;

fn found(outcome: &Outcome) -> &[Diagnostic] {
    match outcome {
        Ok(checked) => &checked.warnings,
        Err(diagnostics) => diagnostics.as_slice(),
    }
}

/// Reading `text` as filter text: its diagnostics are sound, what parses is formatted to a fixed point that means the
/// same, and what is valid comes back from text and from JSON.
pub(crate) fn text(text: &str) {
    let catalog = Catalog::builtin();
    for lenient in [false, true] {
        let compiler = Compiler::new(&catalog).lenient(lenient).now("2024-02-29T23:30:00Z".parse().unwrap(), Zone::UTC);
        let outcome = compiler.text(text);
        diagnostics(text, found(&outcome), |text| compiler.text(text));
        if let Ok(checked) = &outcome {
            round_trips(&checked.query, &compiler);
        }
        formatting(text, &outcome, &compiler);
    }
}

/// Reading `json` as NSE JSON.
pub(crate) fn json(json: &str) {
    let catalog = Catalog::builtin();
    for lenient in [false, true] {
        let compiler = Compiler::new(&catalog).lenient(lenient).now("2024-02-29T23:30:00Z".parse().unwrap(), Zone::UTC);
        let outcome = compiler.json(json);
        // Filter text in brackets is mended to filter text in parentheses.
        let read = |fixed: &str| {
            if is_json(json) && !is_json(fixed) { compiler.read(fixed) } else { compiler.json(fixed) }
        };
        diagnostics(json, found(&outcome), read);
        if let Ok(checked) = &outcome {
            round_trips(&checked.query, &compiler);
        }
    }
}

/// `query` comes back from its text, on one line and on many, and from its JSON, compact and pretty.
pub(crate) fn round_trips(query: &Query, compiler: &Compiler) {
    let json = nse::encode(query);
    for json in [&json, &nse::encode_pretty(query)] {
        let read = compiler.json(json).unwrap_or_else(|errors| panic!("{json} is refused: {errors}"));
        assert!(read.query == *query, "{json} becomes {}", nse::encode(&read.query));
        assert_eq!(nse::encode(&read.query), nse::encode(query));
    }
    let text = query.to_string();
    // Which may write a small number in another way.
    let by_serde = serde_json::to_string(query).unwrap();
    let read = compiler.json(&by_serde).unwrap_or_else(|errors| panic!("{by_serde} is refused: {errors}"));
    assert!(read.query == *query, "{json} is {by_serde} by serde");
    // By serde queries are read with the built-in fields only.
    if Query::from_str(&text).is_ok() {
        let value = serde_json::to_value(query).unwrap();
        assert!(serde_json::from_value::<Query>(value).unwrap() == *query, "{json} becomes another by serde");
    }
    let read = compiler.text(&text).unwrap_or_else(|errors| panic!("{text:?} is refused: {errors}"));
    assert!(read.query == *query, "{json} printed is {text:?}, which is {}", nse::encode(&read.query));
    assert_eq!(nse::encode(&read.query), json, "{text:?}");
    assert_eq!(read.query.to_string(), text);
}

/// `fmt` is a fixed point at every width, keeps every comment, and changes neither meaning nor validity.
fn formatting(text: &str, outcome: &Outcome, compiler: &Compiler) {
    let Ok(ast) = text::parse(text) else {
        assert!(outcome.is_err(), "{text:?} does not parse and is a query");
        return;
    };
    let catalog = Catalog::builtin();
    for width in [1, 40, 100, usize::MAX] {
        let style = Style::new(&catalog).width(width);
        let printed = text::print(&ast, &style);
        let again = text::parse(&printed).unwrap_or_else(|errors| panic!("{text:?} printed is {printed:?}: {errors}"));
        assert_eq!(text::print(&again, &style), printed, "{text:?} at width {width}");
        assert_eq!(comments(&again), comments(&ast), "{text:?} printed is {printed:?}");
        match (outcome, compiler.text(&printed)) {
            (Ok(before), Ok(after)) => {
                assert!(after.query == before.query, "{text:?} printed is {printed:?}");
                assert_eq!(nse::encode(&after.query), nse::encode(&before.query));
            }
            (Err(_), Err(_)) => {}
            (Ok(_), Err(errors)) => panic!("{text:?} printed is {printed:?}: {errors}"),
            (Err(errors), Ok(_)) => panic!("{text:?} printed is {printed:?}, which is valid; it had: {errors}"),
        }
    }
}

/// The comments of `ast`. Printing may put one that stands inside a clause before another.
fn comments<'a>(ast: &text::Ast<'a>) -> Vec<std::borrow::Cow<'a, str>> {
    let mut comments: Vec<_> = ast.comments().iter().map(|comment| comment.text.clone()).collect();
    comments.sort_unstable();
    comments
}

/// Spans lie in `source` on character boundaries; edits too, in order, apart; a fix removes what it mends.
fn diagnostics(source: &str, found: &[Diagnostic], read: impl Fn(&str) -> Outcome) {
    let inside = |span: nse_query::Span| source.get(span.start..span.end).is_some();
    let errors = found.iter().filter(|diagnostic| diagnostic.severity() == Severity::Error).count();
    for diagnostic in found {
        assert!(inside(diagnostic.span), "{diagnostic} at {:?} of {source:?}", diagnostic.span);
        assert!(diagnostic.related.iter().all(|label| inside(label.span)), "{diagnostic:?} in {source:?}");
        assert!(!diagnostic.to_string().contains(|c: char| c.is_control()), "{diagnostic:?} shows a control character");
        for fix in &diagnostic.fixes {
            assert!(fix.edits.iter().all(|edit| inside(edit.span)), "{fix:?} in {source:?}");
            let apart = fix.edits.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start);
            assert!(apart, "{fix:?} in {source:?}");
            assert!(!fix.certain || diagnostic.fixes.len() == 1, "{diagnostic:?} has several fixes");
            let fixed = apply(source, [fix]);
            assert_ne!(fixed, source, "{fix:?} changes nothing");
            if fix.certain && of_syntax(diagnostic) {
                certain(source, fix, &fixed, diagnostic, &read);
            }
            // One among several mistakes may be mended and another, read differently then, take its place.
            if errors <= 1 {
                // Where the mistake stood, it no longer does.
                let shift = |edit: &Edit| edit.text.len().wrapping_sub(edit.span.end - edit.span.start);
                let before = fix.edits.iter().filter(|edit| edit.span.end <= diagnostic.span.start);
                let start = before.fold(diagnostic.span.start, |start, edit| start.wrapping_add(shift(edit)));
                let outcome = read(&fixed);
                let left = self::found(&outcome)
                    .iter()
                    .any(|other| other.message() == diagnostic.message() && other.span.start == start);
                assert!(!left, "{fix:?} leaves {diagnostic} in {source:?}, which becomes {fixed:?}");
            }
        }
    }
}

/// What is done unasked takes no word apart and leaves nothing of its mistake.
fn certain(source: &str, fix: &Fix, fixed: &str, diagnostic: &Diagnostic, read: impl Fn(&str) -> Outcome) {
    let letter = |character: Option<char>| character.is_some_and(char::is_alphanumeric);
    for edit in &fix.edits {
        for at in [edit.span.start, edit.span.end] {
            let (before, after) = source.split_at(at);
            let inside = letter(before.chars().next_back()) && letter(after.chars().next());
            assert!(!inside, "{fix:?} takes a word apart in {source:?}");
        }
    }

    let mistakes = |text: &str| found(&read(text)).iter().filter(|found| of_syntax(found)).cloned().collect::<Vec<_>>();
    let (before, after) = (mistakes(source), mistakes(fixed));
    let same = |all: &[Diagnostic]| all.iter().filter(|other| other.message() == diagnostic.message()).count();
    // Among others it may show one that it hid; tests/fixes.rs has mistakes in company.
    if before.len() == 1 {
        assert!(same(&after) == 0, "{fix:?} leaves {diagnostic} in {source:?}, which becomes {fixed:?}");
    }
}

/// Whether the text is not of the language.
fn of_syntax(diagnostic: &Diagnostic) -> bool {
    diagnostic.code().name().starts_with("E01")
}
