//! Every code has a file `tests/diagnostics/CODE.txt` of sources that provoke it, separated by lines `---`, and beside
//! it what people are shown. An optional first line sets options: `# options: lenient`, `# options: catalog=FILE` (the
//! account's metadata), `# options: metadata` (the sources are such metadata themselves), `saved=FILE`
//! (they are evaluated with these saved searches), `listing`, `config`, `rename`, `zone`,
//! `contacts`, `csv`, `latin1`, `columns`, `bomb` and `delete` (they are such a listing, a time zone, a stream of contacts, one
//! in CSV, the same in Latin-1, names of columns, a stream that is compressed over and over, what shall be deleted), `clauses=3` and the like (limits), `now=TIME` (the present that moving dates have),
//! `given=NAME:VALUE` (they are templates, and this is given for a parameter; `[a|b]` is a list).
#![allow(clippy::unwrap_used)] // a test that cannot go on fails

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use nse_query::diagnostic::render::{Report, human};
use nse_query::diagnostic::{Code, Edit, Fix, apply};
use nse_query::eval::{Columns, Contact, Context, CsvReader, Matcher, Reader, SavedSearches, read};
use nse_query::value::{Instant, Zone};
use nse_query::{Argument, Catalog, Compiler, Diagnostic, Diagnostics, Error, Limits, Span, nse};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics")
}

struct Case {
    code: Code,
    catalog: Catalog,
    lenient: bool,
    metadata: bool,
    /// What the sources are evaluated with.
    context: Option<Context>,
    /// What the sources are where they are not queries: the name of an option.
    sort: Option<String>,
    limits: Limits,
    now: Option<Instant>,
    /// What is given for the parameters of the sources, which are templates then.
    given: Option<Vec<(String, Argument)>>,
    sources: Vec<String>,
}

/// `a`, `[a|b]`, `[]`
fn argument(text: &str) -> Argument {
    match text.strip_prefix('[').and_then(|text| text.strip_suffix(']')) {
        Some(items) => items.split('|').filter(|item| !item.is_empty()).collect(),
        None => text.into(),
    }
}

impl Case {
    fn read(path: &Path) -> Self {
        let name = path.file_stem().unwrap().to_str().unwrap();
        let code = Code::find(name).unwrap_or_else(|| panic!("{name} is no code"));
        let text = fs::read_to_string(path).unwrap();
        let (options, text) = match text.strip_prefix("# options: ") {
            Some(rest) => rest.split_once('\n').unwrap(),
            None => ("", text.as_str()),
        };
        let mut case = Self {
            code,
            catalog: Catalog::builtin(),
            lenient: false,
            metadata: false,
            context: None,
            sort: None,
            limits: Limits::default(),
            now: None,
            given: None,
            sources: Vec::new(),
        };
        for option in options.split_whitespace() {
            match option.split_once('=') {
                None if option == "lenient" => case.lenient = true,
                None if option == "metadata" => case.metadata = true,
                None if matches!(
                    option,
                    "listing"
                        | "config"
                        | "rename"
                        | "zone"
                        | "contacts"
                        | "bomb"
                        | "delete"
                        | "sort"
                        | "long"
                        | "columns"
                        | "csv"
                        | "latin1"
                ) =>
                {
                    case.sort = Some(option.to_owned());
                }
                Some(("saved", file)) => {
                    let listing = fs::read_to_string(folder().join(file)).unwrap();
                    let context = Context::at("2025-03-31T12:00:00Z".parse().unwrap());
                    case.context = Some(context.saved_searches(SavedSearches::parse(&listing).unwrap()));
                }
                Some(("catalog", file)) => {
                    let metadata = fs::read_to_string(folder().join(file)).unwrap();
                    case.catalog = case.catalog.with_metadata(&metadata).unwrap().catalog;
                }
                Some(("now", time)) => case.now = Some(time.parse().unwrap()),
                Some(("given", given)) => {
                    let (name, value) = given.split_once(':').unwrap();
                    case.given.get_or_insert_default().push((name.to_owned(), argument(value)));
                }
                Some(("length", most)) => case.limits = case.limits.length(most.parse().unwrap()),
                Some(("clauses", most)) => case.limits = case.limits.clauses(most.parse().unwrap()),
                Some(("levels", most)) => case.limits = case.limits.levels(most.parse().unwrap()),
                Some(("errors", most)) => case.limits = case.limits.errors(most.parse().unwrap()),
                _ => panic!("{name}: no option {option}"),
            }
        }
        case.sources = text.strip_suffix('\n').unwrap_or(text).split("\n---\n").map(str::to_owned).collect();
        case
    }

