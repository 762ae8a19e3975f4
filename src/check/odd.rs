//! Warnings about values that mean something else elsewhere: words of emptiness, wildcards, several values in one.

use super::explain::{asks_empty, is_moving_day};
use super::finding::{Instead, Part};
use super::judge::Judge;
use super::lint::Lint;
use super::notation::{self, Odd};
use super::placeholder::{Placeholder, placeholder};
use super::raw::Written;
use crate::catalog::Kind;
use crate::lex;
use crate::operator::{Operator, Sense, Takes};
use crate::query::{Clause, Node, Problem, Query, Value};

/// What is odd about an item of a list.
#[derive(Clone, Copy)]
pub(super) enum Oddity {
    /// A word that says elsewhere that there is no value, or one.
    Emptiness,
    Placeholder,
    Notation(Odd),
}

impl Judge<'_> {
    /// Whether a text value is worth a closer look, because it may mean something else elsewhere.
    #[allow(clippy::inline_always)] // as `one`
    #[inline(always)]
    pub(super) fn may_be_odd(&self, text: &str, written: Written, seen: u8) -> bool {
        self.is_empty_word(text, written)
            || written == Written::Bare && (lex::is_state(text) || self.may_be_a_date(text))
            || notation::is_worth(text, seen, written != Written::Bare)
    }

    /// Whether a word says elsewhere that there is no value, or one.
    #[inline]
    pub(super) fn is_empty_word(&self, text: &str, written: Written) -> bool {
        lex::emptiness(text).is_some() && self.says_emptiness(text, written)
    }

    /// Whether a word of emptiness may be meant as one: what stands in quotes is a value, and programs say few.
    #[cold]
    fn says_emptiness(&self, text: &str, written: Written) -> bool {
        let programs = ["null", "none", "nil", "undefined", "empty"];
        let compared = matches!(self.operator.takes(), Takes::Value | Takes::List)
            || matches!(self.operator, Operator::Contain | Operator::NotContain);
        compared
            && match written {
                Written::Bare => true,
                Written::String => programs.iter().any(|word| text.eq_ignore_ascii_case(word)),
                _ => false,
            }
    }

    /// Whether a word for a day that moves is compared with a custom field that may hold dates: its kind is not known.
    #[inline]
    fn may_be_a_date(&self, text: &str) -> bool {
        self.field.custom && self.field.kind == Kind::Text && is_moving_day(text)
    }

    /// Says what is odd about one value, and offers what is probably meant.
    #[cold]
    pub(super) fn odd(&mut self, part: Part, text: &str, written: Written) {
        let (field, operator) = (self.field, self.operator);
        if let Some(empty) = lex::emptiness(text).filter(|_| self.says_emptiness(text, written)) {
            let meant = asks_empty(field, empty == (operator.sense() == Sense::Is));
            let quoted = (written == Written::Bare).then(|| Value::Text(text.to_owned()));
            self.word_of_emptiness(part, text, meant, quoted);
            return;
        }
        if written == Written::Bare
            && lex::is_state(text)
            && matches!(&*field.json, "email" | "phone" | "URL" | "domain")
        {
            let problem = Problem::State { field: self.field_name(), state: text.to_owned() };
            let quoted = Value::Text(text.to_owned());
            return self.say(part, problem, |finding, form| {
                let finding = finding
                    .label("the service stores the value, but nothing about its state")
                    .suggest("to compare with the word, quote it", Instead::Value(part, quoted));
                match asks_empty(field, false) {
                    Some(query) => finding.help(format!("to ask whether there is one, write `{}`", form.query(&query))),
                    None => finding,
                }
            });
        }
        if written == Written::Bare && self.may_be_a_date(text) {
            return self.say(part, Lint::BareEmpty { word: text.to_owned() }, |finding, _| {
                finding
                    .label("compared as a word, not as a day")
                    .help("with the account's metadata a custom field of dates takes moving dates (`--catalog`)")
            });
        }
        // `is empty.`
        let word = text.trim_end_matches(['.', '!', '?']);
        if word.len() < text.len() && self.is_empty_word(word, written) {
            return self.odd(part, word, written);
        }
        // In filter text the reader of sentences tells more.
        if written == Written::String
            && field.json == "__any"
            && let Some(meant) = notation::field_in(text, self.catalog)
        {
            return self.say(part, Lint::ClauseInQuotes { text: text.to_owned() }, |finding, _| {
                finding
                    .label("compared word by word")
                    .suggest("to search that field, write the condition", Instead::Query(meant))
            });
        }
        if let Some(found) = placeholder(text, written == Written::Quoted) {
            return self.not_a_parameter(part, text, written, &found);
        }
        if let Some((odd, meant)) = notation::odd(field, operator, text, written != Written::Bare) {
            self.notation(part, text, odd, meant);
        }
    }

    /// What is odd about an item of a list.
    #[cold]
    pub(super) fn item(&self, text: &str, written: Written) -> Option<Oddity> {
        if self.is_empty_word(text, written) {
            return Some(Oddity::Emptiness);
        }
        if placeholder(text, written == Written::Quoted).is_some() {
            return Some(Oddity::Placeholder);
        }
        notation::odd(self.field, Operator::Is, text, written != Written::Bare).map(|(odd, _)| Oddity::Notation(odd))
    }

    /// Says what is odd about the first such item of a list of `values`, which are all read.
    #[cold]
    pub(super) fn odd_item(&mut self, index: usize, written: Written, oddity: Oddity, values: &[Value]) {
        let Some(Value::Text(text)) = values.get(index) else { return };
        let part = Part::Item(index);
        if let Some(found) = placeholder(text, written == Written::Quoted) {
            return self.not_a_parameter(part, text, written, &found);
        }
        let meant = self.list_meant(values, written);
        match oddity {
            Oddity::Placeholder => {}
            Oddity::Emptiness => self.word_of_emptiness(part, text, meant, None),
            Oddity::Notation(odd) => self.notation(part, text, odd, meant),
        }
    }

    /// The query that a list is probably meant for, some of whose items mean something else elsewhere.
    fn list_meant(&self, values: &[Value], written: Written) -> Option<Query> {
        let field = self.field;
        let mut members = Vec::new();
        let mut plain = Vec::new();
        for value in values {
            let Value::Text(text) = value else { return None };
            if let Some(empty) = lex::emptiness(text).filter(|_| self.says_emptiness(text, written)) {
                members.push(asks_empty(field, empty)?);
            } else if let Some((_, meant)) = notation::odd(field, Operator::Is, text, written != Written::Bare) {
                let meant = meant?;
                match meant.node() {
                    Node::Clause(clause) if clause.operator() == Operator::In => {
                        let Value::List(items) = clause.value() else { return None };
                        plain.extend(items.iter().cloned());
                    }
                    Node::Clause(clause) if clause.operator() == Operator::Is => plain.push(clause.value().clone()),
                    _ => members.push(meant),
                }
            } else {
                plain.push(value.clone());
            }
        }
        members.dedup();
        let listed = match plain.len() {
            0 => None,
            1 => Some((Operator::Is, plain.pop()?)),
            _ => Some((Operator::In, Value::List(plain))),
        };
        if let Some((operator, value)) = listed {
            members.push(Query::clause(Clause::new(field.clone(), operator, value).ok()?));
        }
        let any = if members.len() == 1 { members.pop()? } else { Query::or(members).ok()? };
        if self.operator.sense() == Sense::Is { Some(any) } else { Query::not(any).ok() }
    }

    fn word_of_emptiness(&mut self, part: Part, text: &str, meant: Option<Query>, quoted: Option<Value>) {
        self.say(part, Lint::BareEmpty { word: text.to_owned() }, |finding, form| {
            let finding = finding.label("compared as a word");
            let finding = match meant {
                Some(query) => {
                    let instead = form.query(&query);
                    finding
                        .suggest(format!("to ask whether there is a value, write `{instead}`"), Instead::Query(query))
                }
                None => finding,
            };
            match quoted {
                Some(value) => finding.suggest("to compare with the word, quote it", Instead::Value(part, value)),
                None => finding,
            }
        });
    }

    /// Says that a text is compared as it stands, which looks like a parameter.
    fn not_a_parameter(&mut self, part: Part, text: &str, written: Written, found: &Placeholder<'_>) {
        let lint = match *found {
            Placeholder::Own { parameter, .. } => Lint::QuotedParameter { parameter: parameter.to_owned() },
            Placeholder::Foreign { .. } => Lint::ForeignParameter { text: text.to_owned() },
        };
        self.say(part, lint, |finding, _| {
            let finding = finding.label("taken literally");
            let finding = match *found {
                Placeholder::Own { whole: false, .. } => {
                    return finding.help("a parameter stands for a whole value; let the program build all of it");
                }
                Placeholder::Own { parameter, .. } => {
                    finding.suggest("without quotes it is a parameter", Instead::Words(part, parameter.to_owned()))
                }
                Placeholder::Foreign { name: Some(name) } => {
                    let parameter = format!("{{{name}}}");
                    let label = format!("for a value that a program gives, write `{parameter}`");
                    finding.suggest(label, Instead::Words(part, parameter))
                }
                Placeholder::Foreign { name: None } => {
                    finding.help("a value that a program gives has a name in braces (e.g. `{tag}`)")
                }
            };
            if written == Written::String {
                finding.help("only filter text has parameters (e.g. `tag = {tag}`)")
            } else {
                finding
            }
        });
    }

    fn notation(&mut self, part: Part, text: &str, odd: Odd, meant: Option<Query>) {
        let lint = match odd {
            Odd::Wildcard(sign) => Lint::Wildcard { sign },
            Odd::Join => Lint::OneValue { text: text.to_owned() },
            Odd::Turned | Odd::Wrapped => Lint::Signs { text: text.to_owned() },
        };
        self.say(part, lint, |finding, form| {
            let finding = match odd {
                Odd::Wildcard(_) => finding
                    .label("compared literally")
                    .help(format!("`{}` finds words that begin with the value", form.operator(Operator::StartsWith))),
                Odd::Join => finding.label("compared as a whole"),
                Odd::Turned => finding.label("compared with its sign, which does not negate"),
                Odd::Wrapped => finding.label("compared with the signs beside it"),
            };
            match meant {
                Some(query) => finding.suggest("perhaps you mean this", Instead::Query(query)),
                None => finding,
            }
        });
    }
}
