//! Every stage takes instructions in proportion to its input, whatever its shape. Counted by valgrind, not timed:
//! `cargo test --test complexity -- --ignored --nocapture`.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::env;
use std::process::Command;

use nse_query::eval::{Context, Matcher};
use nse_query::syntax::{self, Style};
use nse_query::{Catalog, Compiler, nse, query};

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
    ("bad escapes", |n| format!("tag = \"{}\"", "\\x".repeat(n))),
    ("symbols", |n| "=!~<>^|;".repeat(n)),
    ("commas", |n| format!("tag in ({})", ",".repeat(n))),
    ("lists in lists", |n| "tag in (".repeat(n)),
    ("betweens", |n| "rating between ".repeat(n)),
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
        format!("{{{}}}", (0..n).map(|i| format!("\"k{i}\":{{\"is\":\"vip\"}}")).collect::<Vec<_>>().join(","))
    }),
    ("duplicate keys", |n| format!("{{{}}}", vec!["\"tag\":{\"is\":\"vip\"}"; n].join(","))),
    ("quotes", |n| "\"".repeat(n)),
    ("commas", |n| format!("{{\"or\":[{}]}}", ",".repeat(n))),
    ("dictionary", |n| format!("{{'or':[{}]}}", vec!["{'tag':{'is':'vip'}}"; n].join(","))),
];

/// Every stage that takes `source`, and for a valid query, every stage after.
fn work(source: &str) {
    let catalog = Catalog::builtin();
    if let Ok(ast) = syntax::parse(source) {
        for width in [100, usize::MAX] {
            syntax::print(&ast, &Style::new(&catalog).width(width));
        }
    }
    if let Ok(checked) = Compiler::new(&catalog).read(source) {
        nse::encode(&checked.query);
        syntax::print(&query::to_ast(&checked.query), &Style::new(&catalog));
        let matcher = Matcher::new(&checked.query, &Context::default()).unwrap();
        assert!(!matcher.matches_str(r#"{"id": "5049fb849b85f669e40000dc"}"#).unwrap() || source.contains("not"));
    }
}

/// What the test below runs under valgrind.
#[test]
fn one_source() {
    let Ok(asked) = env::var("COMPLEXITY") else { return };
    let (index, n) = asked.split_once(' ').unwrap();
    let (_, shape) = TEXTS.iter().chain(JSONS).nth(index.parse().unwrap()).unwrap();
    work(&shape(n.parse().unwrap()));
}

fn instructions(index: usize, n: usize) -> u64 {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(env::current_exe().unwrap())
        .args(["--exact", "one_source"])
        .env("COMPLEXITY", format!("{index} {n}"))
        .output()
        .expect("valgrind is installed");
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{text}");
    let count = text.lines().find_map(|line| line.split_once("Collected : ")).expect("callgrind's count").1;
    count.trim().parse().unwrap()
}

/// Ten times the input takes at most twelve times the instructions, from 30 parts to 30,000.
#[test]
#[ignore = "minutes, and needs valgrind"]
fn every_shape_is_linear() {
    let mut bent = Vec::new();
    for (index, (name, _)) in TEXTS.iter().chain(JSONS).enumerate() {
        let start = instructions(index, 0);
        let counts = [30, 300, 3_000, 30_000].map(|n| instructions(index, n).saturating_sub(start));
        println!("{:<5} {name:<20} {counts:>14?}", if index < TEXTS.len() { "text" } else { "JSON" });
        // What a source of any size costs, a table or a message, is more than 30 parts cost.
        if counts.windows(2).any(|pair| pair[1] > 12 * pair[0] + 2_000_000) {
            bent.push((*name, counts));
        }
    }
    assert!(bent.is_empty(), "{bent:#?}");
}
