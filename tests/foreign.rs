//! Queries as users of other tools write them, and what each plainly means, a line of `tests/foreign/*.txt` each. The
//! meanings were written down before anyone looked at what the compiler makes of the queries.
//!
//! `INPUT ⇒ MEANING`: what [`Compiler::fix`] makes of the input is an error, or finds what the meaning finds. Several
//! meanings are parted by ` || `. `?` is none: the input is ambiguous, or NSE has no query for it, and nothing certain may
//! come out. `INPUT ⇒~ MEANING`: the language reads the input as it stands, or but for its operator, so it may also be read
//! with a warning that names the doubt. In inputs `⏎` is a line break, `⇥` a tab and `⟨U+2028⟩` a character by its number.
//! `##` begins a heading.
#![allow(clippy::unwrap_used)] // a test that cannot go on fails

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use nse_query::value::Zone;
use nse_query::{Catalog, Checked, Compiler, Diagnostics, diagnostic, nse};
use serde_json::{Value, json};

/// The files, each with whether all of its meanings can be said yet.
const FILES: &[(&str, bool)] = &[
    ("bounds", true),
    ("code", true),
    ("crm", true),
    ("elastic", true),
    ("emptiness", true),
    ("english", true),
    ("json", true),
    ("languages", true),
    ("mongo", true),
    ("moving", true),
    ("negation", true),
    ("parameters", true),
    ("protocols", true),
    ("search-box", true),
    ("sheets", true),
    ("silent", true),
    ("sql", true),
    ("strangers", true),
    ("tools", true),
    ("trackers", true),
    ("typing", true),
];

/// How many lines have their meaning offered, by a certain fix or one suggestion. It may only grow.
const OFFERED: usize = 2653;

/// Warnings that are about something else: a search in every field, one of several words, one character, an unchecked
/// choice.
const BESIDE: &[&str] = &["W0205", "W0206", "W0207", "W0216"];

struct Line {
    /// `FILE: INPUT`, as it stands in the file.
    name: String,
    input: String,
    /// None for `?`.
    meanings: Vec<String>,
    /// Whether a warning is enough.
    readable: bool,
}

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/foreign")
}

fn lines(file: &str) -> Vec<Line> {
    let text = std::fs::read_to_string(folder().join(format!("{file}.txt"))).unwrap();
    let parse = |line: &str| {
        let (readable, parts) = match line.rsplit_once(" ⇒~ ") {
            Some(parts) => (true, parts),
            None => (false, line.rsplit_once(" ⇒ ").unwrap_or_else(|| panic!("no meaning: {line}"))),
        };
        let meanings = if parts.1 == "?" { Vec::new() } else { parts.1.split(" || ").map(str::to_owned).collect() };
        Line { name: format!("{file}: {}", parts.0), input: unescaped(parts.0), meanings, readable }
    };
    text.lines().filter(|line| !line.starts_with("## ")).map(parse).collect()
}

fn all() -> Vec<Line> {
    FILES.iter().flat_map(|(file, _)| lines(file)).collect()
}

fn unescaped(input: &str) -> String {
    let input = input.replace('⏎', "\n").replace('⇥', "\t");
    let mut parts = input.split("⟨U+");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (number, rest) = part.split_once('⟩').unwrap();
        text.push(char::from_u32(u32::from_str_radix(number, 16).unwrap()).unwrap());
        text.push_str(rest);
    }
    text
}

fn compiler(catalog: &Catalog) -> Compiler {
    Compiler::new(catalog).now("2026-11-15T12:00:00Z".parse().unwrap(), Zone::UTC)
}

fn read(source: &str) -> Result<Checked, Diagnostics> {
    compiler(&Catalog::builtin()).read(source)
}

/// `source` with its certain fixes.
fn fixed(source: &str) -> String {
    compiler(&Catalog::builtin()).fix(source).unwrap_or_else(|| source.to_owned())
}

/// What a source finds, however it is spelt: two of one value find the same contacts.
fn found_by(checked: &Checked) -> Value {
    plain(&serde_json::from_str(&nse::encode(&checked.query)).unwrap(), false)
}

/// NSE JSON with its negations at the clauses, positive operators, sorted joins and no lists.
fn plain(query: &Value, denied: bool) -> Value {
    let (key, value) = query.as_object().and_then(|members| members.iter().next()).unwrap();
    match (key.as_str(), value) {
        ("and" | "or", Value::Array(members)) => {
            joined((key == "and") != denied, members.iter().map(|member| plain(member, denied)))
        }
        ("not", Value::Array(members)) => plain(&members[0], !denied),
        ("custom_fields", field) => clause(field, denied, |clause| json!({"custom_fields": clause})),
        _ => clause(query, denied, |clause| clause),
    }
}

