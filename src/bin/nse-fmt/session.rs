//! What the options shared by all commands make: a compiler, and a way to report.

use std::fmt::Write as _;
use std::io::Write as _;
use std::mem;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use nse_query::catalog::Records;
use nse_query::diagnostic::render::{self, Report};
use nse_query::diagnostic::{Denied, Levels, Severity};
use nse_query::value::{Instant, WeekStart, Zone};
use nse_query::{Argument, Catalog, Checked, Compiler, Diagnostic, Diagnostics, Resolved, nse};

use crate::args::{Format, Options};
use crate::hints;
use crate::project::Project;
use crate::replace::replace;
use crate::source::{self, Source};
use crate::stop::Stop;

/// The most columns of a line where nobody says.
pub(crate) const LINE_WIDTH: usize = 100;

#[derive(Clone)]
pub(crate) struct Session {
    pub(crate) catalog: Catalog,
    lenient: bool,
    /// What is given for the parameters of queries, one name once.
    parameters: Vec<(String, Argument)>,
    levels: Levels,
    format: Format,
    /// One for all that the command does.
    pub(crate) now: Instant,
    pub(crate) zone: Zone,
    pub(crate) week_start: WeekStart,
    /// The settings of the folder; flags win over them.
    pub(crate) project: Option<Project>,
}

/// A source and what was found in it.
pub(crate) struct Found {
    pub(crate) source: Source,
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// What moving dates came to, where it is a query without errors.
    pub(crate) resolved: Vec<Resolved>,
}

/// Where a report goes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Target {
    /// Standard error.
    Diagnostics,
    /// Standard output, where the format is for programs.
    Data,
}

impl Session {
    /// With the settings of `project`, where no flag says something else.
    pub(crate) fn new(options: &Options, project: Option<Project>) -> Result<Self, Stop> {
        let config = project.as_ref().map(|project| &project.config);
        let records = config.and_then(|config| config.records.as_ref()).map(|records| records.value);
        let mut session = Self {
            catalog: match records.unwrap_or_default() {
                Records::Contacts => Catalog::contacts(),
                _ => Catalog::builtin(),
            },
            lenient: options.lenient,
            parameters: gathered(&options.parameters),
            levels: levels(options, project.as_ref()),
            format: options.message_format,
            now: options.now.unwrap_or_else(|| SystemTime::now().into()),
            zone: options.tz.or(config.and_then(|config| Some(config.tz.as_ref()?.value))).unwrap_or_default(),
            week_start: options
                .week_start
                .or(config.and_then(|config| Some(config.week_start.as_ref()?.value)))
                .unwrap_or_default(),
            project,
        };
        for path in session.catalog_files(options) {
            session.load(&path)?;
        }
        Ok(session)
    }

    /// The files with the account's metadata.
    pub(crate) fn catalog_files(&self, options: &Options) -> Vec<PathBuf> {
        if options.catalog.is_empty() {
            self.project.iter().flat_map(Project::catalog).collect()
        } else {
            options.catalog.clone()
        }
    }

    /// The file with the account's saved searches, which a flag may name.
    pub(crate) fn saved_searches(&self, flag: Option<&Path>) -> Option<PathBuf> {
        flag.map(Path::to_owned).or_else(|| self.project.as_ref()?.saved_searches())
    }

    /// The most columns of a line, which a flag may say.
    pub(crate) fn line_width(&self, flag: Option<usize>) -> usize {
        let config = self.project.as_ref().map(|project| &project.config);
        flag.or(config.and_then(|config| Some(config.line_width.as_ref()?.value))).unwrap_or(LINE_WIDTH)
    }

    pub(crate) const fn levels(&self) -> &Levels {
        &self.levels
    }

    /// Adds the account's metadata in the file at `path` to the catalog.
    fn load(&mut self, path: &Path) -> Result<(), Stop> {
        let source = Source::file(path)?;
        let (catalog, diagnostics) = match self.catalog.clone().with_metadata(&source.text) {
            Ok(loaded) => (Some(loaded.catalog), loaded.warnings),
            Err(diagnostics) => (None, diagnostics.into_vec()),
        };
        let found = self.found(source, diagnostics);
        self.report(std::slice::from_ref(&found), Target::Diagnostics)?;
        match catalog {
            Some(catalog) if !found.is_invalid() => {
                self.catalog = catalog;
                Ok(())
            }
            _ => Err(Stop::failed(format!("`{}` cannot be used as a catalog", found.source.name))),
        }
    }

