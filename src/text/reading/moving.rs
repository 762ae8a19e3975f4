//! Days and periods that move with the present, in whatever words: `the day before yesterday`, `THIS_MONTH`, `since yesterday`.

use super::piece::Kind;
use super::predicate::Comparison;
use super::reader::Reader;
use super::said::{Base, Said};
use super::vocabulary::{self, Role};
use crate::catalog::{self, FieldRef};
use crate::check::range_of_past;
use crate::operator::Operator;
use crate::value::{Anchor, Calendar, Unit, period};

/// A moving date as filter text writes it.
struct Moving {
    text: String,
    /// Whether it is one day.
    day: bool,
    /// Whether it lies ahead.
    ahead: bool,
}

impl Moving {
    fn day(text: impl Into<String>) -> Self {
        let text = text.into();
        let ahead = text == Anchor::Tomorrow.name() || text.ends_with(Anchor::FromNow.name());
        Self { text, day: true, ahead }
    }

    fn of(anchor: Anchor, period: &str) -> Self {
        Self { text: format!("{} {period}", anchor.name()), day: false, ahead: anchor == Anchor::Next }
    }
}

impl Reader<'_, '_> {
    /// What is said of a field by a moving date, or by a range with one.
    pub(super) fn moving(&mut self, field: &FieldRef, said: &Comparison) -> Option<Said> {
        if field.kind == catalog::Kind::Number {
            return None;
        }
        if let Some(begun) = self.attempt(|reader| reader.since_start(said)) {
            return clause(field, said, &begun);
        }
        if let Some(range) = self.attempt(|reader| reader.units_of_both(said)).filter(|_| ordered(said)) {
            return clause(field, said, &range);
        }
        if said.base.is_none() && self.lower() == "for" && self.is_denied() {
            return self.attempt(|reader| reader.for_so_long(field));
        }
        let fixed = self.attempt(Self::fixed_start);
        let start = match &fixed {
            Some(_) => None,
            None => Some(self.moving_date()?),
        };
        if self.take(Role::To) || said.between && self.take_any(&[Role::And, Role::Or]) {
            let end = self.moving_date()?;
            let first = fixed.or(start.map(|start| start.text))?;
            let range = Moving { text: format!("{first}..{}", end.text), day: false, ahead: end.ahead };
            return if ordered(said) { clause(field, said, &range) } else { None };
        }
        let date = start?;
        match said.base {
            Some(Base::Beside(operator)) if date.day => bound(field, operator, said.not, &date),
            // `since last month`
            Some(Base::Beside(Operator::Gte)) if field.past => {
                clause(field, said, &Moving { text: format!("{}..today", date.text), ..date })
            }
            _ if ordered(said) => clause(field, said, &date),
            _ => None,
        }
    }

    /// Whether a word before the field turns what is said of it.
    fn is_denied(&self) -> bool {
        (self.at.saturating_sub(6)..self.at).any(|at| matches!(self.role_at(at), Some((Role::Not, _))))
    }

    /// `not contacted for 90 days`, `for more than 90 days`: not within that time.
    fn for_so_long(&mut self, field: &FieldRef) -> Option<Said> {
        self.at += 1;
        let _ = self.words(&["more", "than"]) || self.word("over") || self.words(&["at", "least"]);
        let units = self.units()?;
        super::said::within(field, false, &format!("last {units}"))
    }

    /// `30 to 60 days ago`, `between 30 and 60 days ago`
    fn units_of_both(&mut self, said: &Comparison) -> Option<Moving> {
        let first: u32 = self.lower().parse().ok()?;
        self.at += 1;
        let to = self.take(Role::To) || said.between && self.take_any(&[Role::And, Role::Or]);
        let second: u32 = self.lower().parse().ok().filter(|_| to)?;
        self.at += 1;
        let unit = Unit::find(self.lower()).filter(|&unit| unit != Unit::Second)?;
        self.at += 1;
        let ago = |count: u32| format!("{count} {} ago", if count == 1 { unit.name() } else { unit.plural() });
        let text = format!("{}..{}", ago(first.max(second)), ago(first.min(second)));
        self.take(Role::Ago).then_some(Moving { text, day: false, ahead: false })
    }

