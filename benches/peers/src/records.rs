//! Contacts in memory: as JSON, and prepared, in ours and in the peers'.

use std::error::Error;

use nse_query::Query;
use nse_query::eval::{Context, Matcher, PreparedContacts};
use wirefilter::{ExecutionContext, Filter, Scheme};

use crate::contacts::write_contact;
use crate::floor::{Record, sonic, sonic_tree};
use crate::measure::{Contender, medians};

const COUNT: usize = 20_000;
pub const QUERY: &str = "name ~ Jon and tag = vip and created in last 3 months";

pub fn run() -> Result<(), Box<dyn Error>> {
    let mut lines = vec![String::new(); COUNT];
    for (number, line) in lines.iter_mut().enumerate() {
        write_contact(1, number as u64, line);
    }
    let query: Query = QUERY.parse()?;
    let matcher = Matcher::new(&query, &Context::at("2026-01-01T00:00:00Z".parse()?))?;
    let tree = sonic_tree();

    let ours = || lines.iter().filter(|line| matcher.matches_str(line).unwrap_or_default()).count();
    let serde =
        || lines.iter().filter(|line| serde_json::from_str::<Record>(line).is_ok_and(|it| it.matches())).count();
    let get_many = || lines.iter().filter(|line| matches!(sonic(line, &tree), Ok(Some(_)))).count();
    assert_eq!(ours(), serde());
    assert_eq!(ours(), get_many());

    let records: Vec<Record> = lines.iter().map(|line| serde_json::from_str(line)).collect::<Result<_, _>>()?;
    let flat: Vec<_> = records.iter().map(Record::flat).collect();
    let scheme = scheme();
    let filter = filter(&scheme)?;
    let contexts = contexts(&scheme, &flat)?;
    let mut builder = PreparedContacts::builder();
    lines.iter().try_for_each(|line| builder.push(line))?;
    let prepared = builder.finish();
    assert_eq!(prepared.find(&matcher).count(), ours());

    let mut contenders = [
        Contender::new("serde into only the members, then compared", serde),
        Contender::new("sonic-rs get_many, then compared", get_many),
        Contender::new("nse-query, from JSON", ours),
        Contender::new("wirefilter, from its contexts", || {
            contexts.iter().filter(|context| filter.execute(context).unwrap_or_default()).count()
        }),
        Contender::new("nse-query, prepared", || prepared.find(&matcher).count()),
    ];
    let medians = medians(&mut contenders);
    println!("{COUNT} contacts in memory, {} found by: {QUERY}", ours());
    for (contender, time) in contenders.iter().zip(&medians) {
        let each = time / COUNT as f64;
        println!("  {:<44}{each:>9.1} ns a contact  {:>6.2} × serde", contender.name, time / medians[0]);
    }
    Ok(())
}

/// What wirefilter knows of a contact: each member as one text.
pub fn scheme() -> Scheme {
    Scheme! { name: Bytes, tag: Bytes, created: Bytes }
}

/// The question, compiled by wirefilter.
pub fn filter(scheme: &Scheme) -> Result<Filter<'_>, String> {
    let ast = scheme.parse(r#"name contains "Jon" && tag contains "vip" && created >= "2025-10-01T00:00:00""#);
    Ok(ast.map_err(|error| error.to_string())?.compile())
}

/// Names, tags and creation of each contact, as wirefilter takes them.
pub fn contexts<'s>(
    scheme: &'s Scheme,
    flat: &'s [(String, String, String)],
) -> Result<Vec<ExecutionContext<'s>>, String> {
    let context = |(name, tag, created): &'s (String, String, String)| {
        let mut context = ExecutionContext::new(scheme);
        context.set_field_value("name", name.as_str())?;
        context.set_field_value("tag", tag.as_str())?;
        context.set_field_value("created", created.as_str())?;
        Ok(context)
    };
    let contexts = flat.iter().map(context).collect::<Result<_, wirefilter::FieldValueTypeMismatchError>>();
    contexts.map_err(|error| error.to_string())
}
