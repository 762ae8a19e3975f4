//! The names of the months.

/// The English names, January first.
pub(crate) const NAMES: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The name of `month`, 1 to 12, in full; none where there is no such month.
pub(crate) fn name(month: u8) -> Option<&'static str> {
    NAMES.get(usize::from(month).checked_sub(1)?).copied()
}

/// The first three letters of its name, which text is printed with.
pub(crate) fn short(month: u8) -> Option<&'static str> {
    name(month)?.get(..3)
}

/// The month, 1 to 12, that `word` names: in full, by three letters, or `Sept`, in any case.
pub(crate) fn find(word: &str) -> Option<u8> {
    if !(3..=9).contains(&word.len()) || word.as_bytes().first()?.is_ascii_digit() {
        return None;
    }
    let names = |name: &&str| {
        word.eq_ignore_ascii_case(name)
            || (word.len() == 3 && name.get(..3).is_some_and(|short| word.eq_ignore_ascii_case(short)))
    };
    let index = if word.eq_ignore_ascii_case("sept") { Some(8) } else { NAMES.iter().position(names) };
    index.and_then(|index| u8::try_from(index + 1).ok())
}

#[cfg(test)]
mod tests {
    use super::{NAMES, find, name, short};

    #[test]
    fn months_are_found_by_all_their_names() {
        for (month, full) in (1..).zip(NAMES) {
            assert_eq!(name(month), Some(full));
            for spelling in [full, &full.to_uppercase(), &full[..3], &full[..3].to_lowercase(), short(month).unwrap()] {
                assert_eq!(find(spelling), Some(month), "{spelling}");
            }
        }
        assert_eq!(find("sept"), Some(9));
        for none in ["", "ma", "mars", "Marc", "septe", "123"] {
            assert_eq!(find(none), None, "{none}");
        }
        assert_eq!([name(0), name(13), short(0)], [None; 3]);
    }
}
