//! `nse-fmt json --request=delete`: the request that deletes contacts, behind its guard.

use nse_query::diagnostic::Code;
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
    let searches = eval::saved_searches(&args.evaluation, session)?;
    if !args.against.is_empty() {
        let matcher = eval::matcher(checked, &mut found, &args.evaluation, session)?;
        let counted = eval::count(matcher, &args.against, &session.catalog)?;
        say(&format!("this would delete {} of the {} local contacts\n", counted.matched, counted.read));
    }
    // Where it cannot be expanded, the guard has a refusal for that.
    let find = |id: &str| searches.query(id, &session.compiler())?.ok();
    let expanded = expand_saved_searches(query, find).unwrap_or_else(|_| query.clone());
    let meant = ["E0326", "E0327", "E0328"].into_iter().filter(|_| args.yes_everything).filter_map(Code::find);
    let guard = nse::DeletionGuard::new().at(session.now).expanded(expanded).allow(meant);
    // With what an evaluation doubts, and without what is allowed.
    let mut judged = checked.clone();
    judged.warnings.clone_from(&found.diagnostics);
    let request = guard.request(&judged);
    if let Err(nse::Denial::Refused(refusal)) = &request {
        let whole = Span::new(0, found.source.text.len());
        found.diagnostics.extend(session.leveled(vec![refusal.at(whole)]));
    }
    session.report_valid(&found)?;
    request.map_err(|denial| {
        Stop::failed(format!(
            "a query with a warning is not used for a deletion; if you have read the warning and accept it, add `--allow {}`",
            denial.code()
        ))
    })
}
