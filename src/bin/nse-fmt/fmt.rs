//! `nse-fmt fmt`: filter text as it is best read.

use std::path::Path;

use nse_query::fold::visible;
use nse_query::{is_json, nse, text};
use similar::TextDiff;

use crate::args::{self, LineEnding};
use crate::replace::replace;
use crate::session::{Found, Session, Target, say, say_error};
use crate::source::{self, Source};
use crate::stop::Stop;
use crate::usage;

pub(crate) fn run(args: &args::Fmt, session: &Session) -> Result<u8, Stop> {
    let stdin = [Path::new("-").to_owned()];
    let files = if args.files.is_empty() { &stdin[..] } else { &args.files };
    let (mut exit, mut found) = (0, Vec::new());
    for path in files {
        match one(args, session, path) {
            Ok((outcome, changed)) => {
                exit = exit.max(u8::from(changed && (args.check || args.diff) || outcome.is_invalid()));
                found.push(outcome);
            }
            // The other files are none the worse for it.
            Err(Stop::Failed(message)) => {
                say_error(&message);
                exit = 2;
            }
            Err(stop) => return Err(stop),
        }
    }
    session.report(&found, Target::Diagnostics)?;
    Ok(exit)
}

/// Formats one source; what was found, and whether it was not formatted before.
fn one(args: &args::Fmt, session: &Session, path: &Path) -> Result<(Found, bool), Stop> {
    let source = if path == Path::new("-") {
        Source::stdin(args.stdin_filename.as_deref().unwrap_or("<stdin>"))?
    } else if let (false, Some(text)) = (path.exists(), path.to_str().filter(|text| usage::is_query(text))) {
        return Err(Stop::failed(format!(
            "there is no file `{text}`, and `fmt` takes files; to format a query, pipe it in: `echo {} | nse-fmt fmt`",
            usage::quoted(text)
        )));
    } else {
        Source::file(path)?
    };
    let other =
        if nse::is_request(&source.text) { Some("a request") } else { is_json(&source.text).then_some("NSE JSON") };
    if let Some(other) = other {
        let place = source.path.as_ref().map_or("-".to_owned(), |path| format!("@{}", path.display()));
        return Err(Stop::failed(format!(
            "`{}` is {other}, and `fmt` only formats filter text; `nse-fmt text {place}` converts it",
            source.name
        )));
    }
    let fixed = if args.fix { session.compiler().fix(&source.text) } else { None };
    let text = fixed.as_deref().unwrap_or(&source.text);
    let (formatted, diagnostics) = match text::parse(text) {
        Ok(ast) => (printed(&ast, session, session.line_width(args.line_width)), Vec::new()),
        // A file of nothing, white space or comments is as good as it gets.
        Err(found) if found.as_slice().iter().any(|found| found.code().name() == "E0101") => {
            (text.to_owned(), Vec::new())
        }
        // What does not parse is left as it is.
        Err(diagnostics) => (text.to_owned(), diagnostics.into_vec()),
    };
    let formatted = args.line_ending.of(&source.text).applied(formatted);
    let changed = formatted != source.text;
    if args.diff {
        let name = visible(&source.name);
        let diff = TextDiff::from_lines(source.text.as_str(), formatted.as_str());
        source::print(&diff.unified_diff().header(&name, &name).to_string())?;
    } else if args.check {
        if changed {
            say(&format!("`{}` is not formatted\n", visible(&source.name)));
        }
    } else if let Some(path) = &source.path {
        if changed {
            replace(path, &formatted)?;
        }
    } else {
        source::print(&formatted)?;
    }
    let source = Source { text: text.to_owned(), ..source };
    Ok((session.found(source, diagnostics), changed))
}

impl LineEnding {
    /// The one that `text` has at its first line, where none is asked for.
    fn of(self, text: &str) -> Self {
        match (self, text.split_once('\n')) {
            (Self::Auto, Some((line, _))) if line.ends_with('\r') => Self::Crlf,
            (Self::Auto, _) => Self::Lf,
            (asked, _) => asked,
        }
    }

    /// `text` with every line ended by it. Quoted text holds no line end, so that nothing else changes.
    fn applied(self, text: String) -> String {
        let plain = if text.contains("\r\n") { text.replace("\r\n", "\n") } else { text };
        if self == Self::Crlf { plain.replace('\n', "\r\n") } else { plain }
    }
}

/// `ast` as a file holds it.
pub(crate) fn printed(ast: &text::Ast<'_>, session: &Session, width: usize) -> String {
    text::print(ast, &text::Style::new(&session.catalog).width(width)) + "\n"
}
