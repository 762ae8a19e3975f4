//! What a matcher says beside yes and no: problems, warnings, tallies, explanations.

use nse_query::eval::{Contact, Context, Explanation, Matcher, PreparedContacts, Report, SavedSearches};
use nse_query::{Catalog, Compiler, Query};
use serde_json::json;

use crate::generate::{NOW, USER};

fn context() -> Context {
    Context::at(NOW.parse().unwrap())
}

fn matcher(query: &str) -> Matcher {
    Matcher::new(&query.parse().unwrap(), &context()).unwrap()
}

fn id(number: usize) -> String {
    format!("4fc886dc682c4a64dd{number:06}")
}

fn saved(number: usize) -> String {
    json!({"saved_search": {"is": id(number)}}).to_string()
}

fn with(searches: &[String]) -> Context {
    let each = searches.iter().enumerate();
    let each = each.map(|(number, query)| json!({"id": id(number), "name": format!("S{number}"), "query": query}));
    let listing = json!({"resources": each.collect::<Vec<_>>()}).to_string();
    context().saved_searches(SavedSearches::parse(&listing).unwrap())
}

#[test]
fn a_matcher_goes_where_threads_go() {
    fn goes<T: Send + Sync + 'static>(_: &T) {}
    goes(&matcher("tag = vip"));
}

#[test]
fn saved_searches_that_cannot_be_evaluated_are_errors() {
    let problems = |query: &str, searches: &[String]| {
        let checked = Compiler::default().text(query).unwrap();
        let mistakes = Matcher::checked(&checked, &with(searches)).unwrap_err().into_vec();
        let said: Vec<&str> = mistakes.iter().map(nse_query::Diagnostic::message).collect();
        let error = Matcher::new(&checked.query, &with(searches)).unwrap_err();
        assert_eq!((error.to_string(), error.code()), (said.join("; "), mistakes[0].code()));
        let placed = mistakes.iter().map(|mistake| {
            let clause = checked.places.iter().position(|place| place.value == mistake.span).unwrap();
            format!("{clause} {}", mistake.message())
        });
        placed.collect::<Vec<_>>()
    };
    let root = format!("tag = vip and saved search = {}", id(0));
    assert_eq!(problems(&root, &[]), [format!("1 unknown saved search `{}`", id(0))]);
    assert_eq!(
        problems(&root, &[saved(7)]),
        [format!("1 unknown saved search `{}`, which the saved search `S0` uses", id(7))]
    );
    assert_eq!(problems(&root, &[saved(0)]), ["1 the saved search `S0` leads back to itself"]);
    assert_eq!(problems(&root, &[saved(1), saved(0)]), ["1 the saved search `S0` leads back to itself"]);
    let both = format!("saved search = {} or saved search = {}", id(0), id(1));
    assert_eq!(problems(&both, &[saved(8), saved(9)]).len(), 2);
    // What is wrong with one is said once.
    let twice = format!("saved search = {0} or saved search = {0}", id(0));
    assert_eq!(problems(&twice, &[saved(8)]).len(), 1);
    let chain: Vec<String> = (1..=21).map(saved).collect();
    assert_eq!(problems(&root, &chain), ["1 the saved search `S20` stands more than 20 references deep"]);
    assert!(problems(&root, &["{}".to_owned()])[0].starts_with("1 the saved search `S0` is not a valid query: "));
    assert_eq!(
        problems(&root, &["tag = vip".to_owned()]),
        ["1 the saved search `S0` is not a valid query: it is filter text, not NSE JSON"]
    );
}