    /// A fixed day before what is meant to end with a moving one.
    fn fixed_start(&mut self) -> Option<String> {
        let day = self.piece().filter(|piece| period(&piece.text).is_some())?.text.to_string();
        self.at += 1;
        matches!(self.role(), Some(Role::To | Role::And | Role::Or)).then_some(day)
    }

    /// `>= startOfMonth()`, `since the beginning of the year`: the period from its start on.
    fn since_start(&mut self, said: &Comparison) -> Option<Moving> {
        if said.base != Some(Base::Beside(Operator::Gte)) {
            return None;
        }
        if let Some(period) = self.lower().strip_prefix("startof").and_then(Calendar::find) {
            self.at += 1;
            self.no_arguments();
            return Some(Moving::of(Anchor::This, period.name()));
        }
        self.take_idle();
        let start = matches!(self.lower(), "start" | "beginning" | "begin" | "first");
        self.at += 1;
        let of = start && self.word("of");
        self.take_idle();
        let period = Calendar::find(self.lower()).filter(|_| of)?;
        self.at += 1;
        Some(Moving::of(Anchor::This, period.name()))
    }

    /// A moving date.
    fn moving_date(&mut self) -> Option<Moving> {
        self.attempt(Self::named_day).or_else(|| self.attempt(Self::counted_day)).or_else(|| self.attempt(Self::whole))
    }

    /// `today`, `CURDATE()`, `the day before yesterday`
    fn named_day(&mut self) -> Option<Moving> {
        if self.words(&["the", "day", "before", "yesterday"]) || self.words(&["day", "before", "yesterday"]) {
            return Some(Moving::day("2 days ago"));
        }
        if self.words(&["the", "day", "after", "tomorrow"]) || self.words(&["day", "after", "tomorrow"]) {
            return Some(Moving::day("2 days from now"));
        }
        let day = match self.lower() {
            "curdate" | "current_date" | "currentdate" => Anchor::Today,
            word => Anchor::of_day(word)?,
        };
        self.at += 1;
        self.no_arguments();
        Some(Moving::day(day.name()))
    }

    /// `30 days ago`, `a week ago`, `3 months from now`
    fn counted_day(&mut self) -> Option<Moving> {
        let back =
            |back: usize| self.at.checked_sub(back).and_then(|at| self.pieces.get(at)).map(|piece| &*piece.lower);
        let within = back(1) == Some("within") || matches!(back(1), Some("a" | "an")) && back(2) == Some("within");
        let units = self.units()?;
        if self.take(Role::Ago) {
            // `within a week ago`
            if within {
                return Some(Moving { text: format!("last {units}"), day: false, ahead: false });
            }
            return Some(Moving::day(format!("{units} ago")));
        }
        (self.word("from") && (self.word("now") || self.word("today")))
            .then(|| Moving::day(format!("{units} {}", Anchor::FromNow.name())))
    }

    /// `this month`, `the current year`, `previous quarter`, `the next 7 days`, `YTD`, `LAST_MONTH`, `NEXT_N_DAYS:7`
    fn whole(&mut self) -> Option<Moving> {
        let word = self.lower();
        if let Some((anchor, rest)) = word.split_once('_') {
            let anchor = match anchor {
                "this" => Anchor::This,
                "last" | "previous" => Anchor::Previous,
                "next" => Anchor::Next,
                _ => return None,
            };
            self.at += 1;
            let Some(unit) = rest.strip_prefix("n_").filter(|_| anchor == Anchor::Next) else {
                return Calendar::find(rest)
                    .filter(|_| anchor != Anchor::Next)
                    .map(|period| Moving::of(anchor, period.name()));
            };
            let unit = Unit::find(unit)?;
            let _ = self.take_kind(Kind::Sign);
            let count: u32 = self.lower().parse().ok()?;
            self.at += 1;
            return Some(Moving::of(Anchor::Next, &format!("{count} {}", unit.plural())));
        }
        let to_date = match word {
            "ytd" => Some(Calendar::Year),
            "qtd" => Some(Calendar::Quarter),
            "mtd" => Some(Calendar::Month),
            "wtd" => Some(Calendar::Week),
            _ => None,
        };
        if let Some(period) = to_date {
            self.at += 1;
            return Some(Moving::of(Anchor::This, period.name()));
        }
        if let Some(period) = Calendar::find(word) {
            self.at += 1;
            return (self.word("to") && self.word("date")).then(|| Moving::of(Anchor::This, period.name()));
        }
        let _ = self.word("the");
        let anchor = match self.lower() {
            "this" | "current" => Anchor::This,
            "previous" | "prior" | "preceding" => Anchor::Previous,
            "next" | "coming" | "following" | "upcoming" => Anchor::Next,
            _ => return None,
        };
        self.at += 1;
        if anchor == Anchor::Next {
            return self.units().map(|units| Moving::of(Anchor::Next, &units));
        }
        let period = Calendar::find(self.lower())?;
        self.at += 1;
        Some(Moving::of(anchor, period.name()))
    }

