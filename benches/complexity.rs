//! Every stage takes instructions in proportion to its input, whatever its shape. Counted by valgrind, not timed:
//! `cargo bench --bench complexity`, which fails where a shape bends; a word after `--` selects shapes by name.

use std::collections::BTreeSet;
use std::env;
use std::process::{Command, ExitCode};

use nse_query::eval::{Contact, Context, Matcher, Reader, Report};
use nse_query::text::{self, Style};
use nse_query::{Catalog, Compiler, Query, complete, nse, query};

/// A source of about `n` parts.
type Shape = fn(usize) -> String;

const TEXTS: &[(&str, Shape)] = &[
    ("or", |n| vec!["tag = vip"; n].join(" or ")),
    ("list", |n| format!("tag in ({})", vec!["vip"; n].join(", "))),
    ("distinct", |n| (0..n).map(|i| format!("tag = a{i}")).collect::<Vec<_>>().join(" or ")),
    ("mixed", |n| vec!["(tag = a and not (name ~ b or tag = c))"; n].join(" or ")),
    ("comments", |n| format!("{}tag = vip", "// a comment\n".repeat(n))),
    ("comment a clause", |n| vec!["tag = vip // one\n"; n].join("// two\nor ")),
    ("string", |n| format!("tag = \"{}\"", "a\\\" é".repeat(n))),
    ("white space", |n| format!("tag ={}vip", " \u{3000}\n".repeat(n))),
    ("words", |n| format!("tag = {}", "word ".repeat(n))),
    ("parentheses", |n| "(".repeat(n)),
    ("closed parentheses", |n| format!("{}tag = a{}", "(".repeat(n), ")".repeat(n))),
    ("nots", |n| format!("{}tag = a", "not ".repeat(n))),
    ("unknown fields", |n| vec!["shoe size = 5"; n].join(" and ")),
    ("missing values", |n| vec!["tag ="; n].join(" and ")),
    ("open quotes", |n| "tag = \"a\n or ".repeat(n)),
    ("typographic quotes", |n| "tag = “a ".repeat(n)),
    ("bad escapes", |n| format!("tag = \"{}\"", "\\x".repeat(n))),
    ("symbols", |n| "=!~<>^|;".repeat(n)),
    ("commas", |n| format!("tag in ({})", ",".repeat(n))),
    ("lists in lists", |n| "tag in (".repeat(n)),
    ("betweens", |n| "rating between ".repeat(n)),
    ("parameters", |n| vec!["tag = {tag}"; n].join(" or ")),
    ("distinct parameters", |n| (0..n).map(|i| format!("tag = {{t{i}}}")).collect::<Vec<_>>().join(" or ")),
    ("misplaced parameters", |n| vec!["tag = {a}{b}"; n].join(" or ")),
    ("braces", |n| format!("tag = vip {}", "{".repeat(n))),
];

const JSONS: &[(&str, Shape)] = &[
    ("or", |n| format!("{{\"or\":[{}]}}", vec!["{\"tag\":{\"is\":\"vip\"}}"; n].join(","))),
    ("list", |n| format!("{{\"tag\":{{\"in\":[{}]}}}}", vec!["\"vip\""; n].join(","))),
    ("string", |n| format!("{{\"tag\":{{\"is\":\"{}\"}}}}", "a\\\"\\u00e9".repeat(n))),
    ("arrays", |n| "[".repeat(n)),
    ("objects", |n| "{\"not\":".repeat(n)),
    ("closed objects", |n| format!("{}{{\"tag\":{{\"is\":\"a\"}}}}{}", "{\"not\":[".repeat(n), "]}".repeat(n))),
    ("unknown fields", |n| format!("{{\"or\":[{}]}}", vec!["{\"shoe\":{\"is\":\"vip\"}}"; n].join(","))),
    ("several keys", |n| {
        format!("{{{}}}", (0..n).map(|i| format!("\"k{i:05}\":{{\"is\":\"vip\"}}")).collect::<Vec<_>>().join(","))
    }),
    ("duplicate keys", |n| format!("{{{}}}", vec!["\"tag\":{\"is\":\"vip\"}"; n].join(","))),
    ("quotes", |n| "\"".repeat(n)),
    ("commas", |n| format!("{{\"or\":[{}]}}", ",".repeat(n))),
    ("dictionary", |n| format!("{{'or':[{}]}}", vec!["{'tag':{'is':'vip'}}"; n].join(","))),
];

