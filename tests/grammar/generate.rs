//! Texts that the grammar accepts, and texts that miss it by a little.

use super::pieces::PIECES;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::string::string_regex;

/// Tokens of a query that is of the language, whatever its fields and values mean.
pub(crate) fn query() -> impl Strategy<Value = Vec<String>> {
    let clause = prop_oneof![1 => quoted().prop_map(|text| vec![text]), 6 => clause()];
    clause.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            inner.clone().prop_map(|query| [tokens("not"), query].concat()),
            inner.clone().prop_map(|query| [tokens("("), query, tokens(")")].concat()),
            (vec(inner, 2..4), vec(cased(&["and", "or"]), 3)).prop_map(|(members, joins)| {
                let mut joins = joins.into_iter();
                members.into_iter().reduce(|text, next| [text, vec![joins.next().unwrap()], next].concat()).unwrap()
            }),
        ]
    })
}

/// `tokens` as text. Where two words would run together, something always stands between them.
pub(crate) fn spaced() -> impl Strategy<Value = String> {
    (query(), vec(select(GAPS), 80), prop::bool::weighted(0.05)).prop_map(|(tokens, gaps, mark)| {
        if mark { format!("\u{feff}{}", join(&tokens, &gaps)) } else { join(&tokens, &gaps) }
    })
}

/// A text of the language after a few mistakes.
pub(crate) fn mistaken() -> impl Strategy<Value = String> {
    (query(), vec(select(GAPS), 80), vec(edit(), 1..3), vec(slip(), 0..3)).prop_map(
        |(mut tokens, gaps, edits, slips)| {
            for edit in edits {
                edit.apply(&mut tokens);
            }
            let mut characters = join(&tokens, &gaps).chars().map(String::from).collect();
            for slip in slips {
                slip.apply(&mut characters);
            }
            characters.concat()
        },
    )
}

/// Tokens in any order.
pub(crate) fn soup() -> impl Strategy<Value = String> {
    vec((piece(), select(&["", " "][..])), 0..12)
        .prop_map(|pieces| pieces.into_iter().flat_map(|(a, b)| [a, b.into()]).collect())
}

const GAPS: &[&str] = &[
    " ",
    " ",
    " ",
    " ",
    "",
    "",
    "",
    "\n",
    "\t ",
    "\u{3000}",
    " // a \"comment\" (\n",
    "//\n",
    " // x\r\n",
    " // x\u{2028}",
];

fn piece() -> impl Strategy<Value = String> {
    prop_oneof![4 => select(PIECES).prop_map(String::from), 1 => word(), 1 => "\\PC", 1 => any::<char>().prop_map(String::from)]
}

/// One change of a list.
#[derive(Clone, Debug)]
enum Edit {
    Delete(Index),
    Duplicate(Index),
    Swap(Index, Index),
    Insert(Index, String),
    Replace(Index, String),
}

impl Edit {
    fn apply(self, list: &mut Vec<String>) {
        let len = list.len();
        match self {
            Self::Insert(at, text) => list.insert(at.index(len + 1), text),
            _ if len == 0 => {}
            Self::Delete(at) => drop(list.remove(at.index(len))),
            Self::Duplicate(at) => list.insert(at.index(len), list[at.index(len)].clone()),
            Self::Swap(one, other) => list.swap(one.index(len), other.index(len)),
            Self::Replace(at, text) => list[at.index(len)] = text,
        }
    }
}

fn edits(piece: impl Strategy<Value = String> + Clone) -> impl Strategy<Value = Edit> {
    let at = any::<Index>;
    prop_oneof![
        at().prop_map(Edit::Delete),
        at().prop_map(Edit::Duplicate),
        (at(), at()).prop_map(|(one, other)| Edit::Swap(one, other)),
        (at(), piece.clone()).prop_map(|(at, text)| Edit::Insert(at, text)),
        (at(), piece).prop_map(|(at, text)| Edit::Replace(at, text)),
    ]
}

fn edit() -> impl Strategy<Value = Edit> {
    edits(piece().boxed())
}

