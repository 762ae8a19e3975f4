//! Filter text with parameters, checked once and given values many times.

use crate::catalog::{Catalog, FieldRef, Kind, nearest};
use crate::check::{Argument, Checked, Options, Place, Places, checked, lint};
use crate::code::problems;
use crate::diagnostic::{Collector, Diagnostic, Diagnostics};
use crate::limits::Limits;
use crate::operator::Operator;
use crate::query::Query;
use crate::span::Span;
use crate::text::{self, Hole, Holed, no_argument};
use crate::value::{Instant, Present, WeekStart, Zone};

problems! {
    /// What can be wrong with the values that a program gives.
    enum Problem {
        E0603 ("the text has no parameter `{{{name}}}`") Unknown { name: String },
        E0604 ("the parameter `{{{name}}}` is given twice") Twice { name: String },
        E0605 ("the parameter `{{{name}}}` stands for one value, not for a list") List { name: String },
        E0605 ("the list for the parameter `{{{name}}}` contains a list") Nested { name: String },
        E0606 ("the list for the parameter `{{{name}}}` is empty") Empty { name: String },
    }
}

/// A filter text in which names in braces, such as `{tag}`, stand for values that a program gives later: the way to put another
/// person's words into a query.
///
/// A value that is given is never read as filter text, so that it cannot change what the query asks. The text is checked once, by
/// [`Compiler::template`](crate::Compiler::template), as far as it can be without values; [`Template::bind`] then judges each
/// value as if it stood in quotes, which costs about half of what reading the text does.
///
/// A parameter stands where a value, a list, a number of units or an end of a range may stand. Alone after `in` it is a list, or a
/// period (`2025-03`) where the field takes no list.
///
/// # Examples
/// ```
/// use nse_query::{Argument, Catalog, Compiler, nse};
///
/// let compiler = Compiler::new(Catalog::builtin());
/// let template = compiler.template("tag = {tag} and created in last {n} months and email in {emails}")?;
/// let checked = template.bind([
///     ("tag", Argument::from("vip\" or tag = \"other")),
///     ("n", 3.into()),
///     ("emails", ["a@x.com", "b@x.com"].into()),
/// ])?;
/// assert_eq!(
///     checked.query.to_string(),
///     r#"tag = "vip\" or tag = \"other" and created in last 3 months and email in (a@x.com, b@x.com)"#,
/// );
///
/// let wrong = template.bind([("tag", Argument::from("vip")), ("n", "many".into()), ("emails", "a@x.com".into())]).unwrap_err();
/// assert_eq!(wrong.as_slice()[0].span.of(template.text()), "{n}");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Template {
    catalog: Catalog,
    lenient: bool,
    limits: Limits,
    present: Option<Present>,
    week_start: WeekStart,
    text: String,
    /// With clauses that stand for those of the holes.
    query: Query,
    /// The clauses with parameters or moving dates, in order of place.
    holes: Vec<Hole>,
    /// Where each clause stands.
    places: Places,
    /// The same, for what looks odd.
    parts: Vec<Place>,
    parameters: Vec<Parameter>,
    /// Each name once, sorted.
    names: Vec<String>,
    /// About what does not depend on values.
    warnings: Vec<Diagnostic>,
}

/// A place in a template that a value is given for. A name that stands several times has several.
///
/// # Examples
/// ```
/// use nse_query::Compiler;
///
/// let template = Compiler::default().template("tag = {tag} and rating > {least}")?;
/// let parameters = template.parameters();
/// assert_eq!((parameters[1].name.as_str(), parameters[1].field.name.as_ref()), ("least", "rating"));
/// assert!(!parameters[1].list);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Parameter {
    /// The name, without braces.
    pub name: String,
    /// The field that the value is compared with.
    pub field: FieldRef,
    /// The operator of its clause.
    pub operator: Operator,
    /// What is given: what the field holds, or [`Kind::Number`] for a number of units.
    pub kind: Kind,
    /// Whether a list is taken; one value is a list of one.
    pub list: bool,
    /// Where it stands in the text, with its braces.
    pub span: Span,
    /// The number of its name.
    slot: usize,
    /// Whether its name stands no more after it.
    last: bool,
}

impl Parameter {
    /// Whether a list of `items` may be given.
    fn takes(&self, items: &[Argument]) -> bool {
        self.list && !items.is_empty() && !items.iter().any(|item| matches!(item, Argument::List(_)))
    }