#[test]
fn listings_of_saved_searches() {
    let id = id(0);
    let query: Query = format!("tag = a or saved search = {id}").parse().unwrap();
    let matcher = |listing: &str| {
        let searches = SavedSearches::parse(listing).map_err(|problem| problem.to_string())?;
        Matcher::new(&query, &context().saved_searches(searches)).map_err(|error| error.to_string())
    };
    let vip = format!(r#"{{"id": "{id}", "query": "{{\"tag\": {{\"is\": \"vip\"}}}}"}}"#);
    let nobody = r#"{"id": "4fc886dc682c4a64dd000009", "query": null}"#;
    assert!(matcher(&format!("\u{feff}{{\"resources\": [{vip}, {nobody}]}}")).is_ok());
    let counted = |listing: &str| SavedSearches::parse(listing).map(|searches| (searches.len(), searches.is_empty()));
    assert_eq!(counted(&format!("{{\"resources\": [{vip}, {nobody}]}}")), Ok((2, false)));
    assert_eq!(counted("{\"resources\": []}"), Ok((0, true)));
    assert_eq!(
        matcher(&format!("{{\"resources\": [{vip}, {vip}]}}")).unwrap_err(),
        format!("not a listing of saved searches: the id `{id}` appears twice")
    );
    for entry in [format!(r#"{{"id": "{id}", "query": null}}"#), format!(r#"{{"id": "{id}"}}"#)] {
        let error = matcher(&format!("{{\"resources\": [{entry}]}}")).unwrap_err();
        assert!(error.starts_with(&format!("the saved search `{id}` is not a valid query: ")), "{error}");
    }
}

/// What stops an evaluation is placed in the source, of whichever form that is.
#[test]
fn what_stops_an_evaluation_is_placed_in_its_source() {
    let json = format!(r#"{{"and":[{{"tag":{{"is":"vip"}}}},{{"saved_search":{{"is":"{}"}}}}]}}"#, id(0));
    let request = nse_query::nse::url_encode(&json);
    for (source, place, pointer) in [
        (format!("tag = vip and saved search = {}", id(0)), id(0), None),
        (json, format!("\"{}\"", id(0)), Some("/and/1")),
        (format!("/contacts?query={request}"), format!("%22{}%22", id(0)), Some("/and/1")),
    ] {
        let checked = Compiler::new(Catalog::builtin()).read(&source).unwrap();
        let found = Matcher::checked(&checked, &context()).unwrap_err().into_vec();
        assert_eq!((found[0].span.of(&source), found[0].pointer.as_deref()), (&*place, pointer), "{source}");
    }
}

#[test]
fn twenty_references_are_not_too_deep_whichever_way_they_are_met() {
    let mut chain: Vec<String> = (1..20).map(saved).collect();
    chain.push(json!({"tag": {"is": "vip"}}).to_string());
    let deepest: Query = format!("saved search = {}", id(0)).parse().unwrap();
    assert!(Matcher::new(&deepest, &with(&chain)).unwrap().matches_str(r#"{"id": "1", "tags": ["vip"]}"#).unwrap());
    // The inner end of the chain is known when the chain itself comes.
    chain.push(saved(0));
    let source = format!("saved search = {} or saved search = {}", id(10), id(20));
    let checked = Compiler::default().text(&source).unwrap();
    let mistakes = Matcher::checked(&checked, &with(&chain)).unwrap_err().into_vec();
    assert_eq!((mistakes[0].code().name(), mistakes[0].span.of(&source)), ("E0403", &*id(20)));
}

/// What a saved search answered of a contact is kept, for more of them than a word has bits.
#[test]
fn each_of_many_saved_searches_keeps_its_own_answer() {
    let searches: Vec<String> =
        (0..70).map(|number| json!({"tag": {"is": format!("t{number}")}}).to_string()).collect();
    // All are read in order, and one is asked twice.
    let asked: Vec<String> = (0..70).map(|number| format!("saved search = {}", id(number))).collect();
    let query = asked.iter().map(|asked| format!("not ({asked} and {asked})"));
    for (number, query) in query.enumerate() {
        let all = asked.join(" or ");
        let query: Query = format!("(({all}) and tag = none) or ({query})").parse().unwrap();
        let matcher = Matcher::new(&query, &with(&searches)).unwrap();
        for tag in 0..70 {
            let contact = json!({"id": "1", "tags": [format!("t{tag}")]}).to_string();
            assert_eq!(matcher.matches_str(&contact).unwrap(), tag != number, "{number} {tag}");
        }
    }
}

#[test]
fn saved_searches_that_multiply_are_read_and_asked_once() {
    // Each level uses the next ten times: 10^19 clauses.
    let mut searches: Vec<String> = (1..20)
        .map(|next| {
            let reference: serde_json::Value = serde_json::from_str(&saved(next)).unwrap();
            json!({"or": vec![reference; 10]}).to_string()
        })
        .collect();
    searches.push(json!({"or": vec![json!({"tag": {"is": "vip"}}); 10]}).to_string());
    let query: Query = format!("saved search = {}", id(0)).parse().unwrap();
    let matcher = Matcher::new(&query, &with(&searches)).unwrap();
    assert_eq!(matcher.clauses(), usize::MAX);
    assert!(!matcher.matches_str(r#"{"id": "1"}"#).unwrap());
    let explanation = matcher.explain(&Contact::parse(r#"{"id": "1", "tags": ["vip"]}"#).unwrap());
    assert!(explanation.matched());
    // A hundred searches, so that more are remembered than fit one word.
    let searches: Vec<String> = (0..100).map(|number| json!({"rating": {"is": number}}).to_string()).collect();
    let all: Vec<String> = (0..100).map(|number| format!("saved search = {}", id(number))).collect();
    let query: Query = format!("({0}) and ({0})", all.join(" or ")).parse().unwrap();
    let matcher = Matcher::new(&query, &with(&searches)).unwrap();
    assert_eq!(matcher.clauses(), 200);
    for (rating, found) in [(0, true), (99, true), (100, false)] {
        let contact = json!({"id": "1", "fields": {"rating": [{"value": rating}]}});
        assert_eq!(matcher.matches_value(&contact).unwrap(), found, "{rating}");
    }
}

#[test]
fn saved_searches_of_old_are_read_leniently_where_asked() {
    let searches = [json!({"names": {"is": "Jon Ferrara"}}).to_string()];
    let query: Query = format!("saved search = {}", id(0)).parse().unwrap();
    assert!(Matcher::new(&query, &with(&searches)).is_err());
    let matcher =
        Matcher::new(&query, &with(&searches).compiler(Compiler::new(Catalog::builtin()).lenient(true))).unwrap();
    let contact =
        |last: &str| json!({"id": "1", "fields": {"first name": [{"value": "JON"}], "last name": [{"value": last}]}});
    assert!(matcher.matches_value(&contact("ferrara")).unwrap());
    assert!(!matcher.matches_value(&contact("x")).unwrap());
}

#[test]
fn unknown_fields_of_lenient_queries_are_fields_of_that_name() {
    let catalog = Catalog::builtin();
    let found = |query: &str, value: serde_json::Value| {
        let checked = Compiler::new(&catalog).lenient(true).text(query).unwrap();
        let contact = json!({"id": "1", "fields": {"mood": [{"value": value}]}});
        Matcher::new(&checked.query, &context()).unwrap().matches_value(&contact).unwrap()
    };
    assert!(found("mood = Happy", json!("HAPPY")) && !found("mood = Happy", json!("sad")));
    assert!(found("mood > 3", json!("4")) && !found("mood > 3", json!("many")));
    assert!(found("mood = true", json!("True")) && found("mood in last 1 month", json!("2025-03-30T00:00:00Z")));
    assert!(found("mood in 1 Mar..31 Mar", json!("03/05")) && found("mood is not empty", json!(false)));
}

#[test]
fn choices_are_found_by_id_and_by_label() {
    let metadata = json!({"contacts_meta": {"fields": {"lead type": [{"name": "lead type", "presentation": {
        "type": "select-box", "values": [{"id": "7", "value": "Press"}, {"id": "12", "value": "7"}]}}]}}});
    let catalog = Catalog::builtin().with_metadata(&metadata.to_string()).unwrap().catalog;
    let found = |query: &str, stored: &str| {
        let checked = Compiler::new(&catalog).text(query).unwrap();
        let contact = json!({"id": "1", "fields": {"lead type": [{"value": stored}]}});
        Matcher::new(&checked.query, &context()).unwrap().matches_value(&contact).unwrap()
    };
    assert!(found("lead type = Press", "7") && found("lead type = press", "PRESS"));
    assert!(found("lead type = 7", "12"));
    // What is stored as 7 is the choice of the id 7, not the one of the label.
    assert!(!found("lead type = 7", "7") && !found("lead type = Press", "12"));
}

#[test]
fn without_a_user_there_is_a_warning_and_a_tally() {
    let source = "tag = vip or user last contacted is not empty";
    let checked = Compiler::default().text(source).unwrap();
    let matcher = Matcher::checked(&checked, &context()).unwrap();
    let warnings = matcher.warnings().iter().map(|warning| (warning.span.of(source), warning.code().name()));
    assert_eq!(warnings.collect::<Vec<_>>(), [("is not empty", "W0401")]);
    assert!(Matcher::new(&checked.query, &context().user(USER).unwrap()).unwrap().warnings().is_empty());
    let mut report = Report::default();
    for contact in [
        r#"{"id": "1", "last_contacted": {"tstamp": "2025-03-30T10:00:00Z", "user_id": "x"}}"#,
        r#"{"id": "2", "lc": {"user_lc": {"last": {"tstamp": "2025-03-30T10:00:00Z"}}}, "last_contacted": {"tstamp": "2025-03-30"}}"#,
        r#"{"id": "3", "last_contacted": {"tstamp": null}}"#,
    ] {
        matcher.judge(contact, &mut report).unwrap();
    }
    assert_eq!((report.only_last_contacted, report.unreadable), (1, 0));
    assert!(context().user("me").is_err());
}

#[test]
fn unreadable_values_are_tallied_once_a_member() {
    let matcher = matcher("created in last 1 month or rating > 3 or created in 2020 or rating < 1");
    let mut report = Report::default();
    let contact =
        r#"{"id": "a", "created": "soon", "fields": {"rating": [{"value": "many"}, {"value": ""}, {"value": null}]}}"#;
    assert!(!matcher.judge(contact, &mut report).unwrap().matched);
    assert_eq!(report.unreadable, 2);
    let first = report.first.clone().unwrap();
    assert_eq!((&*first.contact, &*first.member, &*first.value), ("a", "created", "soon"));
    assert_eq!(nse_query::Error::from(first).code().name(), "E0410");
    let mut later = Report::default();
    matcher.judge(r#"{"id": "b", "created": {}}"#, &mut later).unwrap();
    report.add(later);
    assert_eq!((report.unreadable, &*report.first.unwrap().contact), (3, "a"));
}

/// The last of several members of one name counts, and the contact is counted once, where the query looked at it.
#[test]
fn repeated_members_are_tallied() {
    let custom: Vec<String> = (0..100).map(|number| format!("custom.c{number} = x")).collect();
    let custom = custom.join(" or ");
    for (query, members, matched, member) in [
        ("tag = b", r#""tags": ["a"], "tags": ["b"]"#, true, "tags"),
        ("tag = a", r#""tags": ["a"], "tags": ["b"]"#, false, "tags"),
        ("tag = a", r#""tags": ["a"], "tags": null"#, false, "tags"),
        ("tag = a", r#""tags": ["a"], "tags2": ["b"]"#, true, ""),
        ("tag = a", r#""tags": [], "tags2": ["b"], "tags2": ["a"]"#, true, "tags"),
        ("tag = a", r#""tags": [{"tag": "a", "tag": "b"}, {"tag": "c"}]"#, false, "tags"),
        ("record type = person", r#""record_type": "person", "record_type": "company""#, false, "record_type"),
        ("not record type = company", r#""record_type": "company", "record_type": "person""#, true, "record_type"),
        ("email = a", r#""fields": {"email": [{"value": "a"}]}, "fields": {}"#, false, "fields"),
        ("email = a", r#""fields": {"email": ["a"], "\u0065mail": ["b"]}"#, false, "fields.email"),
        ("email = a", r#""fields": {"email": [], "email": ["a"]}"#, true, "fields.email"),
        ("email = a", r#""fields": {"email": [{"value": "b", "value": "a"}]}"#, true, "fields.email"),
        ("email = a", r#""fields": {"email": [{"value": "a", "value": null}]}"#, false, "fields.email"),
        ("email = a", r#""fields": {"phone": ["a"], "email": ["a"], "phone": ["b"]}"#, true, ""),
        (&custom, r#""fields": {"c90": ["x"], "c91": [], "c90": []}"#, false, "fields.c90"),
        ("created in 2025", r#""created": "2025-01-01", "created": "2024-01-01""#, false, "created"),
        (
            "created in 2025 and tag = a",
            r#""tags": ["a"], "created": "2024-01-01", "created": "2025-01-01""#,
            true,
            "created",
        ),
        ("tag = a and created in 2025", r#""created": "2024-01-01", "tags": ["b"], "tags": ["a"]"#, false, ""),
        ("updated in 2025", r#""created": "2025-01-01", "created": "2024-01-01", "updated": "2025-01-01""#, true, ""),
        (
            "company last contacted in 2025",
            r#""lc": {"company_lc": {"last": {"tstamp": "2025-01-01", "tstamp": null}}}"#,
            false,
            "lc.company_lc.last.tstamp",
        ),
        (
            "company last contacted in 2025",
            r#""last_contacted": {"tstamp": "2024-01-01"}, "last_contacted": {"last_contacted": "2025-01-01"}"#,
            true,
            "last_contacted.tstamp",
        ),
        ("reminder is empty", r#""reminder": {"a": 1, "a": 2}, "reminder": {}"#, true, "reminder"),
        (
            "tag = a",
            r#""tags": ["b"], "x": {"y": 1, "y": 1}, "tags": ["a"], "z": "\ud83d", "deep": [[[[[[1e999]]]]]]"#,
            true,
            "tags",
        ),
        ("id = 4f69fb852ab3740c5e000004", r#""id": "4f69fb852ab3740c5e000004""#, true, "id"),
    ] {
        let json = format!(r#"{{"id": "a", {members}}}"#);
        let matcher = matcher(query);
        let mut report = Report::default();
        assert_eq!(matcher.judge(&json, &mut report).map(|verdict| verdict.matched), Ok(matched), "{query}: {json}");
        assert_eq!((report.repeated, report.unreadable), (u64::from(!member.is_empty()), 0), "{query}: {json}");
        assert_eq!(report.first_repeated.map(|first| first.member).unwrap_or_default(), member, "{json}");
        let contact = Contact::parse(&json).unwrap();
        assert_eq!((matcher.matches(&contact), matcher.explain(&contact).matched()), (matched, matched), "{json}");
        let mut builder = PreparedContacts::builder();
        builder.push(&json).unwrap();
        assert_eq!(builder.finish().find(&matcher).count(), usize::from(matched), "{query}: {json}");
    }
    let mut report = Report::default();
    for id in ["a", "b"] {
        let mut one = Report::default();
        matcher("tag = a").judge(&format!(r#"{{"id": "{id}", "tags": [], "tags": []}}"#), &mut one).unwrap();
        report.add(one);
    }
    assert_eq!((report.repeated, &*report.first_repeated.unwrap().contact), (2, "a"));
    // The id too: what is not a string last is none.
    assert!(Contact::parse(r#"{"id": "a", "id": 5}"#).is_err());
    assert_eq!(Contact::parse(r#"{"id": 5, "id": "a"}"#).unwrap().id(), "a");
}

/// A clause may decide before all of a contact is read. The answer is that of the whole contact, in whatever order its
/// members stand, once or twice.
#[test]
fn what_is_decided_early_is_what_the_whole_contact_says() {
    let members = [
        r#""id":"a""#,
        r#""created":"2025-05-05T05:05:05Z""#,
        r#""created":"2020-05-05T05:05:05Z""#,
        r#""created":"soon""#,
        r#""created":null"#,
        r#""tags":["vip"]"#,
        r#""fields":{"first name":[{"value":"Jon"}],"email":[{"value":"\ud83d"}]}"#,
    ];
    let matchers = [
        "tag = vip and name ~ Jon and created in 2025",
        "(name ~ Jon and created not in 2020) and not tag = x",
        "name ~ Jon and not created in 2020",
    ]
    .map(matcher);
    for indices in (0..7_usize.pow(5)).map(|number| (0..5).map(move |place| number / 7_usize.pow(place) % 7)) {
        let json = format!("{{{}}}", indices.map(|index| members[index]).collect::<Vec<_>>().join(","));
        let Ok(contact) = Contact::parse(&json) else { continue };
        for matcher in &matchers {
            assert_eq!(matcher.matches_str(&json), Ok(matcher.matches(&contact)), "{json}");
        }
    }
}

/// What follows the member that decided is checked as all else, and what is odd is told as without it.
#[test]
fn what_is_decided_early_is_checked_to_its_end() {
    let matcher = matcher("name ~ Jon and tag = vip and created in 2025");
    let code = |json: &str| matcher.matches_str(json).map_err(|problem| problem.code().name());
    assert_eq!(code(r#"{"created":"2020-01-01","id":"a","fields":{"x":[{"value":"\ud83d"}]}}"#), Ok(false));
    for tail in [r#","fields":{"#, r#","fields":{"x":[}}"#, r#","fields":{"x":"\u12"}}"#, "} x", ",}", r#","x":01}"#] {
        assert_eq!(code(&format!(r#"{{"id":"a","created":"2020-01-01"{tail}"#)), Err("E0407"), "{tail}");
    }
    for tail in ["", r#","id":5"#, r#","id":null"#] {
        assert_eq!(code(&format!(r#"{{"created":"2020-01-01"{tail}}}"#)), Err("E0408"), "{tail}");
    }
    let mut report = Report::default();
    for json in [r#"{"created":"soon","id":"a","tags":5}"#, r#"{"tags":{"tag":[]},"id":"b","created":"2020-01-01"}"#] {
        assert!(!matcher.judge(json, &mut report).unwrap().matched);
    }
    assert_eq!((report.unreadable, &*report.first.unwrap().contact), (1, "a"));
}

/// What is blank is no value, and nothing to tally.
#[test]
fn blank_values_are_not_unreadable() {
    for blank in ["\"\"", "\" \"", "null"] {
        let mut report = Report::default();
        let contact = format!(r#"{{"id": "a", "created": {blank}, "fields": {{"rating": [{{"value": {blank}}}]}}}}"#);
        assert!(!matcher("created in 2025 or rating > 3").judge(&contact, &mut report).unwrap().matched);
        assert_eq!(report.unreadable, 0, "{blank}");
    }
}

/// With its saved searches a query may have more clauses than the service once took.
#[test]
fn the_clauses_of_saved_searches_count() {
    for (clauses, warned) in [(9, false), (10, false), (11, true)] {
        let search = json!({"or": vec![json!({"tag": {"is": "vip"}}); clauses]}).to_string();
        let query: Query = format!("email is empty or saved search = {}", id(0)).parse().unwrap();
        let matcher = Matcher::new(&query, &with(&[search])).unwrap();
        assert_eq!((matcher.clauses(), !matcher.warnings().is_empty()), (clauses + 1, warned));
    }
}

/// A record is a contact or none whatever the query looks at; what it looks at and cannot be read is tallied.
#[test]
fn what_cannot_be_read_is_tallied_where_it_is_looked_at() {
    for (members, query) in [
        (r#""fields": []"#, "email is empty"),
        (r#""fields": "x""#, "not rating > 3"),
        (r#""fields": 5"#, "email is empty"),
        (r#""fields": -5"#, "email is empty"),
        (r#""fields": 0.5"#, "email is empty"),
        (r#""fields": true"#, "email is empty"),
        (r#""fields": {"description": [{"value": "cut \ud83d"}]}"#, "description is empty"),
        (r#""fields": {"rating": [{"value": 1e999}]}"#, "not rating > 3"),
        (r#""fields": {"rating": [{"value": "1e999"}]}"#, "rating is empty"),
        (r#""fields": {"email": [["a@b.com"]]}"#, "email is empty"),
        (r#""fields": {"email": [[[[]]]]}"#, "email is empty"),
        (r#""reminder": []"#, "reminder is empty"),
        (r#""reminder": false"#, "reminder is empty"),
        (r#""last_contacted": "2024-01-01""#, "company last contacted is empty"),
        (r#""last_contacted": {"last_contacted": "soon"}"#, "company last contacted is empty"),
        (r#""created": "2024-01-01T12:00:60Z""#, "not created in 2024"),
        (r#""last_contacted": {"tstamp": "2016-12-30T23:59:60Z"}"#, "company last contacted is empty"),
        (r#""lc": [], "x": "\ude00""#, "company last contacted is empty"),
        (r#""lc": {"company_lc": "\ud83d"}"#, "company last contacted is empty"),
        (r#""lc": 5"#, "company last contacted is empty"),
        (r#""lc": -5"#, "company last contacted is empty"),
        (r#""lc": 0.5"#, "company last contacted is empty"),
        (r#""lc": true"#, "company last contacted is empty"),
        (r#""tags": -1e999"#, "tag is empty"),
    ] {
        for (query, unreadable) in [(query, 1), ("record type = all", 0)] {
            let json = format!(r#"{{"id": "a", {members}}}"#);
            let mut report = Report::default();
            let found = matcher(query).judge(&json, &mut report);
            assert_eq!(found.map(|found| found.matched), Ok(true), "{query}: {json}");
            assert_eq!(report.unreadable, unreadable, "{query}: {json}");
            let contact = Contact::parse(&json).unwrap();
            assert!(matcher(query).matches(&contact) && matcher(query).explain(&contact).matched());
        }
    }
    let user = Context::at(NOW.parse().unwrap()).user(USER).unwrap();
    let matcher = Matcher::new(&"user last contacted is empty".parse().unwrap(), &user).unwrap();
    let mut report = Report::default();
    assert!(matcher.judge(r#"{"id": "a", "last_contacted": {"user_id": []}}"#, &mut report).unwrap().matched);
    assert_eq!((report.unreadable, &*report.first.unwrap().member), (1, "last_contacted.user_id"));
}

#[test]
fn the_id_must_be_a_string_that_can_be_read() {
    for id in ["5", "1e999", r#""\ud83d""#, "{}", "null"] {
        let problem = Contact::parse(&format!(r#"{{"id": {id}, "name": "x"}}"#)).unwrap_err();
        assert_eq!(problem.code().name(), "E0408", "{id}");
    }
}

#[test]
fn what_is_no_contact_is_refused_whole() {
    let matcher = matcher("tag = vip");
    let code = |json: &str| matcher.matches_str(json).map_err(|problem| problem.code().name());
    assert_eq!(code(r#"{"tags": ["vip"], "id": "1"}"#), Ok(true));
    assert_eq!(code(r#"{"id": "1", "tags": ["vip"], "fields": {"email": [}"#), Err("E0407"));
    assert_eq!(code(r#"{"id": "1"} x"#), Err("E0407"));
    assert_eq!(code(r#"{"id": 1}"#), Err("E0408"));
    assert_eq!(code("{}"), Err("E0408"));
    assert_eq!(code("[]"), Err("E0408"));
    assert_eq!(code(&"[".repeat(100_000)), Err("E0408"));
    assert_eq!(code(&format!(r#"{{"id": "1", "x": {}"#, "[".repeat(100_000))), Err("E0407"));
    assert!(matcher.matches_value(&json!(5)).is_err());
}

/// The value that decided, its part marked by brackets.
fn found(query: &str, contact: &str) -> (bool, String) {
    let contact = Contact::parse(contact).unwrap();
    match matcher(query).explain(&contact) {
        Explanation::Clause { matched, found, .. } => {
            let found = found.map(|found| {
                let (start, end) = (found.span.start, found.span.end);
                format!("{}[{}]{}", &found.value[..start], &found.value[start..end], &found.value[end..])
            });
            (matched, found.unwrap_or_default())
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn explanations_show_the_value_that_decided() {
    let contact = r#"{"id": "a", "tags": [{"tag": "old"}, {"tag": " VIP "}], "created": "2025-03-30T10:00:00Z",
        "record_type": "person", "last_contacted": {"tstamp": "2025-03-01"},
        "fields": {"first name": [{"value": "Jón"}], "last name": [{"value": "Łęcki"}], "rating": [{"value": 4}],
        "address": [{"value": "{\"city\": \"Łódź\", \"street\": \"Main St.\"}"}], "birthday": [{"value": "03/05"}]}}"#;
    for (query, decided) in [
        ("tag = vip", " [VIP] "),
        ("tag in (a, vip)", " [VIP] "),
        ("name ~ lecki", "Jón [Łęcki]"),
        ("name ^= le", "Jón [Łęcki]"),
        ("address ~ lodz", "Main St. [Łódź]"),
        ("address.city = lodz", "[Łódź]"),
        ("rating > 3", "[4]"),
        ("created in 2025-03", "[2025-03-30T10:00:00Z]"),
        ("company last contacted in last 1 month", "[2025-03-01]"),
        ("birthday in March", "[03/05]"),
        ("record type = person", "[person]"),
        ("record type = all", ""),
        ("id = 4f69fb852ab3740c5e000004", ""),
    ] {
        let matched = !query.starts_with("id");
        assert_eq!(found(query, contact), (matched, decided.to_owned()), "{query}");
    }
    let texts = r#"{"id": "a", "fields": {"description": [{"value": "Mr. สมชายใจดี, CO₂ 🎉👍🏽"}]}}"#;
    for (query, decided) in [
        ("description ^= สม", "Mr. [สมชายใจดี], CO₂ 🎉👍🏽"),
        ("description ~ co", "Mr. สมชายใจดี, [CO]₂ 🎉👍🏽"),
        ("description ~ 👍🏽", "Mr. สมชายใจดี, CO₂ 🎉[👍🏽]"),
    ] {
        assert_eq!(found(query, texts), (true, decided.to_owned()), "{query}");
    }
    assert_eq!(found("tag != vip", contact), (false, " [VIP] ".to_owned()));
    assert_eq!(found("tag != other", contact), (true, String::new()));
    assert_eq!(found("email is empty", contact), (true, String::new()));
    assert_eq!(found("tag is empty", contact), (false, "[old]".to_owned()));
}

#[test]
fn explanations_ask_every_clause_and_each_saved_search_once() {
    let searches = [json!({"tag": {"is": "vip"}}).to_string()];
    let query: Query = format!("tag = a and (not saved search = {0} or saved search = {0})", id(0)).parse().unwrap();
    let matcher = Matcher::new(&query, &with(&searches)).unwrap();
    let Explanation::And(false, members) = matcher.explain(&Contact::parse(r#"{"id": "1"}"#).unwrap()) else {
        panic!()
    };
    assert!(!members[0].matched());
    let Explanation::Or(true, members) = &members[1] else { panic!("{members:?}") };
    let Explanation::Not(true, first) = &members[0] else { panic!("{members:?}") };
    let Explanation::Saved { matched: false, name: Some(name), query: Some(query), .. } = &**first else { panic!() };
    assert!(name == "S0" && matches!(**query, Explanation::Clause { matched: false, .. }));
    assert!(matches!(&members[1], Explanation::Saved { matched: false, query: None, .. }));
}