fn slip() -> impl Strategy<Value = Edit> {
    edits(
        prop_oneof![select("()\"'`.,=!~<>^/\\ \n#a1'".chars().collect::<Vec<_>>()), any::<char>()]
            .prop_map(String::from)
            .boxed(),
    )
}

fn join(tokens: &[String], gaps: &[&str]) -> String {
    let mut text = String::new();
    for (index, token) in tokens.iter().enumerate() {
        let gap = gaps[index % gaps.len()];
        let open = |c: char| !"()[]{},;|=!~<>^\"`".contains(c);
        let before = text.ends_with(|c: char| open(c) && !c.is_whitespace());
        // After a word `//` is a part of it, and another word would be, too.
        if before && gap.starts_with("//") || gap.is_empty() && before && token.starts_with(open) {
            text.push(' ');
        }
        text.push_str(gap);
        text.push_str(token);
    }
    text
}

fn tokens(words: &str) -> Vec<String> {
    words.split(' ').map(String::from).collect()
}

fn cased(words: &'static [&'static str]) -> impl Strategy<Value = String> {
    (select(words), any::<u16>()).prop_map(|(word, upper)| {
        let letter = |(index, c): (usize, char)| {
            if upper >> (index % 16) & 1 == 1 && upper % 3 == 0 { c.to_ascii_uppercase() } else { c }
        };
        word.chars().enumerate().map(letter).collect()
    })
}

/// A bare word that is none of the reserved ones.
fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        select(
            &[
                "vip",
                "tag",
                "name",
                "a@b.com",
                "AT&T",
                "#5",
                "https://x.y/z#f",
                "O'Brien",
                "007",
                "-1.5e3",
                "2025-01-01",
                ".5",
                "é"
            ][..]
        )
        .prop_map(String::from),
        "[a-z0-9#@&?*:%$+-][A-Za-z0-9'/\\\\:#-]{0,6}",
        "[\\p{L}\\p{N}\\p{S}&&[^=~<>^|`]][\\p{L}\\p{N}]{0,4}",
    ]
    .prop_filter("a keyword", |word| !RESERVED.contains(&&*word.to_ascii_lowercase()))
}

const RESERVED: &[&str] = &["and", "or", "not", "is", "in", "between", "contain", "contains", "does", "starts", "last"];

fn quoted() -> impl Strategy<Value = String> {
    const ESCAPE: &str = "\\\\[\"'\\\\/bfnrt]|\\\\u00[4-7][0-9a-fA-F]|\\\\uD83D\\\\ude00";
    prop_oneof![
        string_regex(&format!("\"([a-z \u{2028}'’é(),=]|{ESCAPE}){{0,6}}\"")).unwrap(),
        string_regex(&format!("'([a-z \u{2028}\"’é(),=]|{ESCAPE}){{0,6}}'")).unwrap(),
    ]
}

fn value() -> impl Strategy<Value = String> {
    prop_oneof![6 => word(), 2 => quoted(), 1 => PARAMETER]
}

const PARAMETER: &str = "\\{[A-Za-z_][A-Za-z0-9_]{0,6}\\}";

fn field() -> impl Strategy<Value = Vec<String>> {
    prop_oneof![
        4 => vec(word(), 1..4),
        2 => select(&["created", "birthday", "company last contacted", "Updated"][..]).prop_map(tokens),
        1 => "\"[a-zA-Z0-9 .'é]{0,8}\"".prop_map(|text| vec![text]),
        1 => "`[a-zA-Z0-9 .\"'\\\\é]{0,8}`".prop_map(|text| vec![text]),
        1 => (cased(&["custom.\"", "custom.`"]), "[a-z ]{0,8}").prop_map(|(open, name)| {
            vec![format!("{open}{name}{}", &open[open.len() - 1..])]
        }),
    ]
}

