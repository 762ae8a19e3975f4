//! What can be wrong with NSE JSON, and with the request that carries it.

use crate::code::problems;
use crate::operator::Operator;

problems! {
    /// JSON that is not NSE's, or a request without a query. `Display` says what is wrong in one line, without a place.
    /// What a clause of text can have wrong too is a [`query::Problem`](crate::query::Problem).
    pub(crate) enum Problem {
        E0302 ("`query` is given an object that nothing makes JSON of") Unserialized,
        E0310 ("the key `{key}` appears twice in one object") DuplicateKey { key: String },
        E0311 ("several fields in one object") SeveralFields,
        E0312 ("several operators for one field") SeveralOperators,
        E0313 ("`{field}` has a value and no operator") NoOperator { field: String },
        E0313 ("`{operator}` in `custom_fields` has no field") NoFieldName { operator: String },
        E0315 ("`{join}` takes an array of queries, not {found}") JoinOfNoArray { join: &'static str, found: &'static str },
        E0316 ("`not` takes one query, not {count}") NotOfSeveral { count: usize },
        E0317 ("expected a query, found {found}") NotAQuery { found: &'static str },
        E0317 ("`custom_fields` takes an object, not {found}") NoCustomFields { found: &'static str },
        E0318 ("the object is empty") EmptyObject,
        E0319 ("`{operator}` has no member `{member}`") UnknownMember { operator: Operator, member: String },
        E0320 ("`{operator}` is missing {members}") MissingMember { operator: Operator, members: String },
        E0321 ("`{escape}` is not a percent-encoded byte") Percent { escape: String },
        E0322 ("the percent-encoded bytes are not UTF-8") NotUtf8,
        E0323 ("the request has no `query` parameter") NoQuery,
        E0324 ("the request has the parameter `{name}` as well as `query`") Beside { name: String },
        E0324 ("the request has the parameter `query` twice") QueryTwice,
        W0303 ("the service ignores the parameter `{name}`") Ignored { name: String },
        E0325 ("the query is cut off at an unencoded `{character}`") Cut { character: char },
        E0329 ("found {count} queries") SeveralQueries { count: usize },
        E0330 ("a quote in the command line is never closed") ShellQuote,
        E0330 ("command lines of `{program}` are not read") Command { program: String },
        E0330 ("calls of `{name}` are not read") ForeignCall { name: String },
        E0330 ("a command line of Windows' Command Prompt") CommandPrompt,
        E0333 ("{what} decides the query when this runs") Later { what: String },
        E0334 ("the listing holds no query") NoSearch,
        E0334 ("the saved search `{name}` has no query") SearchWithoutQuery { name: String },
        E0335 ("{what}, not a query") Contacts { what: &'static str },
        E0331 ("contacts cannot be sorted by `{field}`") NotSortable { field: String },
        W0306 ("the request has {length} bytes; servers commonly refuse more than 8,000") LongRequest { length: usize },
        W0304 ("a `+` in a URL is a space") Plus,
        W0305 ("the parameter `{name}` stands twice") RepeatedParameter { name: String },
        W0307 ("{what} beside the query is not read") Unread { what: String },
        W0308 ("no documented request is `{request}`") Undocumented { request: String },
        W0308 ("a `{method}` takes the query in its URL, not in its body") Body { method: String },
        W0309 ("`{host}` is not Nimble's host") Host { host: String },
        W0305 ("`{value}` is not a value of the parameter `{name}`") Parameter { name: String, value: String },
    }
}
