//! Writes what the fuzz targets start from: every pair of field and operator of the catalog, the query corpus, and the
//! sources that provoke each diagnostic.

use std::fs;
use std::path::Path;

use nse_query::{Catalog, is_json};

#[path = "../tests/grammar/cases.rs"]
mod cases;

fn main() -> std::io::Result<()> {
    let mut sources: Vec<String> = [cases::OF_THE_LANGUAGE, cases::NOT_OF_THE_LANGUAGE].concat().into_iter().map(String::from).collect();
    for field in Catalog::builtin().fields() {
        for operator in field.operators.iter() {
            for operand in ["vip", "(a, b)", "1..2", "2025-01-01..2025-12-31", "3 months", "1 Mar..5 Apr", "person", ""] {
                sources.push(format!("{} {} {operand}", field.text(), operator.text()));
            }
            for value in ["\"vip\"", "[\"a\"]", "{\"start\": 1, \"end\": 2}", "{\"quantity\": 3, \"unit\": \"month\"}", "true"] {
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
            let folder = Path::new("corpus").join(target);
            fs::create_dir_all(&folder)?;
            fs::write(folder.join(format!("seed-{index}")), source)?;
        }
    }
    println!("{} sources", sources.len());
    Ok(())
}
