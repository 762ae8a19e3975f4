//! Matchers that read a contact once between them say what each says by itself.

use nse_query::eval::{Matcher, MatcherSet, Report, Verdict};
use proptest::prelude::*;

use crate::generate;
use crate::laws::{context, contexts};

/// Contacts that are odd: members twice, values that cannot be read, `fields` that is no object.
const ODD: [&str; 6] = [
    r#"{"id": "1", "tags": [{"tag": "a"}], "tags": [{"tag": "b"}], "fields": {"email": [{"value": "a"}]}}"#,
    r#"{"id": "1", "fields": {"email": [{"value": "a"}], "rating": [{"value": "x"}], "email": [{"value": "b"}]}}"#,
    r#"{"id": "1", "created": "never", "updated": {}, "fields": {"rating": [{"value": []}], "birthday": [{"value": "?"}]}}"#,
    r#"{"id": "1", "fields": "none", "tags": 3}"#,
    r#"{"id": 1}"#,
    r#"{"id": "1", "tags": [}"#,
];

fn one_by_one<'t>(matchers: &[Matcher], contact: &'t str) -> Result<Vec<Verdict<'t>>, nse_query::Error> {
    let judge = |matcher: &Matcher| {
        let mut report = Report::default();
        let mut verdict = matcher.judge(contact, &mut report)?;
        verdict.odd = (report != Report::default()).then(|| Box::new(report));
        Ok(verdict)
    };
    matchers.iter().map(judge).collect()
}

proptest! {
    #[test]
    fn a_set_says_what_each_says(
        queries in prop::collection::vec(generate::plain_query(), 1..6),
        contacts in prop::collection::vec(generate::contact(), 1..6),
        choice in contexts(),
    ) {
        let context = context(choice);
        let matchers: Vec<Matcher> = queries.iter().map(|query| Matcher::new(query, &context).unwrap()).collect();
        let set: MatcherSet = matchers.iter().cloned().collect();
        prop_assert_eq!(set.matchers().len(), matchers.len());
        let contacts: Vec<String> = contacts.iter().map(ToString::to_string).collect();
        for contact in contacts.iter().map(String::as_str).chain(ODD) {
            let (together, alone) = (set.judge(contact), one_by_one(&matchers, contact));
            prop_assert_eq!(together.is_err(), alone.is_err(), "{}", contact);
            if let (Ok(together), Ok(alone)) = (together, alone) {
                prop_assert_eq!(together, alone, "{}", contact);
            }
        }
    }
}