    fn diagnose(&self, source: &str) -> Vec<Diagnostic> {
        if let Some(sort) = &self.sort {
            return beside_queries(sort, source);
        }
        let compiler = || {
            let compiler = Compiler::new(&self.catalog).lenient(self.lenient).limits(self.limits);
            self.now.into_iter().fold(compiler, |compiler, now| compiler.now(now, Zone::UTC))
        };
        let warnings = if self.metadata {
            self.catalog.clone().with_metadata(source).map(|loaded| loaded.warnings)
        } else if let Some(given) = &self.given {
            let bound = compiler().template(source).and_then(|template| template.bind(given.clone()));
            bound.map(|checked| checked.warnings)
        } else {
            compiler().read(source).map(|checked| {
                let matcher = self.context.as_ref().map(|context| Matcher::checked(&checked, context));
                let more = match matcher {
                    Some(Ok(matcher)) => matcher.warnings().to_vec(),
                    Some(Err(diagnostics)) => diagnostics.into_vec(),
                    None => Vec::new(),
                };
                [checked.warnings, more].concat()
            })
        };
        warnings.unwrap_or_else(Diagnostics::into_vec)
    }

    fn count(&self, source: &str) -> usize {
        self.diagnose(source).iter().filter(|diagnostic| diagnostic.code() == self.code).count()
    }
}

/// What is wrong with what is not a query.
fn beside_queries(sort: &str, source: &str) -> Vec<Diagnostic> {
    let whole = Span::new(0, source.len());
    let problem = match sort {
        "listing" => SavedSearches::parse(source).err(),
        "config" => {
            return nse_query::config::Config::parse(source).err().map(Diagnostics::into_vec).unwrap_or_default();
        }
        "bomb" => bomb(source),
        "delete" => {
            let checked = Compiler::new(Catalog::builtin()).read(source).unwrap();
            let denial = nse::DeletionGuard::new().request(&checked).err();
            let diagnostic = denial.map(|denial| match denial {
                nse::Denial::Refused(refusal) => refusal.at(whole),
                nse::Denial::Doubt(warning) => *warning,
                other => panic!("{other:?}"),
            });
            return diagnostic.into_iter().collect();
        }
        "rename" => {
            let renamed = nse_query::complete::rename_parameter("tag = {tag} and email = {email}", 6, source);
            return renamed.err().into_iter().map(|error| error.at(whole)).collect();
        }
        "zone" => {
            return source.parse::<Zone>().err().into_iter().map(|error| error.at(whole)).collect();
        }
        "sort" => {
            let query = "tag = vip".parse().unwrap();
            let field = Catalog::builtin().field(source).unwrap();
            let sorted = nse::request(&query, nse::Listing::Contacts).sort(&field, nse::Order::Ascending);
            return sorted.err().into_iter().map(|error| error.at(whole)).collect();
        }
        "long" => {
            let items: Vec<String> = (0..2000).map(|number| number.to_string()).collect();
            let query = nse_query::query::build::tag().is_in(items).build().unwrap();
            return nse::request(&query, nse::Listing::Contacts).warning(whole).into_iter().collect();
        }
        "columns" => {
            let columns = Columns::parse(source, &Catalog::builtin(), &Context::default());
            return columns.err().map(Diagnostics::into_vec).unwrap_or_default();
        }
        "csv" => return csv(source.as_bytes()),
        "latin1" => return csv(&source.chars().map(|character| u8::try_from(character).unwrap()).collect::<Vec<u8>>()),
        _ => return contacts(source),
    };
    problem.into_iter().map(|problem| problem.at(whole)).collect()
}

/// What is wrong with `source` over and over, compressed.
fn bomb(source: &str) -> Option<Error> {
    let plain = source.repeat((65 << 20) / source.len());
    let bomb = zstd::encode_all(plain.as_bytes(), 1).unwrap();
    let mut read = read::decompress(&bomb[..], read::MAX_RATIO).unwrap();
    let error = std::io::copy(&mut read, &mut std::io::sink()).err()?;
    error.into_inner()?.downcast().ok().map(|error| *error)
}

/// What is wrong with contacts in CSV.
fn csv(source: &[u8]) -> Vec<Diagnostic> {
    let problem = |error: std::io::Error| *error.into_inner().unwrap().downcast::<Error>().unwrap();
    let mut reader = match CsvReader::new(source, &Catalog::builtin()) {
        Ok(reader) => reader,
        Err(error) => return vec![problem(error).at(Span::at(0))],
    };
    let mut diagnostics = Vec::new();
    loop {
        match reader.next_batch() {
            Ok(Some(batch)) => {
                for record in batch.read(|json| Contact::parse(json).map(|_| ())) {
                    let at = usize::try_from(record.byte).unwrap();
                    diagnostics.extend(record.read.err().map(|problem| problem.at(Span::at(at))));
                }
            }
            Ok(None) => return diagnostics,
            Err(error) => {
                diagnostics.push(problem(error).at(Span::at(0)));
                return diagnostics;
            }
        }
    }
}

fn contacts(source: &str) -> Vec<Diagnostic> {
    let query = "created in last 1 year or rating > 3".parse().unwrap();
    let matcher = Matcher::new(&query, &Context::default()).unwrap();
    let mut reader = Reader::new(source.as_bytes()).limit(100);
    let mut diagnostics = Vec::new();
    while let Some(batch) = reader.next_batch().unwrap() {
        let mut report = nse_query::eval::Report::default();
        for record in batch.read(|json| matcher.judge(json, &mut report).map(|verdict| verdict.matched)) {
            let at = usize::try_from(record.byte).unwrap();
            diagnostics.extend(record.read.err().map(|problem| problem.at(Span::at(at))));
        }
        diagnostics.extend(report.first.map(|first| Error::from(first).at(Span::new(0, source.len()))));
    }
    diagnostics
}

