//! Matches in the order of `--sort`.

use nse_query::eval::SortKey;

/// What is printed of the matches met so far, with where each stands; with a limit, of not many more than that.
#[derive(Debug)]
pub(super) struct Sorted {
    limit: usize,
    matches: Vec<(SortKey, String)>,
}

impl Sorted {
    pub(super) fn new(limit: Option<u64>) -> Self {
        let limit = limit.and_then(|limit| usize::try_from(limit).ok()).unwrap_or(usize::MAX);
        Self { limit, matches: Vec::new() }
    }

    pub(super) fn push(&mut self, key: SortKey, text: String) {
        self.matches.push((key, text));
        // The work that this costs is spread over the matches that were added.
        if self.matches.len() > self.limit.saturating_mul(2).saturating_add(1000) {
            self.cut();
        }
    }

    /// Of equals the one that was met first comes first.
    fn cut(&mut self) {
        self.matches.sort_by(|(one, _), (other, _)| one.cmp(other));
        self.matches.truncate(self.limit);
    }

    /// All of it, in order.
    pub(super) fn into_text(mut self) -> String {
        self.cut();
        self.matches.into_iter().map(|(_, text)| text).collect()
    }
}
