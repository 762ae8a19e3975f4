//! Valid queries that are perhaps not what was meant.

use crate::code::problems;
use crate::operator::Operator;

problems! {
    /// A warning. `Display` says what looks odd, without a place.
    pub(crate) enum Lint {
        W0201 ("the query has {count} clauses; the service once took at most 11") ManyClauses { count: usize },
        W0202 ("the same clause twice") Duplicate,
        W0202 ("`{value}` is in the list twice") DuplicateItem { value: String },
        W0203 ("this can never match: {reason}") Never { reason: &'static str },
        W0204 ("this always matches: {reason}") Always { reason: &'static str },
        W0225 ("this matches every contact except those with both values") NearlyAlways,
        W0205 ("this searches every field for what looks like {what}") AnyForField { what: &'static str },
        W0206 ("one of the words {} is enough to match", quoted(.words)) AnyWord { words: Vec<String> },
        W0207 ("the value is a single character") Short,
        W0208 ("this asks for the date of birth, not for the birthday") BirthdayInLast,
        W0209 ("`company name` is the contact's own field, not its employer") CompanyName,
        W0210 ("`{text}` alone searches every field") KeywordBesideField { text: String },
        W0211 ("`{words}` has no number") WithoutNumber { words: String },
        W0212 ("`{word}` is compared as a word here") BareEmpty { word: String },
        W0213 ("white space around the value") OuterSpace,
        W0214 ("an invisible character in the value") Invisible { character: char },
        W0215 ("this choice is given by its id; its label is “{label}”") ChoiceById { label: String },
        W0216 ("the choices of `{field}` are not known here") ChoiceUnchecked { field: String },
        W0217 ("the unknown field `{name}` is kept") UnknownFieldKept { name: String },
        W0218 ("`{}` on `name` is kept; only older clients send it", .operator.text()) LegacyNames { operator: Operator },
        W0301 ("`{text}` has no zone; read as UTC") ReadAsUtc { text: String },
        W0302 ("`{text}` has a space instead of the `T`") SpaceForT { text: String },
        W0219 ("the account has no custom field `{name}`") UnknownCustom { name: String },
        W0221 ("this searches only for pictographs") Pictographs,
        W0222 ("`{sign}` is not a wildcard") Wildcard { sign: char },
        W0223 ("`{text}` is a single value") OneValue { text: String },
        W0223 ("the signs in `{text}` are part of the value") Signs { text: String },
        W0601 ("`{parameter}` in quotes is not a parameter") QuotedParameter { parameter: String },
        W0601 ("`{text}` is not a parameter") ForeignParameter { text: String },
        W0224 ("`{text}` alone searches every field for its words") ClauseInQuotes { text: String },
    }
}

fn quoted(words: &[String]) -> String {
    let quoted: Vec<_> = words.iter().map(|word| format!("“{word}”")).collect();
    quoted.join(", ")
}
