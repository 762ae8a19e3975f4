//! With what a query is read: made once by `load`, asked many times.

use nse_query::complete::AccountData;
use nse_query::value::{Instant, WeekStart, Zone};
use nse_query::{Catalog, Compiler};

use crate::answer::Failure;
use crate::call::{Call, Options};
#[cfg(feature = "eval")]
use crate::find::Finder;

/// All that were made. A place is never used again.
#[derive(Default)]
pub struct Engines {
    engines: Vec<Option<Engine>>,
}

pub struct Engine {
    pub compiler: Compiler,
    pub account: AccountData,
    pub zone: Zone,
    /// Serialized metadata warnings, which `load` hands out.
    pub warnings: Vec<(String, Vec<nse_query::Diagnostic>)>,
    #[cfg(feature = "eval")]
    pub finders: Vec<Option<Finder>>,
    #[cfg(feature = "eval")]
    pub saved_searches: Option<String>,
}

impl Engines {
    /// Keeps `engine`, and its number.
    pub fn add(&mut self, engine: Engine) -> usize {
        self.engines.push(Some(engine));
        self.engines.len() - 1
    }

    pub fn get(&mut self, number: usize) -> Result<&mut Engine, Failure> {
        let engine = self.engines.get_mut(number).and_then(Option::as_mut);
        engine.ok_or_else(|| Failure::Usage("this NseQuery was closed".to_owned()))
    }

    pub fn close(&mut self, number: usize) {
        if let Some(engine) = self.engines.get_mut(number) {
            *engine = None;
        }
    }
}

impl Engine {
    pub fn load(options: Options) -> Result<Self, Failure> {
        let (mut catalog, mut warnings) = (Catalog::builtin(), Vec::new());
        for metadata in options.metadata {
            let loaded = catalog.with_metadata(&metadata).map_err(|found| Failure::query(&metadata, &found))?;
            catalog = loaded.catalog;
            warnings.push((metadata, loaded.warnings));
        }
        let week_start = match &options.week_start {
            None => WeekStart::default(),
            Some(name) => WeekStart::named(name).ok_or_else(|| {
                let days = WeekStart::ALL.map(WeekStart::name).join(", ");
                Failure::Usage(format!("weekStart: expected one of {days}, found {name}"))
            })?,
        };
        #[cfg(feature = "eval")]
        let zone = options.time_zone.as_deref().map_or(Ok(Zone::UTC), str::parse)?;
        #[cfg(not(feature = "eval"))]
        let zone = Zone::UTC;
        let mut account = AccountData::new().tags(options.tags);
        #[cfg(feature = "eval")]
        let listing = options.saved_searches.clone();
        if let Some(listing) = &options.saved_searches {
            let searches = nse_query::eval::SavedSearches::parse(listing)?;
            account = account.saved_searches(searches.iter().map(|(id, name)| (id, name.unwrap_or(id))));
        }
        Ok(Self {
            compiler: Compiler::new(catalog).lenient(options.lenient).week_start(week_start),
            account,
            zone,
            warnings,
            #[cfg(feature = "eval")]
            finders: Vec::new(),
            #[cfg(feature = "eval")]
            saved_searches: listing,
        })
    }

    /// The compiler with the present, where JavaScript tells it.
    pub fn compiler(&self, call: &Call) -> Result<Compiler, Failure> {
        let now = if cfg!(feature = "eval") { &call.now } else { &call.wall };
        Ok(match now {
            Some(now) => self.compiler.clone().now(now.parse::<Instant>()?, self.zone),
            None => self.compiler.clone(),
        })
    }
}
