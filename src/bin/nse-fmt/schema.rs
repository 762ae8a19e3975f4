//! `nse-fmt schema`: the JSON Schema of NSE queries, of what the library serializes, and of `nse.toml`.

use nse_query::shape::Shape;
use nse_query::{config, nse};

use crate::args::{self, Of};
use crate::session::Session;
use crate::source;
use crate::stop::Stop;

pub(crate) fn run(args: &args::Schema, session: &Session) -> Result<u8, Stop> {
    let shape = match args.of {
        Of::Query if args.strict => {
            return source::print(&format!("{:#}\n", nse::strict_schema(&session.catalog))).map(|()| 0);
        }
        _ if args.strict => return Err(Stop::failed("`--strict` only works for the schema of queries")),
        Of::Query => return source::print(&format!("{:#}\n", nse::schema(&session.catalog))).map(|()| 0),
        Of::Config => return source::print(&format!("{:#}\n", config::schema())).map(|()| 0),
        Of::Tree => Shape::Tree,
        Of::Diagnostics => Shape::Diagnostics,
        Of::Completions => Shape::Completions,
        Of::Hover => Shape::Hover,
        Of::Roles => Shape::Roles,
        Of::Field => Shape::Field,
        Of::Difference => Shape::Difference,
        Of::Explanation => Shape::Explanation,
        Of::Oddities => Shape::Oddities,
    };
    source::print(shape.schema()).map(|()| 0)
}
