//! Fields found by what somebody remembers of them.

use super::catalog::Catalog;
use super::field::{Field, FieldRef};
use super::suggest::nearest;

/// The fewest letters of a word that is looked for within other words.
const WITHIN: usize = 3;

impl Catalog {
    /// The fields that `words` are about, the likeliest first: one of this name; those in whose names, kinds and choices every
    /// word stands; those that stand for a name that the documentation has, though no query does; else those of a
    /// name that is nearly this. All fields where `words` has no word.
    ///
    /// # Examples
    /// ```
    /// use nse_query::Catalog;
    ///
    /// let names = |words| -> Vec<String> { Catalog::builtin().search(words).iter().map(ToString::to_string).collect() };
    /// assert_eq!(names("birthday"), ["birthday"]);
    /// assert_eq!(names("last contacted"), ["company last contacted", "user last contacted"]);
    /// assert_eq!(names("emial")[0], "email");
    /// assert!(names("xyzzy").is_empty());
    /// ```
    pub fn search(&self, words: &str) -> Vec<FieldRef> {
        let asked: Vec<String> = words.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).collect();
        let asked: Vec<&str> = asked.iter().map(|word| &**word).filter(|word| !word.is_empty()).collect();
        if asked.is_empty() {
            return self.fields().collect();
        }
        let exact = self.field(words.trim()).or_else(|| self.field_by_json(words.trim()));
        let mut found: Vec<FieldRef> = exact.into_iter().collect();
        found.extend(self.fields().filter(|field| asked.iter().all(|word| has(field, word))));
        if found.is_empty() {
            let names: Vec<FieldRef> = self.fields().collect();
            let near = match self.instead_of(words.trim()) {
                Some(instead) => instead.to_vec(),
                None => nearest(words.trim(), names.iter().map(|field| &*field.name)),
            };
            found.extend(near.into_iter().filter_map(|name| self.field(name)));
        }
        let mut unique: Vec<FieldRef> = Vec::with_capacity(found.len());
        for field in found {
            if !unique.contains(&field) {
                unique.push(field);
            }
        }
        unique
    }
}

/// Whether `word`, in small letters, stands in what `field` is called, holds, or lists.
fn has(field: &Field, word: &str) -> bool {
    let labels = field.choices.iter().map(|choice| &*choice.label);
    let names = [&*field.name, &*field.json, field.kind.name()];
    names.into_iter().chain(field.aliases.iter().copied()).chain(labels).any(|text| {
        let text = text.to_lowercase();
        let mut words = text.split(|c: char| !c.is_alphanumeric());
        words.any(|other| other == word || word.len() >= WITHIN && other.contains(word))
    })
}
