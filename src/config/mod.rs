//! `nse.toml`: what holds for all queries of a folder, for the command line, for editors, and for whoever else reads them.
//!
//! ```toml
//! catalog = ["account.json"]       # the account's metadata, one file or several
//! saved-searches = "searches.json" # the service's listing of saved searches
//! tz = "Europe/Berlin"             # where days begin and end
//! week-start = "sunday"            # the first day of `this week`
//! deny = ["W0202"]                 # warnings that are errors; or "warnings" for all
//! allow = ["W0206"]                # warnings that are not shown
//! line-width = 80                  # the most columns of a line
//! ```
//!
//! Every key may be left out. A key that is not known is an error, so that a typo does not pass for the default. Nothing here
//! reads a file: the caller finds the nearest `nse.toml`, in the folder of what it reads or above, and takes paths as relative
//! to it.

mod key;
mod problem;
mod read;
mod settings;

pub use key::schema;
pub use settings::{Config, Setting};
