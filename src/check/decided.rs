//! Clauses of a join that decide it, whatever the contact.

use super::lint::Lint;
use super::pass::Pass;
use crate::query::whole::exhausted;
use crate::query::{Clause, Value, implication};
use crate::value::RecordType;

impl Pass<'_> {
    pub(super) fn never_or_always(&mut self, clauses: &[(usize, &Clause)], and: bool) {
        let found = if and { implication::never(clauses) } else { implication::always(clauses) };
        for (first, second, reason) in found {
            let first = (self.place)(first).clause;
            let lint = if and { Lint::Never { reason } } else { Lint::Always { reason } };
            self.at(
                lint,
                second,
                |place| place.clause,
                |diagnostic| diagnostic.related(first, "together with this clause"),
            );
        }
    }

    /// What an `or` leaves out hardly anybody by: denials of two values that a contact may both have, and each of the few
    /// values of a field.
    pub(super) fn nearly_always(&mut self, clauses: &[(usize, &Clause)]) {
        for (first, second) in implication::nearly_always(clauses) {
            let first = (self.place)(first).clause;
            self.at(
                Lint::NearlyAlways,
                second,
                |place| place.clause,
                |diagnostic| {
                    diagnostic
                        .related(first, "a contact without one of the two values matches one of the clauses")
                        .help("to exclude both values, join the clauses with `and`")
                },
            );
        }
        for (first, last) in exhausted(clauses) {
            let first = (self.place)(first).clause;
            self.at(
                Lint::Always { reason: "these are all the possible values" },
                last,
                |place| place.clause,
                |diagnostic| diagnostic.related(first, "together with this clause"),
            );
        }
    }

    pub(super) fn every_record_type(&mut self, clause: &Clause) {
        if matches!(clause.value(), Value::RecordType(RecordType::All)) {
            self.at(
                Lint::Always { reason: "`record type = all` matches every contact" },
                self.index,
                |place| place.clause,
                |diagnostic| diagnostic.label("every contact has one of these types"),
            );
        }
    }
}
