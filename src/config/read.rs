//! The file, read: TOML, its keys, their values.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::key::{KEYS, Key, Takes, WIDEST};
use super::problem::Problem;
use super::settings::{Config, Setting};
use crate::catalog::{Records, nearest};
use crate::code::Code;
use crate::diagnostic::{Denied, Diagnostic, Diagnostics};
use crate::span::Span;
use crate::value::WeekStart;

impl Config {
    /// Reads TOML.
    ///
    /// # Errors
    /// E0701 where it is not TOML, else each E0702 and E0703, in order of place.
    pub fn parse(toml: &str) -> Result<Self, Diagnostics> {
        read(toml)
    }
}

fn read(toml: &str) -> Result<Config, Diagnostics> {
    // Editors of Windows begin a file with it.
    let start = toml.len() - toml.trim_start_matches('\u{feff}').len();
    let (table, errors) = DeTable::parse_recoverable(&toml[start..]);
    let mut reader = Reader { toml, start, found: Vec::new(), config: Config::default() };
    for error in errors {
        let span = error.span().map_or_else(Span::default, |span| reader.span(span));
        let message = error.message().replace('\n', "; ");
        reader.found.push(Diagnostic::new(Problem::Toml { message }, reader.on_boundaries(span)));
    }
    // Of what is not TOML, the values are guesses.
    if reader.found.is_empty() {
        for (name, value) in table.get_ref() {
            reader.key(name, value);
        }
    }
    if reader.found.is_empty() {
        return Ok(reader.config);
    }
    reader.found.sort_by_key(|found| found.span);
    Err(Diagnostics(reader.found))
}

struct Reader<'s> {
    toml: &'s str,
    /// What stands before the first byte that was parsed.
    start: usize,
    found: Vec<Diagnostic>,
    config: Config,
}

type Value<'i> = Spanned<DeValue<'i>>;