    pub(crate) fn compiler(&self) -> Compiler {
        Compiler::new(&self.catalog).lenient(self.lenient).now(self.now, self.zone).week_start(self.week_start)
    }

    pub(crate) const fn format(&self) -> Format {
        self.format
    }

    /// `diagnostics` of `source` as the levels leave them.
    pub(crate) fn found(&self, source: Source, diagnostics: Vec<Diagnostic>) -> Found {
        Found { source, diagnostics: self.leveled(diagnostics), resolved: Vec::new() }
    }

    /// `diagnostics` as the levels leave them.
    pub(crate) fn leveled(&self, mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
        self.levels.apply(&mut diagnostics);
        hints::add(&mut diagnostics);
        diagnostics
    }

    /// Reads a query, with what is given for its parameters.
    fn compile(&self, source: &Source) -> Result<Result<Checked, Diagnostics>, Stop> {
        let (compiler, text) = (self.compiler(), &source.text);
        if self.parameters.is_empty() {
            return Ok(compiler.read(text));
        }
        if nse::is_request(text) || nse_query::is_json(text) {
            return Err(Stop::failed(format!(
                "`{}` is not filter text, and only filter text has parameters for `--param`",
                source.name
            )));
        }
        Ok(compiler.template(text).and_then(|template| template.bind(self.parameters.iter().cloned())))
    }

    /// The query of `source` where it is valid, and what was found, its warnings among it.
    pub(crate) fn read(&self, mut source: Source) -> Result<(Option<Checked>, Found), Stop> {
        let mut read = self.compile(&source)?;
        // People are shown the query that a request carries as it reads, where nothing is said of the request itself;
        // programs are told the place in the request.
        let found = read.as_ref().map_or_else(Diagnostics::as_slice, |checked| &checked.warnings);
        let of_query = found.iter().all(|diagnostic| diagnostic.pointer.is_some());
        if self.format == Format::Human
            && nse::is_request(&source.text)
            && of_query
            && let Ok(json) = nse::from_request(&source.text)
        {
            if source.path.is_some() {
                source.name = format!("the query in {}", source.name);
            }
            source.text = json;
            let excerpt = read.as_ref().is_ok_and(|checked| checked.excerpt);
            read = self.compiler().json(&source.text);
            if let Ok(checked) = &mut read {
                checked.excerpt = excerpt;
            }
        }
        let (checked, diagnostics, resolved) = match read {
            Ok(mut checked) => {
                let (warnings, resolved) = (mem::take(&mut checked.warnings), mem::take(&mut checked.resolved));
                (Some(checked), warnings, resolved)
            }
            Err(diagnostics) => (None, Diagnostics::into_vec(diagnostics), Vec::new()),
        };
        let found = Found { resolved, ..self.found(source, diagnostics) };
        Ok((checked.filter(|_| !found.is_invalid()), found))
    }

    /// Tells people what the moving dates of a query came to, and `more` about each.
    pub(crate) fn say_dates(&self, resolved: &[Resolved], more: &str) {
        if self.format == Format::Human {
            for date in resolved {
                say(&format!("note: {date}, at {}{more}\n", self.present()));
            }
        }
    }

    /// When it is, and where, for people who are told what moving dates came to.
    pub(crate) fn present(&self) -> String {
        format!("{} in {}", self.now, self.zone)
    }

    /// The query of `source`, and what is still to be reported; errors are reported at once.
    pub(crate) fn valid(&self, source: Source) -> Result<(Checked, Found), Stop> {
        let (checked, found) = self.read(source)?;
        if let Some(checked) = checked {
            return Ok((checked, found));
        }
        self.report(std::slice::from_ref(&found), Target::Diagnostics)?;
        Err(Stop::Invalid)
    }

    /// Reports `found`, which ends the command where there is an error in it.
    pub(crate) fn report_valid(&self, found: &Found) -> Result<(), Stop> {
        self.report(std::slice::from_ref(found), Target::Diagnostics)?;
        if found.is_invalid() { Err(Stop::Invalid) } else { Ok(()) }
    }

