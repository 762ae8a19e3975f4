//! The library on a whole file, as a process: its reader, its matcher and nothing else.

use std::error::Error;
use std::fs::File;
use std::io::{Write as _, stdout};
use std::sync::Mutex;

use nse_query::Query;
use nse_query::eval::{Context, Matcher, Reader};

const QUERY: &str = "name ~ Jon and tag = vip and created in last 3 months";

pub fn run(path: &str, threads: usize) -> Result<(), Box<dyn Error>> {
    let query: Query = QUERY.parse()?;
    let matcher = Matcher::new(&query, &Context::at("2026-01-01T00:00:00Z".parse()?))?;
    let reader = Mutex::new(Reader::new(File::open(path)?));
    let work = || -> Result<Vec<String>, String> {
        let mut ids = Vec::new();
        loop {
            let batch = reader.lock().map_err(|error| error.to_string())?.next_batch();
            let Some(batch) = batch.map_err(|error| error.to_string())? else { return Ok(ids) };
            for record in batch.judge(&matcher) {
                let verdict = record.read.map_err(|problem| problem.to_string())?;
                ids.extend(verdict.matched.then(|| verdict.id.into_owned()));
            }
        }
    };
    let ids = std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
        let mut ids = work()?;
        for other in others {
            ids.extend(other.join().map_err(|_| "a thread panicked".to_owned())??);
        }
        Ok::<_, String>(ids)
    })?;
    let mut out = stdout().lock();
    for id in ids {
        writeln!(out, "{id}")?;
    }
    Ok(())
}
