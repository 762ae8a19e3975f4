//! Whether a contact meets a clause.

use super::place::Place;
use super::run::Run;
use super::scalar::{self, Reading, Scalar};
use super::test::{Predicate, Test, between, within};
use super::time::birthday;
use super::words::Probe;
use crate::catalog::Kind;
use crate::operator::Sense;

impl Predicate {
    /// Whether the contact matches.
    pub(super) fn matches(&self, run: &mut Run<'_, '_>) -> bool {
        let (holds, present) = self.test.holds(&self.place, run);
        match self.sense {
            Sense::Is => holds,
            Sense::IsNot => !holds,
            Sense::HasOther => present && !holds,
        }
    }
}

impl Test {
    /// Whether it holds of the values of `place`, and whether there was a value. The second answer is right where the
    /// first is no, and for what is not text.
    fn holds(&self, place: &Place, run: &mut Run<'_, '_>) -> (bool, bool) {
        match self {
            Self::Present(kind) => {
                let (_, present) = match kind {
                    Kind::Number => run.values(place, scalar::number, |_| true),
                    Kind::Boolean => run.values(place, scalar::boolean, |_| true),
                    Kind::Datetime => run.moments(place, |_| true),
                    Kind::Birthday => run.values(place, |scalar| scalar.read(birthday), |_| true),
                    _ => (true, run.texts(place, &mut Probe::present())),
                };
                (present, present)
            }
            Self::Equal(texts) => (run.texts(place, &mut Probe::equal(texts)), true),
            Self::Words(words) => (run.texts(place, &mut Probe::words(words)), true),
            Self::Numbers(_) | Self::Between(..) => run.values(place, scalar::number, |number| self.number(number)),
            Self::Boolean(boolean) => run.values(place, scalar::boolean, |value| value == *boolean),
            Self::Time(interval) => run.moments(place, |moment| interval.contains(moment)),
            Self::Birthday(interval) => {
                // Without its year, a birthday is no value to anything that asks for one.
                let (holds, _) = run.values(place, |scalar| scalar.read(birthday), |day| within(interval, day));
                let (dated, _) = run.values(place, |scalar| scalar.read(birthday), |day| day.date.is_some());
                (holds, dated)
            }
            Self::DayMonth(first, last) => {
                run.values(place, |scalar| scalar.read(birthday), |day| between(*first, *last, day.day))
            }
            Self::Any(tests) => {
                let text = |scalar: &Scalar<'_>| {
                    scalar.text().map_or(Reading::Unreadable, |text| Reading::Value(text.into_owned()))
                };
                run.values(place, text, |text| tests.iter().any(|test| test.holds_of(&text)))
            }
        }
    }
}