    /// `source` with the certain fixes applied, to a file in place.
    pub(crate) fn fix(&self, mut source: Source) -> Result<Source, Stop> {
        if let Some(fixed) = self.compiler().fix(&source.text) {
            if let Some(path) = &source.path {
                replace(path, &fixed)?;
            }
            source.text = fixed;
        }
        Ok(source)
    }

    pub(crate) fn report(&self, found: &[Found], target: Target) -> Result<(), Stop> {
        let shown: Vec<_> = found.iter().map(|found| nse::without_tokens(&found.source.text)).collect();
        let diagnostics: Vec<_> =
            found.iter().map(|found| nse::diagnostics_without_tokens(&found.source.text, &found.diagnostics)).collect();
        let reports: Vec<Report<'_>> = found
            .iter()
            .zip(shown.iter().zip(&diagnostics))
            .map(|(found, (source, diagnostics))| Report { name: &found.source.name, source, diagnostics })
            .collect();
        let nothing = found.iter().all(|found| found.diagnostics.is_empty());
        if nothing && !(target == Target::Data && self.format.is_machine()) {
            return Ok(());
        }
        let each = |render: fn(&Report<'_>) -> String| reports.iter().map(render).collect::<String>();
        let text = match self.format {
            Format::Human => each(|report| render::human(report, true)) + &self.hints(found),
            Format::Short => each(render::short) + &self.hints(found),
            Format::Json => render::json(&reports) + "\n",
            Format::Github => each(render::github),
            Format::Sarif => render::sarif(&reports) + "\n",
        };
        if target == Target::Data && self.format.is_machine() {
            source::print(&text)
        } else {
            say(&text);
            Ok(())
        }
    }

    /// What to do next, for people.
    fn hints(&self, found: &[Found]) -> String {
        let mut hints = String::new();
        for Found { source, .. } in found.iter().filter(|found| found.is_invalid() && found.source.is_argument) {
            if Path::new(&source.text).is_file() {
                let name = nse_query::fold::visible(&source.text);
                // Writing to a string cannot fail.
                let _ = writeln!(hints, "help: `{name}` is a file; to read the query from it, write `@{name}`");
            }
        }
        let all = || found.iter().flat_map(|found| &found.diagnostics);
        let worst = all().find(|diagnostic| diagnostic.severity() == Severity::Error).or_else(|| all().next());
        if let (Format::Human, Some(diagnostic)) = (self.format, worst) {
            let _ = writeln!(hints, "help: `nse-fmt --explain {}` says more", diagnostic.code());
        }
        hints
    }
}

impl Found {
    /// Whether there is an error in it, or a warning that was denied.
    pub(crate) fn is_invalid(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity() == Severity::Error)
    }
}

/// What flags and the file raise and hide. A flag wins over what the file says of its code, and what the file hides stays
/// hidden from `--deny warnings`, which names none.
pub(crate) fn levels(options: &Options, project: Option<&Project>) -> Levels {
    let mut levels = project.map(|project| project.config.levels()).unwrap_or_default();
    for denied in &options.deny {
        levels.allow.retain(|code| *denied != Denied::Code(*code));
        levels.raise(*denied);
    }
    levels.allow.extend(&options.allow);
    levels
}

/// Each name of `given` once, with its value, or with the list of its values.
fn gathered(given: &[(String, String)]) -> Vec<(String, Argument)> {
    let mut gathered: Vec<(String, Argument)> = Vec::new();
    for (name, value) in given {
        match gathered.iter_mut().find(|(known, _)| known == name) {
            Some((_, Argument::List(values))) => values.push(value.into()),
            Some((_, known)) => *known = [std::mem::replace(known, false.into()), value.into()].into(),
            None => gathered.push((name.clone(), value.into())),
        }
    }
    gathered
}

/// Tells people what failed.
pub(crate) fn say_error(message: &str) {
    // Names of files may hold what a terminal obeys.
    let message = nse_query::fold::visible(message);
    say(&format!("error: {}\n", nse::without_tokens(&message)));
}

/// Tells people something. There is nobody to tell when standard error fails.
pub(crate) fn say(text: &str) {
    let _ = anstream::stderr().lock().write_all(text.as_bytes());
}