    /// The error for a list of `items`, which may not be given.
    #[cold]
    fn misfit(&self, items: &[Argument]) -> Diagnostic {
        let name = self.name.clone();
        if !self.list {
            return Diagnostic::new(Problem::List { name }, self.span)
                .label("expected one value")
                .help("a parameter stands for a list only when it is alone after `in` or `not in`");
        }
        if items.is_empty() {
            return Diagnostic::new(Problem::Empty { name }, self.span)
                .label("expected at least one value")
                .help("an empty list would find nothing, and its negation everything; use another query when the list is empty");
        }
        Diagnostic::new(Problem::Nested { name }, self.span).label("expected a list of values")
    }
}

impl Template {
    /// The template of `text`, which was lowered to `holed` with these options and warnings.
    pub(crate) fn new(
        text: &str,
        holed: Holed,
        options: &Options<'_>,
        week_start: WeekStart,
        warnings: Vec<Diagnostic>,
    ) -> Self {
        let Holed { query, holes, places, parts } = holed;
        let mut parameters: Vec<Parameter> = holes.iter().flat_map(parameters).collect();
        let mut names: Vec<String> = parameters.iter().map(|parameter| parameter.name.clone()).collect();
        names.sort_unstable();
        names.dedup();
        let mut seen = vec![false; names.len()];
        for parameter in parameters.iter_mut().rev() {
            parameter.slot = slot(&names, &parameter.name).unwrap_or_default();
            parameter.last = seen.get_mut(parameter.slot).is_some_and(|seen| !std::mem::replace(seen, true));
        }
        Self {
            catalog: options.catalog.clone(),
            lenient: options.lenient,
            limits: options.limits,
            present: options.present,
            week_start,
            text: text.to_owned(),
            query,
            holes,
            places,
            parts,
            parameters,
            names,
            warnings,
        }
    }

    /// The text it was made from.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Every place that a value is given for, in order.
    pub fn parameters(&self) -> &[Parameter] {
        &self.parameters
    }

    /// What looks odd about the text whatever is given, in order of place; [`Template::bind`] says it again.
    pub fn warnings(&self) -> &[Diagnostic] {
        &self.warnings
    }

    /// The query with `values` for the parameters, each by its name.
    ///
    /// A text is judged as if it stood in quotes, a number as its digits, or as a number where the field takes one.
    ///
    /// # Errors
    /// Every mistake found, at least one, with the warnings beside them: a value that its field does not take, a name that the
    /// text does not have (E0603) or that is given twice (E0604), a name without a value (E0601), a list for one value (E0605),
    /// an empty list (E0606), a moving date without a present (E0225). Each names its parameter and has its place in the template's text; a name without a place is put
    /// at the start of the text.
    pub fn bind<N: AsRef<str>, V: Into<Argument>>(
        &self,
        values: impl IntoIterator<Item = (N, V)>,
    ) -> Result<Checked, Diagnostics> {
        self.bound(self.present, values)
    }