impl Reader<'_> {
    fn span(&self, range: std::ops::Range<usize>) -> Span {
        Span::new(self.start + range.start, self.start + range.end)
    }

    fn on_boundaries(&self, span: Span) -> Span {
        let start = self.toml.floor_char_boundary(span.start);
        Span::new(start, self.toml.ceil_char_boundary(span.end.max(start)))
    }

    fn key(&mut self, name: &Spanned<std::borrow::Cow<'_, str>>, value: &Value<'_>) {
        let (span, text) = (self.span(name.span()), name.get_ref());
        let Some(key) = KEYS.iter().find(|key| key.name == text) else {
            return self.unknown(text, span);
        };
        let at = self.span(value.span());
        let config = match key.takes {
            Takes::Paths => {
                let paths = self.list(key, value, |text| (!text.is_empty()).then(|| text.to_owned()), Vec::new);
                Config { catalog: set(paths, at), ..self.taken() }
            }
            Takes::Path => {
                let path = self.one(key, value, |text| (!text.is_empty()).then(|| text.to_owned()), Vec::new);
                Config { saved_searches: set(path, at), ..self.taken() }
            }
            Takes::Records => {
                let named = |text: &str| Records::ALL.into_iter().find(|records| records.nouns() == text);
                let records = self.one(key, value, named, || Records::ALL.map(Records::nouns).to_vec());
                Config { records: set(records, at), ..self.taken() }
            }
            Takes::Zone => {
                let tz = self.one(key, value, |name| name.parse().ok(), Vec::new);
                Config { tz: set(tz, at), ..self.taken() }
            }
            Takes::Day => {
                let day = self.one(key, value, WeekStart::named, || WeekStart::ALL.map(WeekStart::name).to_vec());
                Config { week_start: set(day, at), ..self.taken() }
            }
            Takes::Denied => {
                let denied = |name: &str| Denied::find(name).filter(|denied| denied.is_of_warnings());
                let deny = self.list(key, value, denied, || vec!["warnings"]);
                Config { deny: set(deny, at), ..self.taken() }
            }
            Takes::Allowed => {
                let code = |name: &str| Code::find(name).filter(|code| code.is_warning());
                let allow = self.list(key, value, code, Vec::new);
                Config { allow: set(allow, at), ..self.taken() }
            }
            Takes::Width => Config { line_width: set(self.width(key, value), at), ..self.taken() },
        };
        self.config = config;
    }

    fn taken(&mut self) -> Config {
        std::mem::take(&mut self.config)
    }

    #[cold]
    fn unknown(&mut self, name: &str, span: Span) {
        let names = KEYS.map(|key| key.name);
        // What stands for another sign in names elsewhere: `week_start`, `weekStart`.
        let mut near = nearest(&name.replace('_', "-"), names);
        if let Some(same) = names.into_iter().find(|known| plain(known) == plain(name)) {
            near = vec![same];
        }
        let mut diagnostic = Diagnostic::new(Problem::UnknownKey { name: name.to_owned() }, span)
            .label(format!("expected one of `{}`", names.join("`, `")));
        for name in near {
            diagnostic = diagnostic.suggest(format!("use `{name}`"), span, name);
        }
        self.found.push(diagnostic);
    }

    /// `value` as one of what `read` reads; `names` are those it may have, where they are few.
    fn one<T>(
        &mut self,
        key: &Key,
        value: &Value<'_>,
        read: impl Fn(&str) -> Option<T>,
        names: impl Fn() -> Vec<&'static str>,
    ) -> Option<T> {
        let read = value.get_ref().as_str().and_then(read);
        if read.is_none() {
            self.wrong(key, value, &names());
        }
        read
    }

    /// `value` as a list, or as the only one of it.
    fn list<T>(
        &mut self,
        key: &Key,
        value: &Value<'_>,
        read: impl Fn(&str) -> Option<T>,
        names: impl Fn() -> Vec<&'static str>,
    ) -> Option<Vec<T>> {
        let Some(items) = value.get_ref().as_array() else {
            return self.one(key, value, read, names).map(|one| vec![one]);
        };
        let mut all = Some(Vec::new());
        for item in items {
            match (self.one(key, item, &read, &names), &mut all) {
                (Some(item), Some(all)) => all.push(item),
                _ => all = None,
            }
        }
        all
    }

    fn width(&mut self, key: &Key, value: &Value<'_>) -> Option<usize> {
        let number = value.get_ref().as_integer();
        let width = number.and_then(|number| usize::from_str_radix(number.as_str(), number.radix()).ok());
        let width = width.filter(|width| (1..=WIDEST).contains(width));
        if width.is_none() {
            self.wrong(key, value, &[]);
        }
        width
    }

    #[cold]
    fn wrong(&mut self, key: &Key, value: &Value<'_>, names: &[&'static str]) {
        let span = self.span(value.span());
        let found = match value.get_ref().as_str() {
            Some(text) if key.takes == Takes::Width => format!("the text `{text}`"),
            Some(text) => format!("`{text}`"),
            None => format!("the {} `{}`", value.get_ref().type_str(), span.of(self.toml)),
        };
        let problem = Problem::Value { key: key.name, expected: key.takes.expected(), found };
        let mut diagnostic =
            Diagnostic::new(problem, span).label(format!("expected e.g. `{} = {}`", key.name, key.takes.example()));
        let near = value.get_ref().as_str().map_or_else(Vec::new, |text| nearest(text, names.iter().copied()));
        for name in near {
            diagnostic = diagnostic.suggest(format!("use `{name}`"), span, format!("\"{name}\""));
        }
        match key.takes {
            Takes::Width => diagnostic = diagnostic.help(format!("it is a number between 1 and {WIDEST}")),
            Takes::Allowed => diagnostic = diagnostic.help("only warnings can be allowed; their codes begin with `W`"),
            _ => {}
        }
        self.found.push(diagnostic);
    }
}

fn set<T>(value: Option<T>, span: Span) -> Option<Setting<T>> {
    value.map(|value| Setting { value, span })
}

