//! What can be wrong with an account's metadata.

use crate::code::problems;
use crate::operator::Operator;

problems! {
    /// Metadata that cannot be read, or that a query could not use. `Display` says what is wrong in one line, without a
    /// place.
    pub(crate) enum Problem {
        E0501 ("the metadata is not JSON: {message}") Json { message: String },
        E0502 ("this JSON is not metadata in any documented shape") Shape,
        E0503 ("expected {expected} in the metadata, found {found}") Malformed { expected: &'static str, found: &'static str },
        E0504 ("`{name}` is missing") Missing { name: &'static str },
        W0501 ("the account's field `{name}` has the name of the built-in field `{builtin}`") BuiltinName { name: String, builtin: String },
        W0502 ("two fields of the account are named `{name}`") SameName { name: String },
        W0503 ("the account's fields `{name}` and `{other}` differ only in case or spaces") NearName { name: String, other: String },
        W0504 ("`{name}` has the unknown kind `{kind}`") UnknownKind { name: String, kind: String },
        W0505 ("`{occurrence}` is not an operator") UnknownOperator { occurrence: String },
        W0506 ("`{operator}` does not fit the type of `{name}`") UnfitOperator { name: String, operator: Operator },
        W0507 ("no query can name the field {name:?}") UnusableName { name: String },
        W0508 ("`{name}` has two choices with the id `{id}`") SameChoice { name: String, id: String },
        W0509 ("the drop-down `{name}` has no choices") NoChoices { name: String },
    }
}
