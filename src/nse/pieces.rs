//! A URL that code puts together: a template, or texts joined by `+`.

use super::carried::Carried;
use super::sent::{Given, Said};
use super::url;
use crate::diagnostic::Diagnostics;
use crate::json::is_json;
use crate::span::Span;

/// A parameter whose value is still going on.
struct Open {
    name: String,
    /// How many bytes the name takes as it is written.
    length: usize,
    whole: Span,
    /// The texts are percent-encoded as they stand; what a call encoded is marked.
    value: Vec<(Said, bool)>,
}

/// What stands before the `?`, and the parameters after it. Of `pieces` those that are a text are written as they are, those of
/// calls that encode come decoded.
///
/// # Errors
/// A query that cannot be decoded.
pub(super) fn parameters(pieces: &[(Said, bool)]) -> Result<(String, Vec<Given>), Diagnostics> {
    let mut target = String::new();
    let mut given = Vec::new();
    let mut open: Option<Open> = None;
    let mut begun = false;
    for (piece, encoded) in pieces {
        let text = match piece {
            Said::Text(text) if !encoded => text,
            other => {
                match &mut open {
                    Some(open) => open.value.push((other.clone(), true)),
                    // JSON alone, not in a URL.
                    None if matches!(other, Said::Text(text) if is_json(&text.json)) => {
                        let (at, what) = (place(other), "what is joined to it".to_owned());
                        let value = Said::Later { at, what };
                        given.push(Given { name: "query".to_owned(), whole: at, value, removal: None });
                    }
                    None => {}
                }
                continue;
            }
        };
        let mut at = 0;
        if !begun {
            let start = text.json.find('?').map(|mark| mark + 1);
            let start = start.or_else(|| text.json.starts_with("query=").then_some(0));
            let before = start.map_or(text.json.len(), |start| start.saturating_sub(1));
            target.push_str(text.json.get(..before).unwrap_or_default());
            let Some(start) = start else {
                if is_json(&text.json) {
                    let (at, what) = (text.place(), "what is joined to it".to_owned());
                    let value = Said::Later { at, what };
                    given.push(Given { name: "query".to_owned(), whole: at, value, removal: None });
                }
                continue;
            };
            (begun, at) = (true, start);
            open = Some(named(text, at));
            at += open.as_ref().map_or(0, |open| open.length);
            at += usize::from(text.json.get(at..).is_some_and(|rest| rest.starts_with('=')));
        }
        loop {
            let rest = text.json.get(at..).unwrap_or_default();
            let end = rest.find('&').map_or(text.json.len(), |end| at + end);
            if let (Some(open), true) = (&mut open, end > at) {
                let part = text.part(Span::new(at, end));
                open.whole = open.whole.to(part.place());
                open.value.push((Said::Text(part), false));
            }
            if end >= text.json.len() {
                break;
            }
            given.extend(open.take().map(Open::closed).transpose()?.flatten());
            let next = named(text, end + 1);
            at = end + 1 + next.length;
            at += usize::from(text.json.get(at..).is_some_and(|rest| rest.starts_with('=')));
            open = Some(next);
        }
    }
    given.extend(open.map(Open::closed).transpose()?.flatten());
    Ok((target, given))
}

fn place(said: &Said) -> Span {
    match said {
        Said::Text(text) => text.place(),
        Said::Later { at, .. } => *at,
    }
}

/// The parameter that begins at `at` of `text`.
fn named(text: &Carried, at: usize) -> Open {
    let rest = text.json.get(at..).unwrap_or_default();
    let name = rest.get(..rest.find(['=', '&']).unwrap_or(rest.len())).unwrap_or_default();
    let place = Span::new(at, at + name.len());
    let decoded = url::decode(text, place).map_or_else(|_| name.to_owned(), |name| name.json);
    Open { name: decoded, length: name.len(), whole: text.span(place), value: Vec::new() }
}

impl Open {
    fn closed(mut self) -> Result<Option<Given>, Diagnostics> {
        let later = self.value.iter().find_map(|(said, _)| match said {
            Said::Later { at, what } => Some((*at, what.clone())),
            Said::Text(_) => None,
        });
        let value = match (self.value.len(), later) {
            (0, _) => return Ok(None),
            (_, Some((at, what))) => Said::Later { at, what },
            (1, None) => match self.value.swap_remove(0) {
                (Said::Text(text), false) => Said::Text(url::decode(&text, Span::new(0, text.json.len()))?),
                (said, _) => said,
            },
            (_, None) => {
                let at = self.value.first().map(|(said, _)| place(said)).unwrap_or_default();
                Said::Later { at, what: "what is joined here".to_owned() }
            }
        };
        let whole = self.whole.to(match &value {
            Said::Text(text) => text.place(),
            Said::Later { at, .. } => *at,
        });
        Ok(Some(Given { name: self.name, whole, value, removal: None }))
    }
}