/// `name` without what only parts its words.
fn plain(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(toml: &str) -> Vec<String> {
        match Config::parse(toml) {
            Ok(_) => Vec::new(),
            Err(found) => found
                .iter()
                .map(|found| {
                    let fixes: Vec<_> = found.fixes.iter().map(|fix| &*fix.edits[0].text).collect();
                    format!("{} `{}` {}", found.code(), found.span.of(toml), fixes.join(" "))
                })
                .collect(),
        }
    }

    #[test]
    fn each_key_is_read() {
        let toml = "\u{feff}catalog = ['a.json', 'b.json']\nsaved-searches = 's.json'\nrecords = 'contacts'\n\
             tz = 'Europe/Berlin'\nweek-start = 'sunday'\ndeny = ['W0201', 'warnings']\nallow = 'w0206'\nline-width = 80\n";
        let config = Config::parse(toml).unwrap();
        assert_eq!(config.catalog.as_ref().unwrap().span.of(toml), "['a.json', 'b.json']");
        assert_eq!(config.catalog.as_ref().unwrap().value, ["a.json", "b.json"]);
        assert_eq!(config.tz.as_ref().unwrap().value.name(), "Europe/Berlin");
        let levels = config.levels();
        assert!(levels.deny_warnings);
        assert_eq!(levels.deny, [crate::code::W0201]);
        assert_eq!(levels.allow, [crate::code::W0206]);
        assert_eq!(config.line_width.unwrap().value, 80);
        assert_eq!(Config::parse("").unwrap(), Config::default());
    }

    #[test]
    fn each_mistake_has_its_place_and_what_was_meant() {
        assert_eq!(said("lineWidth = 80\n"), ["E0702 `lineWidth` line-width"]);
        assert_eq!(said("week_start = 'monday'"), ["E0702 `week_start` week-start"]);
        assert_eq!(said("colour = 'blue'"), ["E0702 `colour` "]);
        assert_eq!(said("[nse]\ntz = 'UTC'"), ["E0702 `nse` "]);
        assert_eq!(said("week-start = 'sundy'"), ["E0703 `'sundy'` \"sunday\""]);
        assert_eq!(said("tz = 'Berlin'\nallow = ['W0206', 'E0201']"), ["E0703 `'Berlin'` ", "E0703 `'E0201'` "]);
        assert_eq!(said("line-width = 0\ncatalog = 3"), ["E0703 `0` ", "E0703 `3` "]);
        assert_eq!(said("tz = \ntz = 'UTC'").len(), 2);
    }

    /// What the reader takes, the schema does, and the other way round.
    #[test]
    fn the_schema_is_of_what_is_read() {
        let schema = crate::config::schema();
        let mut schemas = boon::Schemas::new();
        let mut compiler = boon::Compiler::new();
        compiler.add_resource("config.json", schema).unwrap();
        let index = compiler.compile("config.json", &mut schemas).unwrap();
        let cases = [
            ("catalog = 'a.json'", serde_json::json!({"catalog": "a.json"})),
            ("catalog = ['a.json']", serde_json::json!({"catalog": ["a.json"]})),
            ("catalog = [3]", serde_json::json!({"catalog": [3]})),
            ("catalog = ''", serde_json::json!({"catalog": ""})),
            ("saved-searches = ['s.json']", serde_json::json!({"saved-searches": ["s.json"]})),
            ("records = 'deals'", serde_json::json!({"records": "deals"})),
            ("records = 'contacts'", serde_json::json!({"records": "contacts"})),
            ("week-start = 'friday'", serde_json::json!({"week-start": "friday"})),
            ("deny = 'warnings'", serde_json::json!({"deny": "warnings"})),
            ("allow = 'warnings'", serde_json::json!({"allow": "warnings"})),
            ("allow = ['W0202']", serde_json::json!({"allow": ["W0202"]})),
            ("deny = ['E0201']", serde_json::json!({"deny": ["E0201"]})),
            ("line-width = 10001", serde_json::json!({"line-width": 10001})),
            ("line-width = 1", serde_json::json!({"line-width": 1})),
            ("nothing = 1", serde_json::json!({"nothing": 1})),
        ];
        for (toml, value) in cases {
            assert_eq!(Config::parse(toml).is_ok(), schemas.validate(&value, index).is_ok(), "{toml}");
        }
    }
}
