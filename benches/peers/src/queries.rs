//! Three sizes of query: text to query, NSE JSON to query and back, in ours and in the peers'.

use std::error::Error;

use cel::Program;
use nse_query::{Catalog, Compiler, nse, text};
use serde_json::Value;
use sqlparser::dialect::GenericDialect;
use sqlparser::parser::Parser;
use wirefilter::Scheme;

use crate::measure::{Contender, medians};

#[path = "../../queries.rs"]
mod ours;

/// One query in the language of each.
struct Query {
    name: &'static str,
    ours: String,
    wirefilter: String,
    tantivy: String,
    sql: String,
    cel: String,
}

pub fn run() -> Result<(), Box<dyn Error>> {
    let scheme = Scheme! {
        name: Bytes, tag: Bytes, created: Int, record_type: Bytes, title: Bytes, employer: Bytes, rating: Int,
        email: Bytes, phone: Bytes,
    };
    let catalog = Catalog::builtin();
    let compiler = Compiler::new(&catalog);
    for query in [small(), nested(), large()] {
        // Every one accepts its query, so that no error path is timed.
        let checked = compiler.text(&query.ours)?;
        let json = nse::encode(&checked.query);
        let value: Value = serde_json::from_str(&json)?;
        assert_eq!(compiler.json(&json)?.query, checked.query);
        let ast = text::parse(&query.ours)?;
        let style = text::Style::new(&catalog);
        scheme.parse(&query.wirefilter).map_err(|error| error.to_string())?;
        tantivy_query_grammar::parse_query(&query.tantivy).map_err(|_| "tantivy refuses its query")?;
        let dialect = GenericDialect {};
        Parser::new(&dialect).try_with_sql(&query.sql)?.parse_expr()?;
        Program::compile(&query.cel)?;

        let mut contenders = [
            Contender::new("wirefilter, typed parse", || scheme.parse(&query.wirefilter).is_ok()),
            Contender::new("nse-query, text to query", || compiler.text(&query.ours)),
            Contender::new("tantivy-query-grammar (untyped)", || tantivy_query_grammar::parse_query(&query.tantivy)),
            Contender::new("sqlparser (untyped)", || {
                Parser::new(&dialect).try_with_sql(&query.sql).and_then(|mut parser| parser.parse_expr())
            }),
            Contender::new("cel", || Program::compile(&query.cel)),
            Contender::new("nse-query, parse only", || text::parse(&query.ours)),
            Contender::new("nse-query, fmt of the tree", || text::print(&ast, &style)),
            Contender::new("nse-query, query to text", || checked.query.to_string()),
            Contender::new("serde_json, text to Value", || serde_json::from_str::<Value>(&json)),
            Contender::new("nse-query, JSON to query", || compiler.json(&json)),
            Contender::new("serde_json, Value to text", || serde_json::to_string(&value)),
            Contender::new("nse-query, query to JSON", || nse::encode(&checked.query)),
            Contender::new("nse-query, query to tree", || text::to_ast(&checked.query)),
        ];
        let medians = medians(&mut contenders);
        println!("{} ({} bytes, its JSON {})", query.name, query.ours.len(), json.len());
        for (index, (contender, time)) in contenders.iter().zip(&medians).enumerate() {
            let base = match index {
                0..=4 => 0,
                5..=7 => 5,
                8..=9 => 8,
                _ => 10,
            };
            println!(
                "  {:<34}{:>10.2} µs  {:>6.2} × {}",
                contender.name,
                time / 1_000.0,
                time / medians[base],
                contenders[base].name
            );
        }
    }
    Ok(())
}

fn small() -> Query {
    Query {
        name: "3 clauses",
        ours: ours::SMALL.into(),
        wirefilter: r#"name contains "Jon" && tag == "vip" && created >= 1759276800"#.into(),
        tantivy: "name:Jon AND tag:vip AND created:[2025-10-01 TO *]".into(),
        sql: "name LIKE '%Jon%' AND tag = 'vip' AND created >= CURRENT_DATE - INTERVAL '3 months'".into(),
        cel: r#"name.contains("Jon") && tag == "vip" && created >= now - duration("2160h")"#.into(),
    }
}

fn nested() -> Query {
    Query {
        name: "10 clauses, nested",
        ours: ours::NESTED.into(),
        wirefilter: r#"record_type == "person" && (title contains "Founder" || employer contains "Nimble LLC") && not (tag == "archived" || tag in {"spam" "do not call"}) && (rating in {2..4} || rating == 0) && created in {1735689600..1767225599} && (email contains "jon" || phone != "")"#.into(),
        tantivy: r#"record_type:person AND (title:Founder OR employer:"Nimble LLC") AND NOT (tag:archived OR tag: IN [spam "do not call"]) AND (rating:[2 TO 4] OR rating:0) AND created:[2025-01-01 TO 2025-12-31] AND (email:jon* OR phone:*)"#.into(),
        sql: "record_type = 'person' AND (title LIKE '%Founder%' OR employer LIKE '%Nimble LLC%') AND NOT (tag = 'archived' OR tag IN ('spam', 'do not call')) AND (rating BETWEEN 2 AND 4 OR rating IS NULL) AND created BETWEEN '2025-01-01' AND '2025-12-31' AND (email LIKE 'jon%' OR phone IS NOT NULL)".into(),
        cel: r#"record_type == "person" && (title.contains("Founder") || employer.contains("Nimble LLC")) && !(tag == "archived" || tag in ["spam", "do not call"]) && (rating >= 2 && rating <= 4 || rating == null) && created >= "2025-01-01" && created <= "2025-12-31" && (email.startsWith("jon") || phone != null)"#.into(),
    }
}

fn large() -> Query {
    let join = |or: &str, pair: fn(u32) -> String| (0..ours::PAIRS).map(pair).collect::<Vec<_>>().join(or);
    Query {
        name: "200 clauses",
        ours: ours::large(),
        wirefilter: join(" || ", |n| {
            format!("(name contains \"Jon Ferrara {n:02}\" && email == \"jon.ferrara.{n:02}@mail.nimble.example.com\")")
        }),
        tantivy: join(" OR ", |n| {
            format!("(name:\"Jon Ferrara {n:02}\" AND email:\"jon.ferrara.{n:02}@mail.nimble.example.com\")")
        }),
        sql: join(" OR ", |n| {
            format!("(name LIKE '%Jon Ferrara {n:02}%' AND email = 'jon.ferrara.{n:02}@mail.nimble.example.com')")
        }),
        cel: join(" || ", |n| {
            format!(
                "(name.contains(\"Jon Ferrara {n:02}\") && email == \"jon.ferrara.{n:02}@mail.nimble.example.com\")"
            )
        }),
    }
}
