//! Writes what the fuzz targets start from: every pair of field and operator of the catalog, the query corpus, the
//! sources that provoke each diagnostic, queries as they are pasted, and values for parameters.

use std::fs;
use std::path::Path;

use nse_query::{Catalog, is_json};

#[path = "../tests/grammar/cases.rs"]
mod cases;
#[path = "../tests/hostile/paste.rs"]
#[allow(dead_code, reason = "the law is the target's")]
mod paste;

fn main() -> std::io::Result<()> {
    let mut sources: Vec<String> =
        [cases::OF_THE_LANGUAGE, cases::NOT_OF_THE_LANGUAGE].concat().into_iter().map(String::from).collect();
    for field in Catalog::builtin().fields() {
        for operator in field.operators.iter() {
            for operand in ["vip", "(a, b)", "1..2", "2025-01-01..2025-12-31", "3 months", "1 Mar..5 Apr", "person", ""]
            {
                sources.push(format!("{} {} {operand}", field.text(), operator.text()));
            }
            for value in
                ["\"vip\"", "[\"a\"]", "{\"start\": 1, \"end\": 2}", "{\"quantity\": 3, \"unit\": \"month\"}", "true"]
            {
                sources.push(format!("{{\"{}\": {{\"{}\": {value}}}}}", field.json, operator.json()));
            }
        }
    }
    for folder in ["../tests/diagnostics", "../tests/queries"] {
        for file in fs::read_dir(folder)? {
            let path = file?.path();
            if path.extension().is_some_and(|extension| extension != "snap") {
                let text = fs::read_to_string(path)?;
                sources.extend(text.split("\n---\n").map(String::from));
            }
        }
    }
    for (index, source) in sources.iter().enumerate() {
        let targets: &[&str] = if is_json(source) { &["json"] } else { &["text", "grammar", "words", "complete"] };
        for target in targets {
            write(target, index, source.as_bytes())?;
        }
    }
    let (pasted, bound) = (pasted()?, bound());
    for (index, source) in pasted.iter().enumerate() {
        write("paste", index, source.as_bytes())?;
    }
    for (index, data) in bound.iter().enumerate() {
        write("bind", index, data)?;
    }
    println!("{} sources, {} of them pasted, {} values", sources.len() + pasted.len(), pasted.len(), bound.len());
    Ok(())
}

fn write(target: &str, index: usize, seed: &[u8]) -> std::io::Result<()> {
    let folder = Path::new("corpus").join(target);
    fs::create_dir_all(&folder)?;
    fs::write(folder.join(format!("seed-{index}")), seed)
}

/// Requests with mistakes, and queries in one notation or in two.
fn pasted() -> std::io::Result<Vec<String>> {
    let requests = fs::read_to_string("../tests/mistakes/requests.txt")?;
    let mut pasted: Vec<String> = requests.lines().map(String::from).collect();
    for json in [r#"{"tag":{"is":"vip"}}"#, r#"{"and":[{"tag":{"is":"a'b \"c\" & +%"}},{"rating":{"gte":3}}]}"#] {
        for inner in 0..8 {
            pasted.extend((0..8).map(|outer| paste::wrapped(json, &[inner, outer])));
        }
    }
    Ok(pasted)
}

/// What the target `bind` reads: the number of a field and an operator, two texts, and the length of the first, which stands last.
fn bound() -> Vec<Vec<u8>> {
    let values = [
        ("vip", "lead"),
        ("1", "2"),
        ("2025-01-01", "2025-12-31"),
        ("3", ""),
        ("1 Mar", "5 Apr"),
        ("true", "\" or x = \""),
    ];
    let pairs = Catalog::builtin().fields().map(|field| field.operators.iter().count()).sum::<usize>();
    let numbers = 0..u16::try_from(pairs).unwrap_or(u16::MAX);
    let seeds = numbers.flat_map(|number| values.iter().map(move |(first, second)| (number, first, second)));
    seeds
        .map(|(number, first, second)| {
            let length = u8::try_from(first.len()).unwrap_or(u8::MAX);
            [&number.to_le_bytes(), first.as_bytes(), second.as_bytes(), &[length]].concat()
        })
        .collect()
}