    /// The same at another time, for a template with moving dates that is kept for longer than a day: `today` is the day
    /// of `now` in `zone`.
    ///
    /// # Errors
    /// As [`Template::bind`].
    ///
    /// # Examples
    /// ```
    /// use nse_query::Compiler;
    ///
    /// let template = Compiler::default().template("created in {days} days ago..today")?;
    /// let checked = template.bind_at("2026-11-15T12:00:00Z".parse()?, "UTC".parse()?, [("days", 30)])?;
    /// assert_eq!(checked.query.to_string(), "created in 2026-10-16..2026-11-15");
    /// assert!(template.bind([("days", 30)]).is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn bind_at<N: AsRef<str>, V: Into<Argument>>(
        &self,
        now: Instant,
        zone: Zone,
        values: impl IntoIterator<Item = (N, V)>,
    ) -> Result<Checked, Diagnostics> {
        self.bound(Some(Present { instant: now, zone, week_start: self.week_start }), values)
    }

    fn bound<N: AsRef<str>, V: Into<Argument>>(
        &self,
        present: Option<Present>,
        values: impl IntoIterator<Item = (N, V)>,
    ) -> Result<Checked, Diagnostics> {
        let mut diagnostics = Collector::new(self.limits.errors);
        let arguments = self.arguments(values, &mut diagnostics);
        let mut given = self.given(arguments, &mut diagnostics);
        let options = Options { catalog: &self.catalog, lenient: self.lenient, limits: self.limits, present };
        let mut rest = given.as_mut_slice();
        let (mut clauses, mut resolved) = (Vec::with_capacity(self.holes.len()), Vec::new());
        for hole in &self.holes {
            let (mine, others) = rest.split_at_mut(hole.places.min(rest.len()));
            rest = others;
            let clause = hole.filled(mine, &options, &mut diagnostics, &mut resolved);
            clauses.extend(clause.map(|clause| (hole.index, clause)));
        }
        let query = (clauses.len() == self.holes.len() && !diagnostics.failed()).then(|| {
            let query = self.query.with_clauses(clauses);
            let place = |index: usize| self.parts.get(index).cloned().unwrap_or_default();
            lint(&query, &text::Text, &place, &options, &mut diagnostics);
            query
        });
        self.warnings.iter().for_each(|warning| diagnostics.add(warning.clone()));
        checked(query, resolved, || self.places.clone(), diagnostics)
    }

    /// What is given for each name.
    fn arguments<N: AsRef<str>, V: Into<Argument>>(
        &self,
        values: impl IntoIterator<Item = (N, V)>,
        diagnostics: &mut Collector,
    ) -> Vec<Option<Argument>> {
        let mut arguments = vec![None; self.names.len()];
        for (name, value) in values {
            let name = name.as_ref();
            match slot(&self.names, name).and_then(|slot| arguments.get_mut(slot)) {
                None => diagnostics.error(|| self.unknown(name)),
                Some(Some(_)) => diagnostics.error(|| self.twice(name)),
                Some(free) => *free = Some(value.into()),
            }
        }
        arguments
    }

    /// What is given at each place; nothing where it is missing or a list that does not belong there, which is reported.
    fn given(&self, mut arguments: Vec<Option<Argument>>, diagnostics: &mut Collector) -> Vec<Option<Argument>> {
        let mut given = Vec::with_capacity(self.parameters.len());
        for parameter in &self.parameters {
            let argument = arguments.get_mut(parameter.slot);
            given.push(match argument.as_ref().and_then(|argument| argument.as_ref()) {
                Some(Argument::List(items)) if !parameter.takes(items) => {
                    diagnostics.error(|| parameter.misfit(items));
                    None
                }
                Some(_) if parameter.last => argument.and_then(Option::take),
                Some(argument) => Some(argument.clone()),
                None => {
                    diagnostics.error(|| no_argument(parameter.span.of(&self.text), parameter.span, parameter.kind));
                    None
                }
            });
        }
        given
    }

    fn unknown(&self, name: &str) -> Diagnostic {
        let near = nearest(name, self.names.iter().map(String::as_str));
        let meant = near.first().and_then(|near| self.parameters.iter().find(|parameter| parameter.name == *near));
        let unknown = Problem::Unknown { name: name.to_owned() };
        match meant {
            Some(meant) => {
                Diagnostic::new(unknown, meant.span).label(format!("did you mean `{}`?", meant.span.of(&self.text)))
            }
            None if self.names.is_empty() => {
                Diagnostic::new(unknown, Span::default()).label("the text has no parameters")
            }
            None => {
                let names: Vec<String> = self.names.iter().take(20).map(|name| format!("`{{{name}}}`")).collect();
                let more = if self.names.len() > names.len() { ", …" } else { "" };
                Diagnostic::new(unknown, Span::default()).label(format!("the text has {}{more}", names.join(", ")))
            }
        }
    }

    fn twice(&self, name: &str) -> Diagnostic {
        let place = self.parameters.iter().find(|parameter| parameter.name == name);
        let span = place.map_or(Span::default(), |parameter| parameter.span);
        Diagnostic::new(Problem::Twice { name: name.to_owned() }, span)
            .label("expected one value, or one list")
            .help("give several values as one list")
    }
}

/// The places of `hole` that values are given for.
fn parameters(hole: &Hole) -> impl Iterator<Item = Parameter> {
    hole.parameters().filter_map(|word| {
        Some(Parameter {
            name: word.parameter()?.to_owned(),
            field: hole.field.clone(),
            operator: hole.clause.operator,
            kind: hole.kind(word),
            list: hole.takes_list(),
            span: word.span,
            slot: 0,
            last: false,
        })
    })
}

/// The number of `name` among `names`, which are sorted.
fn slot(names: &[String], name: &str) -> Option<usize> {
    names.binary_search_by(|known| known.as_str().cmp(name)).ok()
}
