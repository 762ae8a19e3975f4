//! Python dictionaries as `repr` writes them: the documentation's own contact carries an address so (evidence 18).

use std::borrow::Cow;

/// Calls `member` with each key of the dictionary that `text` writes, and its value where that is a string, a number or a
/// boolean; whether `text` is one. Nothing is to be made of the members where it is not.
pub(super) fn dictionary<'t>(text: &'t str, mut member: impl FnMut(&str, Option<Cow<'t, str>>)) -> bool {
    let mut reader = Reader { text, at: 0 };
    reader.dictionary(0, &mut member).is_some() && reader.peek().is_none()
}

/// No contact nests dictionaries and lists deeper than this.
const MAX_DEPTH: usize = 16;

struct Reader<'t> {
    text: &'t str,
    at: usize,
}

/// What a value is, as far as it matters.
enum Value<'t> {
    Text(Cow<'t, str>),
    Other,
}

impl<'t> Reader<'t> {
    /// The next byte after white space.
    fn peek(&mut self) -> Option<u8> {
        let rest = self.text.as_bytes().get(self.at..)?;
        self.at += rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        self.text.as_bytes().get(self.at).copied()
    }

    fn eat(&mut self, byte: u8) -> Option<()> {
        (self.peek()? == byte).then(|| self.at += 1)
    }

    fn dictionary(&mut self, depth: usize, member: &mut dyn FnMut(&str, Option<Cow<'t, str>>)) -> Option<()> {
        self.eat(b'{')?;
        while self.peek()? != b'}' {
            let key = self.string()?;
            self.eat(b':')?;
            member(
                &key,
                match self.value(depth)? {
                    Value::Text(value) => Some(value),
                    Value::Other => None,
                },
            );
            if self.peek()? != b'}' {
                self.eat(b',')?;
            }
        }
        self.eat(b'}')
    }

    fn value(&mut self, depth: usize) -> Option<Value<'t>> {
        if depth == MAX_DEPTH {
            return None;
        }
        match self.peek()? {
            b'{' => self.dictionary(depth + 1, &mut |_, _| ()).map(|()| Value::Other),
            b'[' => {
                self.eat(b'[')?;
                while self.peek()? != b']' {
                    self.value(depth + 1)?;
                    if self.peek()? != b']' {
                        self.eat(b',')?;
                    }
                }
                self.eat(b']').map(|()| Value::Other)
            }
            b'\'' | b'"' | b'u' => self.string().map(Value::Text),
            _ => self.word(),
        }
    }

    /// `None`, `True`, `False` or a number.
    fn word(&mut self) -> Option<Value<'t>> {
        let rest = self.text.get(self.at..)?;
        let end = rest.find(|char: char| !char.is_ascii_alphanumeric() && !"+-.".contains(char)).unwrap_or(rest.len());
        let word = rest.get(..end)?;
        self.at += end;
        match word {
            "None" => Some(Value::Other),
            "True" => Some(Value::Text("true".into())),
            "False" => Some(Value::Text("false".into())),
            _ => word.parse::<f64>().ok().filter(|number| number.is_finite()).map(|_| Value::Text(word.into())),
        }
    }

    fn string(&mut self) -> Option<Cow<'t, str>> {
        if self.peek()? == b'u' {
            self.at += 1;
        }
        let quote = char::from(self.peek().filter(|byte| matches!(byte, b'\'' | b'"'))?);
        self.at += 1;
        let text = self.text;
        let start = self.at;
        let mut unescaped: Option<String> = None;
        let mut chars = text.get(start..)?.char_indices();
        while let Some((index, char)) = chars.next() {
            if char == quote {
                self.at = start + index + 1;
                return Some(unescaped.map_or_else(|| Cow::Borrowed(&text[start..start + index]), Cow::Owned));
            }
            if char == '\\' {
                let out = unescaped.get_or_insert_with(|| text[start..start + index].to_owned());
                let escaped = match chars.next()?.1 {
                    'n' => '\n',
                    'r' => '\r',
                    't' => '\t',
                    'x' => hex(&mut chars, 2)?,
                    'u' => hex(&mut chars, 4)?,
                    'U' => hex(&mut chars, 8)?,
                    same @ ('\\' | '\'' | '"') => same,
                    _ => return None,
                };
                out.push(escaped);
            } else if let Some(out) = &mut unescaped {
                out.push(char);
            }
        }
        None
    }
}

fn hex(chars: &mut std::str::CharIndices<'_>, length: usize) -> Option<char> {
    let code = (0..length).try_fold(0, |code, _| Some(code * 16 + chars.next()?.1.to_digit(16)?));
    char::from_u32(code?)
}

#[cfg(test)]
mod tests {
    use super::dictionary;
    use std::borrow::Cow;

    fn read(text: &str) -> Option<Vec<(String, String)>> {
        let mut members = Vec::new();
        let member = |key: &str, value: Option<_>| {
            members.extend(value.map(|value: Cow<'_, str>| (key.to_owned(), value.into_owned())));
        };
        dictionary(text, member).then_some(members)
    }

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|&(key, value)| (key.to_owned(), value.to_owned())).collect()
    }

    #[test]
    fn what_repr_writes() {
        assert_eq!(
            read(
                r#"{'a': 'x', u'b': u"O'B", 'c': None, 'd': 5.5, 'e': [1, {'f': 'g'}], 'h': True, 'i': False, 'j': -5}"#
            ),
            Some(pairs(&[("a", "x"), ("b", "O'B"), ("d", "5.5"), ("h", "true"), ("i", "false"), ("j", "-5")]))
        );
        assert_eq!(read(r"{'a': 'O\'B \xe9\u0142\n\\'}"), Some(pairs(&[("a", "O'B éł\n\\")])));
        // Every escape that `repr` of Python 2 and 3 writes.
        assert_eq!(
            read(r#"{'a': '\t\n\r\'\"\\ \x41 \u0142 \U0001f600'}"#),
            Some(pairs(&[("a", "\t\n\r'\"\\ A ł 😀")]))
        );
        assert_eq!(read(" { } "), Some(pairs(&[])));
        assert_eq!(read("{'a': 'x',}"), Some(pairs(&[("a", "x")])));
    }

    #[test]
    fn what_it_does_not() {
        for text in [
            "",
            "{",
            r"{'a': '\x4'}",
            r"{'a': '\x4g'}",
            r"{'a': '\u12'}",
            "{'a'}",
            "{'a': }",
            "{'a': 'x'} y",
            "{'a': 'x",
            r"{'a': '\q'}",
            "{'a': inf}",
            r"{'a': '\ud800'}",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(read(&format!("{{'a': {}", "[".repeat(100_000))), None);
        assert_eq!(read(&"{'a': ".repeat(100_000)), None);
    }
}