    /// `30 days`, `a week`
    fn units(&mut self) -> Option<String> {
        // The article says nothing elsewhere, and may be read already.
        let article = self.at.checked_sub(1).and_then(|before| self.pieces.get(before));
        if article.is_some_and(|piece| matches!(&*piece.lower, "a" | "an")) && Unit::find(self.lower()).is_some() {
            self.at -= 1;
        }
        let number = self.lower();
        let count = match number {
            "a" | "an" => 1,
            word => vocabulary::number(word).map_or_else(|| word.parse().ok(), |number| u32::try_from(number).ok())?,
        };
        self.at += 1;
        let unit = Unit::find(self.lower()).filter(|&unit| unit != Unit::Second)?;
        self.at += 1;
        Some(format!("{count} {}", if count == 1 { unit.name() } else { unit.plural() }))
    }

    fn word(&mut self, word: &str) -> bool {
        let is = self.lower() == word;
        self.at += usize::from(is);
        is
    }

    fn words(&mut self, words: &[&str]) -> bool {
        let rest = self.pieces.get(self.at..).unwrap_or_default();
        let are = words.len() <= rest.len() && words.iter().zip(rest).all(|(word, piece)| piece.lower == *word);
        self.at += if are { words.len() } else { 0 };
        are
    }

    /// `()`
    fn no_arguments(&mut self) {
        let open = self.is(Kind::Open);
        if open && self.pieces.get(self.at + 1).is_some_and(|piece| piece.kind == Kind::Close) {
            self.at += 2;
        }
    }
}

/// Whether what is said asks for what lies within.
fn ordered(said: &Comparison) -> bool {
    matches!(said.base, None | Some(Base::Usual | Base::Equal | Base::Within))
}

fn clause(field: &FieldRef, said: &Comparison, date: &Moving) -> Option<Said> {
    let birthday = field.kind == catalog::Kind::Birthday;
    let range = date.text.contains("..");
    let operator = if birthday && !range { Operator::DayMonthRange } else { Operator::Range };
    if !field.operators.contains(operator) || date.ahead && (field.past || birthday && range) {
        return None;
    }
    let negative = said.not && said.base == Some(Base::Within) && operator == Operator::Range;
    let not = if negative { "not " } else { "" };
    let positive = Said::Clause(format!("{} {not}in {}", field.text(), date.text));
    Some(if said.not && !negative { Said::not(positive) } else { positive })
}

/// `since yesterday`, `before today`
fn bound(field: &FieldRef, operator: Operator, not: bool, date: &Moving) -> Option<Said> {
    let above = operator.bound()?.above;
    // `after 30 days ago` is read elsewhere, if at all.
    if date.ahead && field.past || above && date.text.ends_with(Anchor::Ago.name()) {
        return None;
    }
    let said = if field.operators.contains(operator) {
        format!("{} {} {}", field.text(), operator.text(), date.text)
    } else {
        let (ranged, text) = range_of_past(field, operator, &date.text)?;
        format!("{} {} {text}", field.text(), ranged.text())
    };
    let said = Said::Clause(said);
    Some(if not { Said::not(said) } else { said })
}