/// On the heap, as everything in it would take too much of the stack of a test.
fn end() -> BoxedStrategy<Vec<String>> {
    const MONTHS: &[&str] =
        &["jan", "february", "mar", "april", "may", "june", "jul", "aug", "sept", "sep", "october", "nov", "december"];
    let (month, day) = (|| cased(MONTHS), "[0-9]{1,2}");
    prop_oneof![
        3 => value().prop_map(|value| vec![value]),
        1 => (day, month()).prop_map(|(day, month)| vec![day, month]),
        1 => (month(), day).prop_map(|(month, day)| vec![month, day]),
        1 => month().prop_map(|month| vec![month]),
        1 => moving_day(),
        1 => (option::of(cased(&["the"])), cased(&["this", "previous", "next"]), cased(&["week", "month", "quarter", "year"]))
            .prop_map(|(the, anchor, period)| the.into_iter().chain([anchor, period]).collect()),
        1 => (option::of(cased(&["the"])), cased(&["next"]), quantity(), unit())
            .prop_map(|(the, next, quantity, unit)| the.into_iter().chain([next, quantity, unit]).collect()),
    ]
    .boxed()
}

fn moving_day() -> impl Strategy<Value = Vec<String>> {
    prop_oneof![cased(&["today", "yesterday", "tomorrow"]).prop_map(|day| vec![day]), counted_day(),]
}

fn counted_day() -> impl Strategy<Value = Vec<String>> {
    (quantity(), unit(), select(&["ago", "AGO", "from now", "From Now"][..]))
        .prop_map(|(quantity, unit, anchor)| [vec![quantity, unit], tokens(anchor)].concat())
}

fn quantity() -> impl Strategy<Value = String> {
    prop_oneof![4 => "[0-9+.-][0-9a-z]{0,3}", 1 => Just("{n}".to_owned())]
}

/// A word that is not a month, which would make a day of the year of a number before it.
fn unit() -> impl Strategy<Value = String> {
    "[xyz][a-z]{0,5}|days?|Weeks?"
}

fn clause() -> impl Strategy<Value = Vec<String>> {
    let single = select(
        &[
            "=",
            "!=",
            "~",
            "!~",
            "^=",
            ">",
            ">=",
            "<",
            "<=",
            "is",
            "is not",
            "contains",
            "Contain",
            "does not contain",
            "not contains",
            "not ~",
            "starts with",
        ][..],
    );
    let inside = select(&["in", "not in", "IN", "Not In"][..]);
    let list = (vec(value(), 1..4), any::<bool>()).prop_map(|(values, trailing)| {
        let mut list = tokens("(");
        for value in values {
            list.extend([value, ",".into()]);
        }
        if !trailing {
            list.pop();
        }
        list.push(")".into());
        list
    });
    let condition = prop_oneof![
        1 => (select(&["=", "!=", ">", ">=", "<", "<=", "is", "is not"][..]), counted_day())
            .prop_map(|(operator, day)| [tokens(operator), day].concat()),
        1 => moving_day().prop_map(|day| [tokens("on"), day].concat()),
        4 => (single, value()).prop_map(|(operator, value)| [tokens(operator), vec![value]].concat()),
        1 => select(&["is empty", "is not empty", "IS Not Empty"][..]).prop_map(tokens),
        1 => (inside.clone(), list).prop_map(|(operator, list)| [tokens(operator), list].concat()),
        1 => (inside.clone(), end()).prop_map(|(operator, end)| [tokens(operator), end].concat()),
        1 => (inside.clone(), end(), end()).prop_map(|(operator, start, end)| [tokens(operator), start, tokens(".."), end].concat()),
        1 => (inside, select(&["last", "the last"][..]), option::of(prop_oneof![4 => "[0-9+.-][0-9a-z]{0,3}", 1 => PARAMETER]), "[\\p{L}][a-z]{0,5}").prop_map(
            |(operator, last, quantity, unit)| {
                let unit = if RESERVED.contains(&&*unit.to_lowercase()) { "month".to_owned() } else { unit };
                [tokens(operator), tokens(last), quantity.into_iter().collect(), vec![unit]].concat()
            },
        ),
        1 => (select(&["between", "not between"][..]), end(), cased(&["and"]), end())
            .prop_map(|(operator, start, and, end)| [tokens(operator), start, vec![and], end].concat()),
    ];
    (field(), condition).prop_map(|(field, condition)| [field, condition].concat())
}