fn clause(clause: &Value, denied: bool, wrap: fn(Value) -> Value) -> Value {
    let (field, operation) = clause.as_object().and_then(|members| members.iter().next()).unwrap();
    let (operator, value) = operation.as_object().and_then(|members| members.iter().next()).unwrap();
    let said = |operator: &str, value: &Value, denied: bool| {
        let clause = wrap(json!({field: {operator: value}}));
        if denied { json!({"not": clause}) } else { clause }
    };
    match (operator.as_str(), value) {
        ("is_not", value) => said("is", value, !denied),
        ("not_contain", value) => said("contain", value, !denied),
        ("is_empty", Value::Bool(empty)) => said("is_empty", &json!(true), denied == *empty),
        ("in" | "not_in", Value::Array(items)) => {
            let denied = denied != (operator == "not_in");
            joined(denied, items.iter().map(|item| said("is", item, denied)))
        }
        ("range", range) if range.get("start").is_some() => {
            joined(!denied, [said("gte", &range["start"], denied), said("lte", &range["end"], denied)])
        }
        _ => said(operator, value, denied),
    }
}

/// An `and` or an `or`, flat, each member once, in one order.
fn joined(all: bool, members: impl IntoIterator<Item = Value>) -> Value {
    let join = if all { "and" } else { "or" };
    let mut flat = BTreeSet::new();
    for member in members {
        match member.get(join) {
            Some(Value::Array(inner)) => flat.extend(inner.iter().map(Value::to_string)),
            _ => {
                flat.insert(member.to_string());
            }
        }
    }
    let mut flat: Vec<Value> = flat.iter().map(|member| serde_json::from_str(member).unwrap()).collect();
    if flat.len() == 1 { flat.remove(0) } else { json!({join: flat}) }
}

/// What each meaning finds, those left out that cannot be said yet.
fn meant(line: &Line) -> Vec<Value> {
    line.meanings.iter().filter_map(|meaning| read(meaning).ok()).map(|checked| found_by(&checked)).collect()
}

/// What comes out of a line although it is not meant.
fn wrong(line: &Line, meant: &[Value]) -> Option<String> {
    let fixed = fixed(&line.input);
    let checked = read(&fixed).ok()?;
    if meant.contains(&found_by(&checked)) {
        return None;
    }
    let doubted = checked.warnings.iter().any(|warning| !BESIDE.contains(&warning.code().to_string().as_str()));
    (!line.readable || !doubted).then(|| checked.query.to_string())
}

fn finds(source: &str, meant: &[Value]) -> bool {
    read(source).is_ok_and(|checked| meant.contains(&found_by(&checked)))
}

/// Whether a certain fix or one suggestion gives the meaning.
fn offered(line: &Line, meant: &[Value]) -> bool {
    let certain = fixed(&line.input);
    finds(&certain, meant)
        || [line.input.as_str(), certain.as_str()].into_iter().any(|source| {
            let found = read(source).map_or_else(Diagnostics::into_vec, |checked| checked.warnings);
            let fixes = found.iter().flat_map(|diagnostic| &diagnostic.fixes);
            fixes.map(|fix| diagnostic::apply(source, [fix])).any(|text| finds(&fixed(&text), meant))
        })
}

#[test]
fn every_meaning_is_a_query() {
    let mut inputs = BTreeSet::new();
    let mut faults = Vec::new();
    for (file, sayable) in FILES {
        for line in lines(file) {
            let wrong = line.meanings.iter().filter(|meaning| *sayable && read(meaning).is_err());
            faults.extend(wrong.map(|meaning| format!("{}: not a query: {meaning}", line.name)));
            if !inputs.insert(line.input) {
                faults.push(format!("{}: twice", line.name));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
    let files: BTreeSet<_> =
        FILES.iter().map(|(file, _)| format!("{file}.txt")).chain(["known.txt".to_owned()]).collect();
    let there = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert_eq!(there.collect::<BTreeSet<_>>(), files);
}

/// `known.txt` lists what still comes out wrong; it may only shrink. `UPDATE_KNOWN=1` writes it.
#[test]
fn nothing_comes_out_that_is_not_meant() {
    let mut now = String::new();
    let mut report = String::new();
    for line in all() {
        if let Some(came) = wrong(&line, &meant(&line)) {
            let _ = writeln!(now, "{}", line.name);
            let _ = writeln!(
                report,
                "{}\n    came out as {came}\n    and means   {}",
                line.name,
                line.meanings.join(" || ")
            );
        }
    }
    let path = folder().join("known.txt");
    if std::env::var_os("UPDATE_KNOWN").is_some() {
        std::fs::write(&path, &now).unwrap();
    }
    let known = std::fs::read_to_string(&path).unwrap();
    let (known, now): (BTreeSet<_>, BTreeSet<_>) = (known.lines().collect(), now.lines().collect());
    let fresh: Vec<_> = now.difference(&known).collect();
    let mended: Vec<_> = known.difference(&now).collect();
    println!("{} known to be wrong\n{report}", known.len());
    assert!(fresh.is_empty(), "wrong: {fresh:#?}\n{report}");
    assert!(mended.is_empty(), "right, take them out of known.txt: {mended:#?}");
}

#[test]
fn what_is_meant_is_offered() {
    let mut total = 0;
    let mut missed = String::new();
    for line in all().iter().filter(|line| !line.meanings.is_empty()) {
        total += 1;
        if !offered(line, &meant(line)) {
            let _ = writeln!(missed, "{}", line.name);
        }
    }
    let count = total - missed.lines().count();
    println!("offered {count} of {total}; not offered:\n{missed}");
    assert!(count >= OFFERED, "offered {count} of {total}, were {OFFERED}; not offered:\n{missed}");
}
