//! A question, as JavaScript asks it.

use serde::Deserialize;

/// One question. Which members it has depends on `ask`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Call {
    pub ask: String,
    /// The engine that is asked; `load` makes one.
    #[serde(default)]
    pub engine: usize,
    /// The present.
    #[serde(default)]
    pub now: Option<String>,
    /// What the clock on the wall shows then, as if it were UTC, where the module has no time zones.
    #[serde(default)]
    pub wall: Option<String>,
    #[serde(default)]
    pub source: String,
    /// A second source, or a name.
    #[serde(default)]
    pub other: String,
    /// A place in `source`, in UTF-16 units.
    #[serde(default)]
    pub offset: usize,
    #[serde(default)]
    pub width: Option<usize>,
    #[serde(default)]
    pub params: Option<serde_json::Map<String, serde_json::Value>>,
    #[serde(default)]
    pub sources: Vec<String>,
    #[serde(default)]
    pub values: Vec<serde_json::Value>,
    #[serde(default)]
    pub request: RequestOptions,
    #[serde(default)]
    pub options: Options,
    #[cfg(feature = "eval")]
    #[serde(default)]
    pub matching: Matching,
}

/// How `matcher` reads words and whom it asks for.
#[cfg(feature = "eval")]
#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
pub struct Matching {
    pub token_match: Option<String>,
    pub user: Option<String>,
}

/// How `load` makes an engine.
#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
pub struct Options {
    /// JSON of the account's field metadata, each as the service returned it.
    pub metadata: Vec<String>,
    pub tags: Vec<String>,
    /// The service's listing of saved searches, as JSON.
    pub saved_searches: Option<String>,
    /// Unknown to a module without time zones, which is told the time on the wall.
    #[cfg(feature = "eval")]
    pub time_zone: Option<String>,
    pub week_start: Option<String>,
    pub lenient: bool,
}

/// What a request says beside the query.
#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
pub struct RequestOptions {
    pub ids: bool,
    pub sort: Option<String>,
    pub fields: Option<Vec<String>>,
    pub per_page: Option<u32>,
    pub base: Option<String>,
    pub allow: Vec<String>,
}
