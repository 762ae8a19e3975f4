//! What Lucene itself makes of characters and of texts: `tests/eval/lucene.txt` and `lucene_tokens.tsv`, whose heads say
//! how they were made.

/// A text and what Lucene makes of it.
pub(super) struct Row {
    pub(super) text: String,
    pub(super) words: Vec<String>,
    /// The text as a keyword field keeps it.
    pub(super) whole: String,
    /// Why our words are others, or `=`.
    pub(super) why: &'static str,
}

pub(super) fn rows() -> impl Iterator<Item = Row> {
    let table = include_str!("../../tests/eval/lucene_tokens.tsv");
    table.lines().filter(|line| !line.starts_with('#')).map(|line| {
        let [text, words, whole, why, ..] = *line.split('\t').collect::<Vec<_>>() else { panic!("{line}") };
        let words = unescape(words);
        let words = words.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect();
        Row { text: unescape(text), words, whole: unescape(whole), why }
    })
}

/// The characters that its `ASCIIFoldingFilter` maps, with what it makes of them.
pub(super) fn folds() -> impl Iterator<Item = (char, &'static str)> {
    let table = include_str!("../../tests/eval/lucene.txt");
    table.lines().filter(|line| !line.starts_with('#')).map(|line| {
        let (code, folded) = line.split_once('\t').unwrap();
        (char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap(), folded)
    })
}

fn unescape(text: &str) -> String {
    let mut parts = text.split('\\');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    while let Some(part) = parts.next() {
        if let Some((code, rest)) = part.strip_prefix("u{").and_then(|part| part.split_once('}')) {
            plain.push(u32::from_str_radix(code, 16).ok().and_then(char::from_u32).unwrap());
            plain.push_str(rest);
        } else {
            // Two of them stand for one, and nothing between them.
            assert_eq!(part, "");
            plain.push('\\');
            plain.push_str(parts.next().unwrap());
        }
    }
    plain
}
