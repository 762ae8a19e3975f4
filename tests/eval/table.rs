//! The cases of `tests/eval/*.cases`: a query, records that it finds and records that it does not, and the rule that
//! they show.
//!
//! A block is `# the rule`, perhaps `! setting value`, the query, and a line `yes` or `no` a record. To keep the lines
//! short, a record without an `id` gets one, and a plain value in a list of `fields` stands for `{"value": …}`.

use nse_query::eval::{Contact, Context, Matcher, PreparedContacts, SavedSearches, TokenMatch};
use nse_query::{Catalog, Compiler};
use serde_json::{Value as Json, json};

use crate::generate::NOW;

const FILES: [(&str, &str); 4] = [
    ("operators", include_str!("operators.cases")),
    ("sources", include_str!("sources.cases")),
    ("dates", include_str!("dates.cases")),
    ("contexts", include_str!("contexts.cases")),
];

#[test]
fn every_case() {
    let (mut found, mut missed) = (0, 0);
    for (name, file) in FILES {
        for block in file.split("\n\n").filter(|block| !block.trim().is_empty()) {
            let (rule, lines): (Vec<&str>, Vec<&str>) = block.lines().partition(|line| line.starts_with('#'));
            let mut context = Context::at(NOW.parse().unwrap());
            let (mut catalog, mut lenient) = (Catalog::builtin(), false);
            let mut matcher = None;
            for line in lines {
                if let Some(metadata) = line.strip_prefix("! catalog ") {
                    catalog = catalog.with_metadata(metadata).unwrap().catalog;
                } else if line == "! lenient" {
                    lenient = true;
                } else if let Some(setting) = line.strip_prefix("! ") {
                    context = set(context, setting);
                } else if let Some((wanted @ ("yes" | "no"), record)) = line.trim().split_once(' ') {
                    let matcher: &Matcher = matcher.as_ref().unwrap();
                    let record = record_of(record.trim());
                    let found_it = matcher.matches_value(&record).unwrap();
                    assert_eq!(found_it, wanted == "yes", "{name}: {}\n{line}", rule.join("\n"));
                    let text = record.to_string();
                    let explanation = matcher.explain(&Contact::parse(&text).unwrap());
                    assert_eq!(explanation.matched(), found_it, "{name}: {}\n{line}", rule.join("\n"));
                    let mut builder = PreparedContacts::builder();
                    builder.push(&text).unwrap();
                    let count = builder.finish().find(matcher).count();
                    assert_eq!(count, usize::from(found_it), "{name}: {}\n{line}", rule.join("\n"));
                    *if found_it { &mut found } else { &mut missed } += 1;
                } else {
                    let compiler = Compiler::new(&catalog).lenient(lenient);
                    let checked = compiler.read(line).unwrap_or_else(|error| panic!("{line}: {error}"));
                    matcher = Some(Matcher::new(&checked.query, &context).unwrap());
                }
            }
        }
    }
    assert!(found > 100 && missed > 100, "{found} {missed}");
}

fn set(context: Context, setting: &str) -> Context {
    match setting.split_once(' ').unwrap() {
        ("now", now) => Context::at(now.parse().unwrap()),
        ("tz", zone) => context.zone(zone.parse().unwrap()),
        ("user", user) => context.user(user).unwrap(),
        ("match", "all") => context.token_match(TokenMatch::All),
        ("saved", listing) => context.saved_searches(SavedSearches::parse(listing).unwrap()),
        other => panic!("no setting {other:?}"),
    }
}

fn record_of(text: &str) -> Json {
    let mut record: Json = serde_json::from_str(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    if record.get("id").is_none() {
        record["id"] = json!("5049fb849b85f669e40000dc");
    }
    let fields = record.get_mut("fields").and_then(Json::as_object_mut).into_iter().flatten();
    for value in fields.filter_map(|(_, values)| values.as_array_mut()).flatten() {
        if !value.is_object() {
            *value = json!({"value": value.take(), "modifier": ""});
        }
    }
    record
}