/// A query and a stream of contacts, of about `n` parts.
type Evaluation = fn(usize) -> (String, String);

const EVALUATIONS: &[(&str, Evaluation)] = &[
    ("records", |n| ("name ~ Jon and tag = vip".into(), contact("", "\"tags\": [\"VIP\"]").repeat(n))),
    ("records in a list", |n| ("tag = vip".into(), format!("[{}]", vec![r#"{"id": "a"}"#; n].join(",")))),
    ("pages", |n| ("tag = vip".into(), r#"{"meta": {}, "resources": [{"id": "a"}]}"#.repeat(n))),
    ("malformed records", |n| ("tag = vip".into(), "{\"id\": 5}\n{\"id\": \"a\",\n{\"message\": \"no\"}\n".repeat(n))),
    ("a long value", |n| ("name ~ Jon".into(), contact(&"jan ".repeat(n), ""))),
    ("a long accented value", |n| ("name ~ Jon and name ^= \"a Jo\"".into(), contact(&"jän Й ".repeat(n), ""))),
    ("an escaped value", |n| ("name ~ Jon".into(), contact(&"\\u00e9\\\\ ".repeat(n), ""))),
    ("many values", |n| ("tag = vip".into(), contact("", &format!("\"tags\": [{}]", vec!["\"a\""; n].join(","))))),
    ("words against words", |n| (format!("name ~ \"{}\"", numbered("x", n, " ")), contact(&numbered("y", n, " "), ""))),
    ("a list against values", |n| {
        (
            format!("tag in ({})", numbered("x", n, ", ")),
            contact("", &format!("\"tags\": [\"{}\"]", numbered("y", n, "\", \""))),
        )
    }),
    ("clauses", |n| (vec!["tag = vip"; n].join(" or "), contact("", "\"tags\": [\"a\"]"))),
    ("an address in JSON", |n| {
        ("city = Rome".into(), address(&format!("{{{}}}", vec!["\\\"a\\\": \\\"b\\\""; n].join(","))))
    }),
    ("an address in Python", |n| ("city = Rome".into(), address(&format!("{{{}}}", vec!["'a': 'b'"; n].join(","))))),
    ("an open address", |n| ("city = Rome".into(), address(&"{'".repeat(n)))),
    ("members", |n| ("tag = vip".into(), contact("", &format!("\"x\": {{{}}}", vec!["\"tags\": null"; n].join(","))))),
    ("a decisive member again", |n| {
        ("created not in 2025 and tag = vip".into(), contact("", &vec!["\"created\": \"2024-06-01\""; n].join(", ")))
    }),
    ("brackets", |n| ("tag = vip".into(), format!("{{\"id\": \"a\", \"x\": {}", "[".repeat(n)))),
    ("an open string", |n| ("tag = vip".into(), format!("{{\"id\": \"{}", "a\\\"".repeat(n)))),
];

/// `x0 x1 x2 …`
fn numbered(name: &str, n: usize, between: &str) -> String {
    (0..n).map(|i| format!("{name}{i}")).collect::<Vec<_>>().join(between)
}

/// A line of one contact of this first name, with more members.
fn contact(name: &str, members: &str) -> String {
    let comma = if members.is_empty() { "" } else { ", " };
    format!("{{\"id\": \"a\", \"fields\": {{\"first name\": [{{\"value\": \"{name}\"}}]}}{comma}{members}}}\n")
}

fn address(value: &str) -> String {
    format!("{{\"id\": \"a\", \"fields\": {{\"address\": [{{\"value\": \"{value}\"}}]}}}}\n")
}

/// Every stage that takes `source`, and for a valid query, every stage after.
fn read(source: &str) {
    let catalog = Catalog::builtin();
    let compiler = Compiler::new(&catalog);
    if let Ok(ast) = text::parse(source) {
        for width in [100, usize::MAX] {
            text::print(&ast, &Style::new(&catalog).width(width));
        }
    }
    if let Ok(checked) = compiler.read(source) {
        nse::encode(&checked.query);
        text::print(&text::to_ast(&checked.query), &Style::new(&catalog));
        query::simplify(&checked.query);
        nse_query::english::describe(&checked.query);
        Matcher::new(&checked.query, &Context::default()).expect("no saved search is unknown");
    }
    if let Ok(template) = compiler.template(source) {
        let names: BTreeSet<&str> = template.parameters().iter().map(|parameter| &*parameter.name).collect();
        let _ = template.bind(names.into_iter().map(|name| (name, "vip")));
    }
    compiler.fix(source);
    complete::complete(source, source.len(), &catalog, &complete::AccountData::new());
    complete::roles(source, &catalog);
    complete::symbols(source, &catalog);
    complete::folds(source, &catalog);
    complete::enclosing(source, source.len() / 2, &catalog);
    complete::hints(source, &catalog, &complete::AccountData::new());
    complete::parameter_places(source, source.len() / 2);
}

fn evaluate(query: &str, stream: &str) {
    let Ok(query) = query.parse::<Query>() else { return };
    let matcher = Matcher::new(&query, &Context::default()).expect("no saved search is unknown");
    let mut reader = Reader::new(stream.as_bytes());
    let mut report = Report::default();
    while let Some(batch) = reader.next_batch().expect("memory can be read") {
        for record in batch.read(|json| matcher.judge(json, &mut report).map(|verdict| verdict.matched)) {
            if record.read.is_ok() {
                Contact::parse(record.text).map(|contact| matcher.explain(&contact)).expect("it was read before");
            }
        }
    }
}

fn names() -> Vec<String> {
    let texts = TEXTS.iter().map(|(name, _)| format!("text: {name}"));
    let jsons = JSONS.iter().map(|(name, _)| format!("JSON: {name}"));
    texts.chain(jsons).chain(EVALUATIONS.iter().map(|(name, _)| format!("eval: {name}"))).collect()
}

/// What is counted.
fn work(index: usize, n: usize) {
    if let Some((_, shape)) = TEXTS.iter().chain(JSONS).nth(index) {
        read(&shape(n));
    } else if let Some((_, shape)) = EVALUATIONS.get(index - TEXTS.len() - JSONS.len()) {
        let (query, stream) = shape(n);
        evaluate(&query, &stream);
    }
}

fn instructions(index: usize, n: usize) -> u64 {
    let output = Command::new("valgrind")
        .args(["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"])
        .arg(env::current_exe().expect("this program has a path"))
        .args(["--work", &index.to_string(), &n.to_string()])
        .output()
        .expect("valgrind is installed");
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{text}");
    let count = text.lines().find_map(|line| line.split_once("I refs:").or(line.split_once("I   refs:")));
    count.expect("cachegrind's count").1.trim().replace(',', "").parse().expect("a count is a number")
}

/// Ten times the input takes at most twelve times the instructions, from 30 parts to 30,000.
fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).filter(|argument| argument != "--bench").collect();
    if let [flag, index, n] = arguments.as_slice()
        && flag == "--work"
    {
        work(index.parse().expect("a number"), n.parse().expect("a number"));
        return ExitCode::SUCCESS;
    }
    let mut bent = 0;
    println!("thousands of instructions at          30       300     3,000    30,000 parts");
    for (index, name) in names().iter().enumerate() {
        if !arguments.is_empty() && !arguments.iter().any(|word| name.contains(word.as_str())) {
            continue;
        }
        // One part, since none is often a mistake, which costs more.
        let start = instructions(index, 1);
        let counts = [30, 300, 3_000, 30_000].map(|n| instructions(index, n).saturating_sub(start));
        // Tables that are made once and the messages up to their limit cost more than 30 parts do.
        let is_bent = counts.windows(2).any(|pair| pair[1] > 12 * pair[0] + 10_000_000);
        bent += usize::from(is_bent);
        let [a, b, c, d] = counts.map(|count| count / 1000);
        println!("{name:<30} {a:>9} {b:>9} {c:>9} {d:>9}{}", if is_bent { "  not linear" } else { "" });
    }
    println!("{bent} shapes are not linear");
    if bent == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
