//! The queries that are timed, in three sizes.

use std::fmt::Write as _;

/// 3 clauses.
pub(crate) const SMALL: &str = r#"name ~ "Jon" and tag = vip and created in last 3 months"#;

/// 10 clauses, two levels of joins.
pub(crate) const NESTED: &str = r#"record type = person and (title ~ Founder or employer ~ "Nimble LLC") and not (tag = archived or tag in (spam, "do not call")) and (rating in 2..4 or rating is empty) and created in 2025-01-01..2025-12-31 and (email ^= jon or phone is not empty)"#;

/// The pairs of the large query.
pub(crate) const PAIRS: u32 = 100;

/// 200 clauses, 9 KB.
pub(crate) fn large() -> String {
    let mut text = String::new();
    for pair in 0..PAIRS {
        let or = if pair > 0 { " or " } else { "" };
        let _ = write!(
            text,
            "{or}(name ~ \"Jon Ferrara {pair:02}\" and email = \"jon.ferrara.{pair:02}@mail.nimble.example.com\")"
        );
    }
    text
}
