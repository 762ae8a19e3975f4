//! Fixed operations, to count the instructions of: `instructions NAME TIMES`; without arguments, the names.

#![allow(clippy::cast_possible_truncation, clippy::cast_precision_loss, clippy::cast_sign_loss)] // the generator

use std::error::Error;
use std::hint::black_box;

use nse_query::complete::{AccountData, complete, hover, roles};
use nse_query::eval::{Context, Matcher, PreparedContacts};
use nse_query::{Argument, Catalog, Compiler, Query, nse, text};

#[path = "contacts.rs"]
mod contacts;
#[path = "queries.rs"]
mod queries;

/// The nested query with parameters for six of its values; [`QUOTED`] is what they are given.
const TEMPLATE: &str = "record type = person and (title ~ {title} or employer ~ {employer}) and not (tag = {tag} or tag in {tags}) and (rating in {low}..{high} or rating is empty) and created in 2025-01-01..2025-12-31 and (email ^= jon or phone is not empty)";

/// What binding saves the reading of.
const QUOTED: &str = r#"record type = person and (title ~ "Founder" or employer ~ "Nimble LLC") and not (tag = "archived" or tag in ("spam", "do not call")) and (rating in 2..4 or rating is empty) and created in 2025-01-01..2025-12-31 and (email ^= jon or phone is not empty)"#;

const NAMES: [&str; 18] = [
    "parse-10",
    "compile-3",
    "compile-10",
    "compile-200",
    "template-10",
    "bind-10",
    "quoted-10",
    "print-10",
    "decode-10",
    "decode-200",
    "encode-200",
    "matcher-10",
    "match-100",
    "prepare-100",
    "find-prepared",
    "complete-10",
    "hover-10",
    "roles-10",
];

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [name, times] = arguments.as_slice() else {
        println!("{}", NAMES.join("\n"));
        return Ok(());
    };
    let catalog = Catalog::builtin();
    let compiler = Compiler::new(&catalog);
    let (nested, large) = (queries::NESTED, queries::large());
    let (nested_query, large_query): (Query, Query) = (nested.parse()?, large.parse()?);
    let (nested_json, large_json) = (nse::encode(&nested_query), nse::encode(&large_query));
    let tree = text::parse(nested)?;
    let template = compiler.template(TEMPLATE)?;
    let arguments = || {
        let texts = [("title", "Founder"), ("employer", "Nimble LLC"), ("tag", "archived")];
        let texts = texts.into_iter().map(|(name, text)| (name, Argument::from(text)));
        texts.chain([("tags", ["spam", "do not call"].into()), ("low", 2.into()), ("high", 4.into())])
    };
    let style = text::Style::new(&catalog);
    let context = Context::at("2026-01-01T00:00:00Z".parse()?);
    let matcher = Matcher::new(&queries::SMALL.parse()?, &context)?;
    let mut lines = vec![String::new(); 100];
    // As it is typed: a new clause at the end.
    let typed = format!("{nested} and emplo");
    for (number, line) in (0..).zip(&mut lines) {
        contacts::write_contact(1, number, line);
    }
    let prepare = || {
        let mut builder = PreparedContacts::builder();
        lines.iter().try_for_each(|line| builder.push(line)).map(|()| builder.finish())
    };
    let prepared = prepare()?;
    let operation: &dyn Fn() = match &**name {
        "parse-10" => &|| drop(black_box(text::parse(nested))),
        "compile-3" => &|| drop(black_box(compiler.text(queries::SMALL))),
        "compile-10" => &|| drop(black_box(compiler.text(nested))),
        "template-10" => &|| drop(black_box(compiler.template(TEMPLATE))),
        "quoted-10" => &|| drop(black_box(compiler.text(QUOTED))),
        "bind-10" => &|| drop(black_box(template.bind(arguments()))),
        "compile-200" => &|| drop(black_box(compiler.text(&large))),
        "print-10" => &|| drop(black_box(text::print(&tree, &style))),
        "decode-10" => &|| drop(black_box(compiler.json(&nested_json))),
        "decode-200" => &|| drop(black_box(compiler.json(&large_json))),
        "encode-200" => &|| drop(black_box(nse::encode(&large_query))),
        "matcher-10" => &|| drop(black_box(Matcher::new(&nested_query, &context))),
        "match-100" => &|| {
            black_box(lines.iter().filter(|line| matcher.matches_str(line).unwrap_or_default()).count());
        },
        "complete-10" => &|| drop(black_box(complete(&typed, typed.len(), &catalog, &AccountData::new()))),
        "hover-10" => &|| drop(black_box(hover(nested, 30, &catalog, &AccountData::new()))),
        "roles-10" => &|| drop(black_box(roles(nested, &catalog))),
        "prepare-100" => &|| drop(black_box(prepare())),
        "find-prepared" => &|| {
            black_box(prepared.find(&matcher).count());
        },
        _ => return Err(format!("no such operation: {name}").into()),
    };
    for _ in 0..times.parse()? {
        operation();
    }
    Ok(())
}
