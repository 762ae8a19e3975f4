//! Many contacts in memory, read once: the question of [`records`](crate::records) beside wirefilter's sweep, and what a
//! search box asks.

use std::collections::HashMap;
use std::error::Error;
use std::time::Instant;

use nse_query::eval::{Context, Matcher, PreparedContacts};
use serde_json::value::RawValue;

use crate::contacts::write_contact;
use crate::floor::Record;
use crate::measure::{Contender, medians};
use crate::records::{QUERY, contexts, filter, scheme};

/// Selective and not, on members with few values and with many.
const SEARCHES: [&str; 7] = [
    "name ~ Ferrara and city = Austin and created in 2025",
    "email ^= \"jon.ferrara1\"",
    "email = jon.ferrara17@example.com",
    "any ^= \"ferrara 7330\"",
    "phone ~ 0199 and tag = press",
    "company last contacted in 2025-12-31..2025-12-31",
    "not (email is empty or rating in 2..4)",
];

/// The members that are kept.
const MEMBERS: [&str; 7] = ["id", "created", "updated", "record_type", "tags", "last_contacted", "fields"];

pub fn run(count: u64) -> Result<(), Box<dyn Error>> {
    let context = Context::at("2026-01-01T00:00:00Z".parse()?);
    let before = memory("VmRSS")?;
    let (mut line, mut kept, mut time) = (String::new(), 0, std::time::Duration::ZERO);
    let mut builder = PreparedContacts::builder();
    for number in 0..count {
        line.clear();
        write_contact(1, number, &mut line);
        let members: HashMap<&str, &RawValue> = serde_json::from_str(&line)?;
        kept += MEMBERS.iter().map(|name| name.len() + members[name].get().len() + 4).sum::<usize>();
        let start = Instant::now();
        builder.push(&line)?;
        time += start.elapsed();
    }
    let start = Instant::now();
    let prepared = builder.finish();
    time += start.elapsed();
    let mib = |bytes: usize| bytes >> 20;
    println!("{count} contacts prepared in {:.2} s", time.as_secs_f64());
    println!("  {:>6} MiB of JSON in the members that are kept", mib(kept));
    let grown = |what| memory(what).map(|bytes| bytes - before);
    println!("  {:>6} MiB at most while they were read, {} MiB after", mib(grown("VmHWM")?), mib(grown("VmRSS")?));

    let matchers = [QUERY].iter().chain(&SEARCHES).map(|query| Ok((*query, Matcher::new(&query.parse()?, &context)?)));
    let matchers = matchers.collect::<Result<Vec<_>, Box<dyn Error>>>()?;
    for (query, matcher) in &matchers {
        let start = Instant::now();
        let found = prepared.find(matcher).count();
        println!("  {:>9.1} µs the first time, {found} found: {query}", start.elapsed().as_secs_f64() * 1e6);
    }
    println!("  {:>6} MiB once all of these were asked", mib(grown("VmRSS")?));

    let flat = (0..count).map(|number| {
        line.clear();
        write_contact(1, number, &mut line);
        Ok(serde_json::from_str::<Record>(&line)?.flat())
    });
    let flat = flat.collect::<Result<Vec<_>, serde_json::Error>>()?;
    let scheme = scheme();
    let filter = filter(&scheme)?;
    let contexts = contexts(&scheme, &flat)?;
    let sweep = || contexts.iter().filter(|context| filter.execute(context).unwrap_or_default()).count();
    assert_eq!(sweep(), prepared.find(&matchers[0].1).count());
    let mut contenders = vec![Contender::new("wirefilter, every contact", sweep)];
    contenders.extend(matchers.iter().map(|(query, matcher)| Contender::new(query, || prepared.find(matcher).count())));
    let medians = medians(&mut contenders);
    println!("again, medians");
    for (contender, time) in contenders.iter().zip(&medians) {
        let each = time / count as f64;
        let ratio = medians[0] / time;
        println!("  {:>9.1} µs {each:>7.2} ns a contact {ratio:>9.1} × as fast  {}", time / 1e3, contender.name);
    }
    Ok(())
}

/// A line of what Linux tells of this process, in bytes.
fn memory(what: &str) -> Result<usize, Box<dyn Error>> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix(what)).ok_or("no such line")?;
    let kib: usize = line.trim_matches(|char: char| !char.is_ascii_digit()).parse()?;
    Ok(kib << 10)
}
