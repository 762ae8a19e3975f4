//! The documented endpoints that take a query or may be thought to, and their parameters.

use crate::catalog::{Catalog, Field, nearest};

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
    /// What else to send with a contact, separated by commas.
    Contexts,
}

/// What `contexts` names (documentation, "Contact list: parameters").
const CONTEXTS: [&str; 5] = ["last_contacted_data", "employers_data", "leads_data", "sequences_data", "contact_files"];

/// What a listing is sorted by that is not a field (earlier documentation).
const SORT_KEYS: [&str; 3] = ["recently viewed", "score", "users last contacted"];

/// An endpoint of one method. In its path `*` stands for an id.
pub(super) struct Endpoint {
    pub(super) method: &'static str,
    path: &'static str,
    /// Whether it takes a query at all.
    pub(super) takes_query: bool,
    /// Whether it takes its parameters in its body, rather than in its URL.
    pub(super) in_body: bool,
    pub(super) parameters: &'static [(&'static str, Takes)],
}

use Takes::{Anything, Boolean, ContactFields, ContactSort, Contexts, Count, Sort};

/// Those for contacts and their ids come first: a request whose path says nothing is one for contacts.
#[rustfmt::skip] // a table
static ENDPOINTS: &[Endpoint] = &[
    Endpoint {
        method: "GET", path: "/api/v1/contacts", takes_query: true, in_body: false,
        parameters: &[
            ("fields", ContactFields), ("tags", Boolean), ("last_contacted", Boolean), ("sort", ContactSort), ("page", Count),
            ("per_page", Count), ("files_data", Boolean), ("contexts", Contexts),
        ],
    },
    Endpoint {
        method: "DELETE", path: "/api/v1/contacts", takes_query: true, in_body: false,
        parameters: &[("preflight_checks", Boolean)],
    },
    Endpoint {
        method: "GET", path: "/api/v1/contacts/ids", takes_query: true, in_body: false,
        parameters: &[
            ("fields", ContactFields), ("tags", Boolean), ("last_contacted", Boolean), ("sort", ContactSort), ("page", Count),
            ("per_page", Count),
        ],
    },
    Endpoint {
        method: "GET", path: "/api/v2/deals", takes_query: false, in_body: false,
        parameters: &[("sort", Sort), ("limit", Count)],
    },
    Endpoint {
        method: "GET", path: "/api/v2/deals/pipelines/*/deals", takes_query: true, in_body: false,
        parameters: &[("sort", Sort), ("limit", Count), ("stage_id", Anything), ("stuck", Boolean)],
    },
    Endpoint {
        method: "GET", path: "/api/v2/deals/pipelines/*/owners", takes_query: true, in_body: false,
        parameters: &[("sort", Sort), ("limit", Count)],
    },
    Endpoint {
        method: "POST", path: "/api/v2/deals/tags", takes_query: true, in_body: true,
        parameters: &[("tags", Anything)],
    },
];

impl Endpoint {
    /// The endpoint of `method` at the path of `url`, and whether it is documented. Where the URL does not name a path of the
    /// service's, as after `query=` or where a program adds the rest, it is the one for contacts.
    pub(super) fn of(url: &str, method: &str) -> (Option<&'static Self>, bool) {
        let path = url.split(['?', '#']).next().unwrap_or_default();
        let of_method = || ENDPOINTS.iter().filter(|endpoint| endpoint.method == method);
        let api = path.find("/api/").and_then(|start| path.get(start..));
        let (Some(path), false) = (api, path.contains(['$', '{'])) else {
            let first = of_method().find(|endpoint| !endpoint.in_body);
            return (first, first.is_some());
        };
        let found = of_method().find(|endpoint| endpoint.is_at(path.trim_end_matches('/')));
        (found, found.is_some())
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
                Some(name) if SORT_KEYS.contains(&name) => None,
                Some(name) => match Catalog::contacts().field_by_json(name) {
                    Some(field) => wrong(!field.multiple, "expected a field that has one value (e.g. `created:desc`)"),
                    // Custom fields do not sort.
                    None => Some(match near(name) {
                        Some(meant) => format!("expected a standard field (e.g. `{meant}:asc`)"),
                        None => "expected a standard field that has one value (e.g. `created:desc`)".to_owned(),
                    }),
                },
            },
            // Another one may be a custom field.
            Self::ContactFields => value.split(',').find_map(|name| {
                let meant = near(name.trim())?;
                Some(format!("expected names of fields as contacts carry them (e.g. `{meant}`)"))
            }),
            Self::Contexts => wrong(
                value.split(',').all(|context| CONTEXTS.contains(&context.trim())),
                "expected `last_contacted_data`, `employers_data`, `leads_data`, `sequences_data` or `contact_files`",
            ),
        }
    }
}

/// The field of `field:asc` and `field:desc`.
fn sorted_by(value: &str) -> Option<&str> {
    let (field, order) = value.rsplit_once(':')?;
    (!field.is_empty() && !field.contains(',') && matches!(order, "asc" | "desc")).then_some(field)
}

/// The documented name that `name` is most like, as `first_name` is like `first name` and `emial` like `email`; none where it is
/// one, or is like none.
fn near(name: &str) -> Option<String> {
    let letters = |name: &str| -> String {
        name.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let wanted = letters(name);
    let catalog = Catalog::contacts();
    let is_name = |field: &Field| field.json == name || field.name == name;
    if wanted.is_empty() || catalog.fields().any(|field| is_name(&field)) {
        return None;
    }
    let spelt = catalog.fields().find(|field| letters(&field.json) == wanted).map(|field| field.json.to_string());
    let names: Vec<String> = catalog.fields().map(|field| field.json.to_string()).collect();
    spelt.or_else(|| nearest(name, names.iter().map(String::as_str)).first().map(|&name| name.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_endpoint_is_found_by_its_path_and_method() {
        let path = |url: &str, deletes| {
            Endpoint::of(url, if deletes { "DELETE" } else { "GET" }).0.map(|endpoint| endpoint.path)
        };
        assert_eq!(path("https://app.nimble.com/api/v1/contacts/ids?query=x", false), Some("/api/v1/contacts/ids"));
        assert_eq!(path("/api/v2/deals/pipelines/5c/deals/?x", false), Some("/api/v2/deals/pipelines/*/deals"));
        assert_eq!(path("/api/v2/deals/pipelines/5c/owners", false), Some("/api/v2/deals/pipelines/*/owners"));
        assert_eq!(path("/api/v2/deals/pipelines//owners", false), None);
        assert_eq!(path("/api/v1/contacts/ids", true), None);
        assert_eq!(path("query=x", false), Some("/api/v1/contacts"));
        assert_eq!(path("query=x", true), Some("/api/v1/contacts"));
    }

    #[test]
    fn fields_are_written_as_contacts_carry_them() {
        assert!(ContactFields.misfit("first name,last name,My own_field").is_none());
        assert!(ContactFields.misfit("emial").is_some_and(|expected| expected.contains("`email`")));
        assert!(ContactFields.misfit("email,first_name").is_some_and(|expected| expected.contains("`first name`")));
    }
}