fn cases() -> impl Iterator<Item = Case> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
        .into_iter()
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .map(|path| Case::read(&path))
}

#[test]
fn every_code_has_a_case_and_a_long_text() {
    let cases: BTreeSet<Code> = cases().map(|case| case.code).collect();
    let without: Vec<Code> = Code::all().filter(|code| !cases.contains(code)).collect();
    assert_eq!(without, [], "codes without a file in tests/diagnostics");
    for code in Code::all() {
        let mut lines = code.explain().lines();
        let title = lines.next().unwrap_or_default();
        assert!(!title.is_empty() && !title.starts_with('#'), "{code}: the first line is the title");
        assert!(lines.any(|line| !line.is_empty()), "{code} explains nothing");
    }
}

/// What people are shown for each source, held against `CODE.snap`; accept a change by `INSTA_UPDATE=always`.
#[test]
fn messages_are_as_recorded() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(folder());
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for case in cases() {
        let mut shown = String::new();
        for source in &case.sources {
            let diagnostics = case.diagnose(source);
            shown += &human(&Report { name: "<query>", source, diagnostics: &diagnostics }, false);
        }
        settings.bind(|| insta::assert_snapshot!(case.code.name(), shown));
    }
}

/// Of fixes that run into each other the first is applied; edits may touch.
#[test]
fn fixes_that_overlap_are_left_out() {
    let fix = |start, end, text: &str| {
        let edits = vec![Edit { span: Span::new(start, end), text: text.to_owned() }];
        Fix { label: String::new(), edits, certain: true }
    };
    for (first, second, applied) in [
        (fix(2, 4, "x"), fix(1, 3, "y"), "abx"),
        (fix(1, 3, "y"), fix(2, 4, "x"), "ayd"),
        (fix(1, 3, "y"), fix(0, 4, "x"), "ayd"),
        (fix(0, 4, "x"), fix(1, 3, "y"), "x"),
        (fix(1, 3, "y"), fix(1, 3, "x"), "ayd"),
        (fix(2, 4, "x"), fix(0, 2, "y"), "yx"),
        (fix(0, 2, "y"), fix(2, 4, "x"), "yx"),
        (fix(1, 1, "y"), fix(1, 1, "x"), "aybcd"),
        (fix(1, 1, "y"), fix(1, 2, "x"), "ayxcd"),
        (fix(4, 4, "y"), fix(0, 0, "x"), "xabcdy"),
    ] {
        assert_eq!(apply("abcd", [&first, &second]), applied, "{first:?} {second:?}");
    }
}

#[test]
fn as_many_errors_as_the_limit_are_all_shown() {
    let catalog = Catalog::builtin();
    let compiler = Compiler::new(&catalog).limits(Limits::default().errors(3));
    for (errors, shown) in [(2, 2), (3, 3), (4, 4), (5, 4)] {
        let text = vec!["rating = high"; errors].join(" and ");
        let found = compiler.text(&text).unwrap_err().into_vec();
        assert_eq!(found.len(), shown, "{errors}: {found:?}");
        let last = found.last().unwrap().to_string();
        assert_eq!(last.starts_with("warning[W0220]"), errors > 3, "{errors}: {last}");
    }
}

#[test]
fn every_source_has_its_code_inside_itself() {
    for case in cases() {
        for source in &case.sources {
            let diagnostics = case.diagnose(source);
            let found = diagnostics.iter().any(|diagnostic| diagnostic.code() == case.code);
            assert!(found, "no {} for {source:?}, but {diagnostics:?}", case.code);
            let inside = |span: Span| span.start <= span.end && source.get(span.start..span.end).is_some();
            for diagnostic in &diagnostics {
                let related = diagnostic.related.iter().map(|label| label.span);
                let edits = diagnostic.fixes.iter().flat_map(|fix| &fix.edits).map(|edit| edit.span);
                for span in [diagnostic.span].into_iter().chain(related).chain(edits) {
                    assert!(inside(span), "{span:?} of {diagnostic:?} does not lie in {source:?}");
                }
            }
        }
    }
}

#[test]
fn every_fix_removes_its_mistake() {
    for case in cases() {
        for source in &case.sources {
            let before = case.count(source);
            for diagnostic in case.diagnose(source).iter().filter(|diagnostic| diagnostic.code() == case.code) {
                let certain = diagnostic.fixes.iter().filter(|fix| fix.certain).count();
                assert!(certain == 0 || diagnostic.fixes.len() == 1, "several fixes, one certain: {diagnostic:?}");
                for fix in &diagnostic.fixes {
                    let fixed = apply(source, [fix]);
                    assert!(case.count(&fixed) < before, "{} is still in {fixed:?}, made of {source:?}", case.code);
                }
            }
        }
    }
}
