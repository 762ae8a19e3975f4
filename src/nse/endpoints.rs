//! The documented endpoints that take a query or may be thought to, and their parameters.

use crate::catalog::{Catalog, Field};

/// What a parameter takes (documentation, "Contact list: parameters").
#[derive(Clone, Copy)]
pub(super) enum Takes {
    Anything,
    Boolean,
    /// A whole number from 1.
    Count,
    /// `field:asc` or `field:desc`, one field.
    Sort,
    /// The same, of a field of contacts that has one value and is not a custom field.
    ContactSort,
    /// Names of fields of contacts, separated by commas.
    ContactFields,
}

/// An endpoint of one method. In its path `*` stands for an id.
pub(super) struct Endpoint {
    method: &'static str,
    path: &'static str,
    /// Whether it takes a query at all.
    pub(super) takes_query: bool,
    pub(super) parameters: &'static [(&'static str, Takes)],
}

use Takes::{Anything, Boolean, ContactFields, ContactSort, Count, Sort};

/// Those for contacts and their ids come first: a request whose path says nothing is one for contacts.
#[rustfmt::skip] // a table
static ENDPOINTS: &[Endpoint] = &[
    Endpoint {
        method: "GET", path: "/api/v1/contacts", takes_query: true,
        parameters: &[
            ("fields", ContactFields), ("tags", Boolean), ("last_contacted", Boolean), ("sort", ContactSort), ("page", Count),
            ("per_page", Count), ("files_data", Boolean), ("contexts", Anything),
        ],
    },
    Endpoint {
        method: "DELETE", path: "/api/v1/contacts", takes_query: true,
        parameters: &[("preflight_checks", Boolean)],
    },
    Endpoint {
        method: "GET", path: "/api/v1/contacts/ids", takes_query: true,
        parameters: &[
            ("fields", ContactFields), ("tags", Boolean), ("last_contacted", Boolean), ("sort", ContactSort), ("page", Count),
            ("per_page", Count),
        ],
    },
    Endpoint {
        method: "GET", path: "/api/v2/deals", takes_query: false,
        parameters: &[("sort", Sort), ("limit", Count)],
    },
    Endpoint {
        method: "GET", path: "/api/v2/deals/pipelines/*/deals", takes_query: true,
        parameters: &[("sort", Sort), ("limit", Count), ("stage_id", Anything), ("stuck", Boolean)],
    },
    Endpoint {
        method: "GET", path: "/api/v2/deals/pipelines/*/owners", takes_query: true,
        parameters: &[("sort", Sort), ("limit", Count)],
    },
];

impl Endpoint {
    /// The endpoint at the path of `url`; the one for contacts where its path is none of these.
    pub(super) fn of(url: &str, deletes: bool) -> Option<&'static Self> {
        let method = if deletes { "DELETE" } else { "GET" };
        let path = url.split(['?', '#']).next().unwrap_or_default();
        let path = path.find("/api/").and_then(|start| path.get(start..)).unwrap_or_default().trim_end_matches('/');
        let of_method = || ENDPOINTS.iter().filter(|endpoint| endpoint.method == method);
        of_method().find(|endpoint| endpoint.is_at(path)).or_else(|| of_method().next())
    }

    fn is_at(&self, path: &str) -> bool {
        let (mut known, mut given) = (self.path.split('/'), path.split('/'));
        loop {
            match (known.next(), given.next()) {
                (None, None) => return true,
                (Some(known), Some(given)) if known == given || (known == "*" && !given.is_empty()) => {}
                _ => return false,
            }
        }
    }

    /// What the parameter of this name takes; none where there is no such parameter.
    pub(super) fn takes(&self, name: &str) -> Option<Takes> {
        self.parameters.iter().find(|(known, _)| *known == name).map(|&(_, takes)| takes)
    }
}

impl Takes {
    /// What is wrong with the `value` of a parameter, percent-decoded: what was expected, with an example.
    pub(super) fn misfit(self, value: &str) -> Option<String> {
        let wrong = |right: bool, expected: &str| (!right).then(|| expected.to_owned());
        match self {
            Self::Anything => None,
            Self::Boolean => wrong(matches!(value, "true" | "false" | "0" | "1"), "expected `true` or `false`"),
            Self::Count => {
                let right = value.parse::<u32>().is_ok_and(|count| count > 0);
                wrong(right, "expected a whole number from 1 (e.g. `30`)")
            }
            Self::Sort => wrong(sorted_by(value).is_some(), "expected one field and its order (e.g. `name:asc`)"),
            Self::ContactSort => match sorted_by(value) {
                None => wrong(false, "expected one field and its order (e.g. `created:desc`)"),
                // What is not known here may be known to the service.
                Some(name) => {
                    let several = Catalog::contacts().field_by_json(name).is_some_and(|field| field.multiple);
                    wrong(!several, "expected a field that has one value (e.g. `created:desc`)")
                }
            },
            Self::ContactFields => value.split(',').find_map(|name| {
                let meant = misspelt(name.trim())?;
                Some(format!("expected names of fields as contacts carry them (e.g. `{meant}`)"))
            }),
        }
    }
}

/// The field of `field:asc` and `field:desc`.
fn sorted_by(value: &str) -> Option<&str> {
    let (field, order) = value.rsplit_once(':')?;
    (!field.is_empty() && !field.contains(',') && matches!(order, "asc" | "desc")).then_some(field)
}

/// The name that `name` spells otherwise, as `first_name` does `first name`; none where it is not a documented field's.
fn misspelt(name: &str) -> Option<String> {
    let letters = |name: &str| -> String {
        name.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let wanted = letters(name);
    let catalog = Catalog::contacts();
    let is_name = |field: &Field| field.json == name || field.name == name;
    if wanted.is_empty() || catalog.fields().any(|field| is_name(&field)) {
        return None;
    }
    catalog.fields().find(|field| letters(&field.json) == wanted).map(|field| field.json.clone().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_endpoint_is_found_by_its_path_and_method() {
        let path = |url: &str, deletes| Endpoint::of(url, deletes).map(|endpoint| endpoint.path);
        assert_eq!(path("https://app.nimble.com/api/v1/contacts/ids?query=x", false), Some("/api/v1/contacts/ids"));
        assert_eq!(path("/api/v2/deals/pipelines/5c/deals/?x", false), Some("/api/v2/deals/pipelines/*/deals"));
        assert_eq!(path("/api/v2/deals/pipelines/5c/owners", false), Some("/api/v2/deals/pipelines/*/owners"));
        assert_eq!(path("/api/v2/deals/pipelines//owners", false), Some("/api/v1/contacts"));
        assert_eq!(path("query=x", false), Some("/api/v1/contacts"));
        assert_eq!(Endpoint::of("query=x", true).map(|endpoint| endpoint.method), Some("DELETE"));
    }

    #[test]
    fn fields_are_written_as_contacts_carry_them() {
        assert!(ContactFields.misfit("first name,last name,My own_field").is_none());
        assert!(ContactFields.misfit("email,first_name").is_some_and(|expected| expected.contains("`first name`")));
    }
}
