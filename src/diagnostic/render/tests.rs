use proptest::prelude::*;
use serde_json::Value;

use super::{Report, github, human, json, place, sarif, short};
use crate::check::Lint;
use crate::diagnostic::{Diagnostic, Edit};
use crate::fold::is_hidden;
use crate::line_index::{Columns, LineIndex};
use crate::query::Problem;
use crate::span::Span;
use crate::value::Invalid;

/// `name = Jon` with one certain fix, one related place and a help.
fn unsupported() -> Diagnostic {
    let problem = Problem::UnsupportedOperator { field: "name".to_owned(), operator: "=" };
    Diagnostic::new(problem, Span::new(5, 6))
        .label("expected `~`")
        .related(Span::new(0, 4), "this field")
        .help("names are searched by their words")
        .suggest("use `~`", Span::new(5, 6), "~")
}

fn report<'a>(source: &'a str, diagnostics: &'a [Diagnostic]) -> Report<'a> {
    Report { name: "<query>", source, diagnostics }
}

#[test]
fn human_looks_like_rustc() {
    insta::assert_snapshot!(human(&report("name = Jon", &[unsupported()]), false), @r"
    error[E0203]: `name` does not support `=`
     --> <query>:1:6
      |
    1 | name = Jon
      | ---- ^ expected `~`
      | |
      | this field
      |
      = help: names are searched by their words
    help: use `~`
      |
    1 - name = Jon
    1 + name ~ Jon
      |
    ");
}

#[test]
fn wide_characters_and_controls_keep_the_underline_in_place() {
    let source = "tag = \"名前\u{1b}[31m\" or\n  emial = x";
    let at = source.find("emial").unwrap();
    let unknown = Diagnostic::new(Problem::UnknownField { name: "emial".to_owned() }, Span::new(at, at + 5));
    let blank = Diagnostic::new(Problem::Blank, Span::new(6, source.find(" or").unwrap())).label("not \u{1b}[31m this");
    insta::assert_snapshot!(human(&report(source, &[blank, unknown]), false), @r#"
    error[E0205]: the value is blank
     --> <query>:1:7
      |
    1 | tag = "名前\u001b[31m" or
      |       ^^^^^^^^^^^^^^^^ not \u001b[31m this

    error[E0201]: unknown field `emial`
     --> <query>:2:3
      |
    2 |   emial = x
      |   ^^^^^
    "#);
}

#[test]
fn json_sources_have_their_pointer() {
    let mut diagnostic = unsupported();
    diagnostic.pointer = Some("/and/0/na~1me".to_owned());
    let text = human(&report("name = Jon", std::slice::from_ref(&diagnostic)), false);
    assert!(text.contains("  = at: /and/0/na~1me\n  = help: names are searched by their words\n"), "{text}");
    assert!(short(&report("name = Jon", &[diagnostic])).ends_with(" (at /and/0/na~1me)\n"));
}

#[test]
fn short_is_one_line_each() {
    let lint = Diagnostic::new(Lint::ManyClauses { count: 12 }, Span::new(0, 1));
    insta::assert_snapshot!(short(&report("name = Jon", &[unsupported(), lint])), @r"
    <query>:1:6: error[E0203]: `name` does not support `=`
    <query>:1:1: warning[W0201]: the query has 12 clauses; the service once took at most 11
    ");
}

#[test]
fn github_escapes_what_it_gives_a_meaning() {
    let diagnostic = unsupported().help("50%\nor more");
    let report = Report { name: "a,b:c.nse", ..report("name = Jon", std::slice::from_ref(&diagnostic)) };
    insta::assert_snapshot!(github(&report), @"::error file=a%2Cb%3Ac.nse,line=1,endLine=1,col=6,endColumn=6,title=E0203::`name` does not support `=`: expected `~`%0Ahelp: names are searched by their words%0Ahelp: 50%25%0Aor more%0Ahelp: use `~`");
}

#[test]
fn json_has_the_documented_shape() {
    let mut diagnostic = unsupported();
    diagnostic.pointer = Some(String::new());
    insta::assert_snapshot!(json(&[report("name = Jon", std::slice::from_ref(&diagnostic))]), @r#"
    {
      "version": 1,
      "diagnostics": [
        {
          "source": "<query>",
          "code": "E0203",
          "severity": "error",
          "message": "`name` does not support `=`",
          "span": {
            "start": 5,
            "end": 6,
            "line": 1,
            "column": 6,
            "end_line": 1,
            "end_column": 7
          },
          "pointer": "",
          "label": "expected `~`",
          "related": [
            {
              "span": {
                "start": 0,
                "end": 4,
                "line": 1,
                "column": 1,
                "end_line": 1,
                "end_column": 5
              },
              "text": "this field"
            }
          ],
          "help": [
            "names are searched by their words"
          ],
          "fixes": [
            {
              "label": "use `~`",
              "certain": false,
              "edits": [
                {
                  "span": {
                    "start": 5,
                    "end": 6,
                    "line": 1,
                    "column": 6,
                    "end_line": 1,
                    "end_column": 7
                  },
                  "text": "~"
                }
              ]
            }
          ]
        }
      ]
    }
    "#);
    // The shape of a diagnostic alone is the same without what only the source tells.
    insta::assert_snapshot!(serde_json::to_string(&diagnostic).unwrap(), @r#"{"code":"E0203","severity":"error","message":"`name` does not support `=`","span":{"start":5,"end":6},"pointer":"","label":"expected `~`","related":[{"span":{"start":0,"end":4},"text":"this field"}],"help":["names are searched by their words"],"fixes":[{"label":"use `~`","certain":false,"edits":[{"span":{"start":5,"end":6},"text":"~"}]}]}"#);
}

#[test]
fn the_documented_example_is_what_json_writes() {
    let documented = include_str!("json.rs").split("```").nth(1).unwrap().trim_start_matches("json");
    let documented: String = documented.lines().map(|line| line.trim_start_matches("///")).collect();
    let documented: Value = serde_json::from_str(&documented).unwrap();
    let mut diagnostic = unsupported();
    diagnostic.pointer = Some(String::new());
    let written: Value = serde_json::from_str(&json(&[report("name = Jon", &[diagnostic])])).unwrap();
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(&documented), keys(&written));
    let (documented, written) = (&documented["diagnostics"][0], &written["diagnostics"][0]);
    assert_eq!(keys(documented), keys(written));
    assert_eq!(keys(&documented["span"]), keys(&written["span"]));
    assert_eq!(keys(&documented["related"][0]), keys(&written["related"][0]));
    assert_eq!(keys(&documented["fixes"][0]), keys(&written["fixes"][0]));
    assert_eq!(keys(&documented["fixes"][0]["edits"][0]), keys(&written["fixes"][0]["edits"][0]));
}

/// What the schema of SARIF 2.1.0 asks of the members that are written.
#[test]
fn sarif_keeps_to_its_schema() {
    let mut diagnostic = unsupported();
    diagnostic.pointer = Some("/names".to_owned());
    let warning = Diagnostic::new(Lint::ManyClauses { count: 12 }, Span::new(0, 10));
    let diagnostics = [diagnostic, warning];
    let reports =
        [report("name = Jon", &diagnostics), Report { name: "a b\\c.nse", ..report("name = Jon", &diagnostics) }];
    let log: Value = serde_json::from_str(&sarif(&reports)).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let driver = &run["tool"]["driver"];
    assert!(driver["name"].is_string());
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let rules = driver["rules"].as_array().unwrap();
    for rule in rules {
        assert!(rule["id"].is_string());
        for text in [&rule["shortDescription"]["text"], &rule["help"]["text"], &rule["help"]["markdown"]] {
            assert!(!text.as_str().unwrap().is_empty());
        }
        assert!(["error", "warning"].contains(&rule["defaultConfiguration"]["level"].as_str().unwrap()));
    }
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), 4);
    let region = |region: &Value| {
        for member in ["startLine", "startColumn", "endLine", "endColumn"] {
            assert!(region[member].as_u64().unwrap() >= 1);
        }
        assert!(region["byteOffset"].is_u64() && region["byteLength"].is_u64());
    };
    for result in results {
        let rule = &rules[usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
        assert_eq!(rule["id"], result["ruleId"]);
        assert!(["error", "warning", "note", "none"].contains(&result["level"].as_str().unwrap()));
        assert!(result["message"]["text"].is_string());
        for location in
            result["locations"].as_array().unwrap().iter().chain(result["relatedLocations"].as_array().unwrap())
        {
            let place = &location["physicalLocation"];
            assert!(place["artifactLocation"]["uri"].as_str().unwrap().bytes().all(|byte| byte.is_ascii_graphic()));
            region(&place["region"]);
        }
        for fix in result["fixes"].as_array().unwrap() {
            assert!(fix["description"]["text"].is_string());
            let changes = fix["artifactChanges"].as_array().unwrap();
            assert!(!changes.is_empty());
            for change in changes {
                assert!(change["artifactLocation"]["uri"].is_string());
                let replacements = change["replacements"].as_array().unwrap();
                assert!(!replacements.is_empty());
                for replacement in replacements {
                    region(&replacement["deletedRegion"]);
                    assert!(replacement["insertedContent"]["text"].is_string());
                }
            }
        }
    }
    assert_eq!(results[3]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "a%20b/c.nse");
    assert_eq!(results[0]["locations"][0]["logicalLocations"][0]["fullyQualifiedName"], "/names");
}

/// A fix is drawn up to twenty edits.
#[test]
fn a_fix_of_many_edits_is_told_in_words() {
    for (edits, drawn) in [(1, true), (20, true), (21, false), (22, false)] {
        let source = "a\n".repeat(edits);
        let change = |index| Edit { span: Span::new(2 * index, 2 * index + 1), text: "b".to_owned() };
        let diagnostic =
            Diagnostic::new(Problem::Blank, Span::new(0, 1)).suggest_all("use `b`", (0..edits).map(change).collect());
        let text = human(&report(&source, &[diagnostic]), false);
        assert_eq!(text.contains("too long to show"), !drawn, "{text}");
        assert_eq!(text.matches("+ b").count(), if drawn { edits } else { 0 }, "{text}");
    }
}

/// And one of up to 4,096 bytes.
#[test]
fn a_fix_of_a_long_text_is_told_in_words() {
    for (bytes, drawn) in [(4095, true), (4096, true), (4097, false)] {
        let source = "a".repeat(bytes);
        let diagnostic = Diagnostic::new(Problem::Blank, Span::new(0, 1)).suggest("use `b`", Span::new(0, bytes), "b");
        let text = human(&report(&source, &[diagnostic]), false);
        assert_eq!(text.contains("use `b` (too long to show; changes 1 place)"), !drawn, "{text}");
    }
}

#[test]
fn what_has_no_label_has_no_colon() {
    let diagnostics = [Diagnostic::new(Problem::Blank, Span::new(0, 1))];
    let report = report("name", &diagnostics);
    assert!(github(&report).ends_with("::the value is blank\n"), "{}", github(&report));
    for (pointer, message) in [("", "::the value is blank\n"), ("/and/0", "::the value is blank%0Aat: /and/0\n")] {
        let mut diagnostic = diagnostics[0].clone();
        diagnostic.pointer = Some(pointer.to_owned());
        let found = [diagnostic];
        let github = github(&Report { diagnostics: &found, ..report });
        assert!(github.ends_with(message), "{github}");
    }
    assert!(sarif(&[report]).contains("\"text\": \"the value is blank\""), "{}", sarif(&[report]));
}

/// A byte order mark is a part of the file, not of what was written in it; elsewhere it is a character to show.
#[test]
fn a_byte_order_mark_is_shown_where_it_is_none() {
    for (source, line) in [
        ("\u{feff}name = Jon", "1 | name = Jon"),
        ("name\u{feff} = Jon", "1 | name\\ufeff = Jon"),
        ("\u{feff}\u{feff}name", "1 | \\ufeffname"),
    ] {
        let end = Diagnostic::new(Problem::Blank, Span::new(source.len() - 1, source.len()));
        assert!(human(&report(source, &[end]), false).contains(line), "{source:?}");
    }
    let second = "tag\n\u{feff}name";
    let end = Diagnostic::new(Problem::Blank, Span::new(second.len() - 1, second.len()));
    assert!(human(&report(second, &[end]), false).contains("2 | \\ufeffname"));
}

/// A source with controls, wide and combining characters, breaks and long runs.
fn source() -> impl Strategy<Value = String> {
    prop::collection::vec(
        prop_oneof![
            4 => "[a-z =~()\"]{1,12}".boxed(),
            1 => "\\PC{1,4}".boxed(),
            1 => any::<char>().prop_map(String::from).boxed(),
            1 => prop::sample::select(vec!["\n", "\r\n", "\r", "\t", "名", "e\u{301}", "\u{1b}[2J", "\u{202e}", "\u{feff}"])
                .prop_map(str::to_owned)
                .boxed(),
            1 => (1_usize..300).prop_map(|count| "x".repeat(count)).boxed(),
        ],
        0..20,
    )
    .prop_map(|parts| parts.concat())
}

proptest! {
    /// Whatever the source and wherever the spans: every format ends, and sends nothing that a terminal obeys.
    #[test]
    fn every_format_takes_every_source(source in source(), places in prop::collection::vec(any::<prop::sample::Index>(), 6)) {
        let boundaries: Vec<usize> = (0..=source.len()).filter(|&at| source.is_char_boundary(at)).collect();
        let mut ends: Vec<usize> = places.iter().map(|place| *place.get(&boundaries)).collect();
        ends.sort_unstable();
        let spans: Vec<Span> = ends.chunks(2).map(|pair| Span::new(pair[0], pair[1])).collect();
        let edits = spans.iter().map(|&span| Edit { span, text: "\u{1b}\n名".to_owned() }).collect();
        let diagnostic = Diagnostic::new(Problem::Invalid(Invalid::Number { text: source.clone() }), spans[1])
            .label(source.as_str())
            .related(spans[0], source.as_str())
            .related(spans[2], "")
            .help(source.as_str())
            .suggest("insert", spans[1], "a")
            .suggest("delete", spans[1], "")
            .suggest_all(source.as_str(), edits);
        let diagnostics = [diagnostic];
        let report = Report { name: &source, source: &source, diagnostics: &diagnostics };
        for text in [human(&report, false), short(&report), github(&report), json(&[report]), sarif(&[report])] {
            prop_assert!(!text.contains(|character| character != '\n' && is_hidden(character)), "{text:?}");
        }
        prop_assert_eq!(short(&report).lines().count(), 1);
        prop_assert_eq!(github(&report).lines().count(), 1);
        let colored = human(&report, true).replace('\u{1b}', "");
        prop_assert!(!colored.contains(|character| character != '\n' && is_hidden(character)));
        serde_json::from_str::<Value>(&json(&[report])).unwrap();
        serde_json::from_str::<Value>(&sarif(&[report])).unwrap();
    }
}

#[test]
fn columns_are_those_of_a_terminal_or_of_characters() {
    // A wide character is two columns, a combining one none.
    let lines = LineIndex::new("名前 = e\u{301}x\nb");
    let at = |before: &str, columns| place(&lines, before.len(), columns);
    assert_eq!(at("名前", Columns::Cells), (1, 5));
    assert_eq!(at("名前", Columns::Characters), (1, 3));
    assert_eq!(at("名前 = e\u{301}", Columns::Cells), (1, 9));
    assert_eq!(at("名前 = e\u{301}", Columns::Characters), (1, 8));
    assert_eq!(at("名前 = e\u{301}x\n", Columns::Cells), (2, 1));
}

#[test]
fn a_byte_order_mark_is_no_column() {
    let lines = LineIndex::new("\u{feff}a\nb");
    for columns in [Columns::Bytes, Columns::Characters, Columns::Utf16, Columns::Cells] {
        assert_eq!([0, 3, 4, 5].map(|offset| place(&lines, offset, columns)), [(1, 1), (1, 1), (1, 2), (2, 1)]);
    }
}
