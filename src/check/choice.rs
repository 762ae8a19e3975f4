//! What is wrong with the value of a drop-down field.

use super::expected;
use super::finding::{Instead, Part};
use super::judge::Judge;
use super::lint::Lint;
use crate::catalog::{Choice, nearest};
use crate::query::{Problem, Value};

impl Judge<'_> {
    /// A text that is not certainly an id, of a field whose choices are not known.
    #[cold]
    pub(super) fn unchecked_choice(&mut self, part: Part) {
        let (field, operator) = (self.field, self.operator);
        let name = self.field_name();
        self.say(part, Lint::ChoiceUnchecked { field: name }, |finding, form| {
            finding.label(expected::label(field, operator, Part::Value, form)).help(
                "the service compares the choice's id, not its label; load the account's metadata so that both are known",
            )
        });
    }

    /// A choice that the field does not have, where `by_id` says what names one.
    #[cold]
    pub(super) fn unknown_choice(&mut self, part: Part, text: &str, by_id: bool) {
        let field = self.field;
        let name = self.field_name();
        self.say(part, Problem::Choice { field: name, text: text.to_owned() }, |finding, _| {
            let labels = || field.choices.iter().map(|choice| &*choice.label);
            let all: Vec<_> = labels().take(20).map(|label| format!("“{label}”")).collect();
            let more = if field.choices.len() > 20 { ", …" } else { "" };
            let finding = finding.help(format!("its choices are {}{more}", all.join(", ")));
            let value = |choice: &Choice| {
                Instead::Value(part, Value::Choice { id: choice.id.clone(), label: Some(choice.label.clone()) })
            };
            if by_id {
                return field
                    .choices_labelled(text)
                    .fold(finding.label("expected the id of a choice"), |finding, choice| {
                        finding.suggest(format!("use the id of “{}”", choice.label), value(choice))
                    })
                    .certain();
            }
            let near = nearest(text, labels()).into_iter();
            near.filter_map(|near| field.choices.iter().find(|choice| choice.label == near))
                .fold(finding.label("expected a choice of this field"), |finding, choice| {
                    finding.suggest(format!("use “{}”", choice.label), value(choice))
                })
        });
    }

    #[cold]
    pub(super) fn ambiguous_choice(&mut self, part: Part, text: &str) {
        let field = self.field;
        let name = self.field_name();
        self.say(part, Problem::AmbiguousChoice { field: name, text: text.to_owned() }, |finding, _| {
            let ids: Vec<_> = field.choices_labelled(text).map(|choice| format!("`{}`", choice.id)).collect();
            finding.label("expected a label that only one choice has").help(format!(
                "the choices with this label have the ids {}; write the id, or rename one in the account",
                ids.join(", ")
            ))
        });
    }
}
