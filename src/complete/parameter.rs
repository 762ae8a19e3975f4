//! The parameter at a place of a text, and another name for it.

use crate::code::problems;
use crate::diagnostic::{Edit, Error};
use crate::lex::{TokenKind, tokens};
use crate::span::Span;

problems! {
    /// Why a parameter cannot have a name.
    enum Problem {
        E0607 ("`{name}` is not a name for a parameter; a name has letters, digits and `_`, and does not begin with a digit") Name { name: String },
        E0607 ("the text already has a parameter `{{{name}}}`") Taken { name: String },
    }
}

/// Where the parameter at `offset`, a byte of `text`, stands, and where it stands again, in order of place, each with its braces;
/// nothing where no parameter is there.
///
/// # Examples
/// ```
/// use nse_query::complete::parameter_places;
///
/// let text = "tag = {tag} or company name = {company} or any ~ {tag}";
/// let places = parameter_places(text, 8);
/// assert_eq!(places.iter().map(|place| place.start).collect::<Vec<_>>(), [6, 49]);
/// assert!(parameter_places(text, 0).is_empty());
/// ```
pub fn parameter_places(text: &str, offset: usize) -> Vec<Span> {
    let parameters = || tokens(text).filter(|token| token.kind == TokenKind::Parameter);
    let at = parameters().find(|token| token.span.start <= offset && offset <= token.span.end);
    let named = at.into_iter().flat_map(|at| parameters().filter(move |token| token.text == at.text));
    named.map(|token| token.span).collect()
}

/// The edits that give the parameter at `offset`, a byte of `text`, the name `name`, without braces, wherever it stands; none
/// where no parameter is there.
///
/// # Errors
/// E0607 where a parameter cannot have that name, or another one has it already: two that become one would ask something else.
///
/// # Examples
/// ```
/// use nse_query::complete::rename_parameter;
///
/// let text = "tag = {tag} or any ~ {tag}";
/// let edits = rename_parameter(text, 8, "label")?;
/// assert_eq!(edits.len(), 2);
/// assert_eq!(edits[1].text, "{label}");
/// assert_eq!(rename_parameter(text, 8, "2nd").unwrap_err().code().name(), "E0607");
/// # Ok::<(), nse_query::Error>(())
/// ```
pub fn rename_parameter(text: &str, offset: usize, name: &str) -> Result<Vec<Edit>, Error> {
    let places = parameter_places(text, offset);
    let new = format!("{{{name}}}");
    let mut read = tokens(&new);
    let one = read.next().is_some_and(|token| token.kind == TokenKind::Parameter && token.text == new);
    if !one {
        return Err(Problem::Name { name: name.to_owned() }.into());
    }
    let taken = tokens(text).any(|token| token.kind == TokenKind::Parameter && token.text == new);
    let same = places.first().is_some_and(|place| place.of(text) == new);
    if taken && !same {
        return Err(Problem::Taken { name: name.to_owned() }.into());
    }
    Ok(places.into_iter().map(|span| Edit { span, text: new.clone() }).collect())
}
