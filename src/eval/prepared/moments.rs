//! Timestamps of all contacts, in order of time.

use crate::value::Tz;
use chrono::NaiveDate;
use fixedbitset::FixedBitSet;

use crate::eval::test::Test;
use crate::eval::time::{Instant, Interval, Moment, SECOND};

/// When something happened, and to whom.
#[derive(Debug, Default)]
pub(super) struct Moments {
    /// Sorted.
    instants: Vec<At>,
    /// Days begin where the user is, so that their order among instants is not known before.
    days: Vec<(NaiveDate, u32)>,
    /// Two of which the later counts, where one is a day.
    later: Vec<(Moment, Moment, u32)>,
}

/// An instant: its seconds and nanoseconds, and the contact.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct At {
    seconds: i64,
    nanos: u32,
    contact: u32,
}

impl At {
    fn instant(&self) -> Instant {
        Instant::from(self.seconds) * SECOND + Instant::from(self.nanos)
    }
}

impl Moments {
    pub(super) fn extend(&mut self, moment: Option<Moment>, contact: u32) {
        match moment {
            // Timestamps are of the years 1 to 9999.
            Some(Moment::Instant(instant)) => self.instants.push(At {
                seconds: i64::try_from(instant.div_euclid(SECOND)).unwrap_or(i64::MAX),
                nanos: u32::try_from(instant.rem_euclid(SECOND)).unwrap_or_default(),
                contact,
            }),
            Some(Moment::Day(day)) => self.days.push((day, contact)),
            None => {}
        }
    }

    /// The later of two; `other` where they are the same.
    pub(super) fn later(&mut self, one: Moment, other: Moment, contact: u32) {
        match (one, other) {
            (Moment::Instant(first), Moment::Instant(second)) => {
                self.extend(Some(if first > second { one } else { other }), contact);
            }
            _ => self.later.push((one, other, contact)),
        }
    }

    pub(super) fn finish(mut self) -> Self {
        self.instants.sort_unstable();
        self.instants.shrink_to_fit();
        self
    }

    /// Adds the contacts of which `test` holds; to others than those about time it is not a value.
    pub(super) fn find(&self, test: &Test, zone: Tz, found: &mut FixedBitSet) {
        let everything = Interval::new(None, None, zone);
        let interval = match test {
            Test::Time(interval) => interval,
            Test::Present(_) => &everything,
            _ => return,
        };
        let from = self.instants.partition_point(|at| at.instant() < interval.start());
        let rest = self.instants.get(from..).unwrap_or_default();
        let to = rest.partition_point(|at| at.instant() <= interval.end());
        let instants = rest.get(..to).unwrap_or_default().iter().map(|at| at.contact);
        let days =
            self.days.iter().filter(|(day, _)| interval.contains(Moment::Day(*day))).map(|&(_, contact)| contact);
        let later = self
            .later
            .iter()
            .filter(|&&(one, other, _)| interval.contains(if one.is_after(other, zone) { one } else { other }));
        for contact in instants.chain(days).chain(later.map(|&(_, _, contact)| contact)) {
            found.insert(contact as usize);
        }
    }
}
