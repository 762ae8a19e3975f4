//! `nse-fmt json --request=delete`: the request that deletes contacts, behind its guard.

use nse_query::query::expand_saved_searches;
use nse_query::{Checked, Span, nse};

use crate::args;
use crate::eval;
use crate::session::{Found, Session, say};
use crate::stop::Stop;

/// The request. How many contacts it would hit is said first, where there are some to count.
pub(crate) fn request(
    checked: &Checked,
    mut found: Found,
    args: &args::Json,
    session: &Session,
) -> Result<nse::Request, Stop> {
    let query = &checked.query;
    let searches = eval::saved_searches(&args.evaluation)?;
    if !args.against.is_empty() {
        let matcher = eval::matcher(checked, &mut found, &args.evaluation, session)?;
        let counted = eval::count(matcher, &args.against, &session.catalog)?;
        say(&format!("this would delete {} of the {} local contacts\n", counted.matched, counted.read));
    }
    // Where it cannot be expanded, the guard has a refusal for that.
    let find = |id: &str| searches.query(id, &session.compiler())?.ok();
    let expanded = expand_saved_searches(query, find).unwrap_or_else(|_| query.clone());
    let refusal = nse::Refusal::of_at(&expanded, session.now).filter(|_| !args.yes_everything);
    let whole = Span::new(0, found.source.text.len());
    found.diagnostics.extend(session.leveled(refusal.map(|refusal| refusal.at(whole)).into_iter().collect()));
    session.report_valid(&found)?;
    if let Some(doubt) = nse::doubt(&found.diagnostics) {
        return Err(Stop::failed(format!(
            "a query with a warning is not used for a deletion; if you have read the warning and accept it, add `--allow {}`",
            doubt.code()
        )));
    }
    Ok(nse::delete_request_unguarded(query))
}
