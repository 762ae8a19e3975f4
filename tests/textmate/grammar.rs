//! As much of a `TextMate` grammar as `grammar/nse.tmLanguage.json` uses: matches and blocks, captures with names or with
//! patterns of their own.

use fancy_regex::{Captures, Regex};
use serde_json::{Map, Value};

pub(crate) struct Grammar {
    patterns: Vec<Rule>,
    repository: Vec<(String, Vec<Rule>)>,
}

enum Rule {
    Include(String),
    Match { regex: Regex, captures: Vec<Capture> },
    Block { begin: Regex, begin_captures: Vec<Capture>, end: Regex, end_captures: Vec<Capture>, patterns: Vec<Rule> },
}

struct Capture {
    group: usize,
    name: Option<String>,
    patterns: Vec<Rule>,
}

impl Grammar {
    pub(crate) fn read(json: &str) -> Self {
        let json: Value = serde_json::from_str(json).unwrap();
        let repository = json["repository"].as_object().unwrap();
        Self {
            patterns: rules(&json),
            repository: repository.iter().map(|(name, rule)| (name.clone(), rules(rule))).collect(),
        }
    }

    /// The innermost scope of each byte; empty where there is none.
    pub(crate) fn scopes<'g>(&'g self, text: &str) -> Vec<&'g str> {
        let mut scopes = vec![""; text.len()];
        let mut open: Vec<&Rule> = Vec::new();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            self.line(line, 0, &self.patterns, &mut open, &mut scopes[start..start + line.len()]);
            start += line.len();
        }
        scopes
    }

    fn line<'g>(
        &'g self,
        line: &str,
        mut at: usize,
        outer: &'g [Rule],
        open: &mut Vec<&'g Rule>,
        scopes: &mut [&'g str],
    ) {
        while at < line.len() {
            let (patterns, end) = match open.last() {
                Some(Rule::Block { patterns, end, .. }) => (&patterns[..], end.captures_from_pos(line, at).unwrap()),
                _ => (outer, None),
            };
            let mut first = end.map(|captures| (None, captures));
            self.first(patterns, line, at, &mut first);
            let Some((rule, captures)) = first else { return };
            let captures_of = match (rule, open.last()) {
                (Some(Rule::Match { captures, .. }), _) => captures,
                (Some(block @ Rule::Block { begin_captures, .. }), _) => {
                    open.push(block);
                    begin_captures
                }
                (_, Some(Rule::Block { end_captures, .. })) => {
                    open.pop();
                    end_captures
                }
                _ => unreachable!("only a block ends"),
            };
            for capture in captures_of {
                let Some(group) = captures.get(capture.group) else { continue };
                if let Some(name) = &capture.name {
                    scopes[group.range()].fill(name);
                }
                if !capture.patterns.is_empty() {
                    self.line(&line[..group.end()], group.start(), &capture.patterns, &mut Vec::new(), scopes);
                }
            }
            let whole = captures.get(0).unwrap();
            let stuck = whole.end() == at;
            at = if stuck { at + line[at..].chars().next().map_or(1, char::len_utf8) } else { whole.end() };
        }
    }

    /// The leftmost match of `patterns`, of several the first; `best` where that is no later.
    fn first<'g, 't>(
        &'g self,
        patterns: &'g [Rule],
        line: &'t str,
        at: usize,
        best: &mut Option<(Option<&'g Rule>, Captures<'t, str>)>,
    ) {
        for rule in patterns {
            let regex = match rule {
                Rule::Include(name) => {
                    let (_, patterns) = self.repository.iter().find(|(other, _)| other == name).unwrap();
                    self.first(patterns, line, at, best);
                    continue;
                }
                Rule::Match { regex, .. } | Rule::Block { begin: regex, .. } => regex,
            };
            let start = |captures: &Captures<'t, str>| captures.get(0).unwrap().start();
            if let Some(captures) = regex.captures_from_pos(line, at).unwrap()
                && best.as_ref().is_none_or(|(_, best)| start(&captures) < start(best))
            {
                *best = Some((Some(rule), captures));
            }
        }
    }
}

/// The rules of an object with `patterns` alone, or the one that the object is.
fn rules(json: &Value) -> Vec<Rule> {
    match &json["patterns"] {
        Value::Array(patterns) if json["begin"].is_null() => patterns.iter().flat_map(rules).collect(),
        _ => vec![rule(json)],
    }
}

fn rule(json: &Value) -> Rule {
    if let Some(name) = json["include"].as_str() {
        return Rule::Include(name.trim_start_matches('#').to_owned());
    }
    let regex = |key: &str| Regex::new(&format!("(?m){}", json[key].as_str().unwrap())).unwrap();
    if json["match"].is_string() {
        let mut captures = captures(&json["captures"]);
        if let Some(name) = json["name"].as_str() {
            captures.insert(0, Capture { group: 0, name: Some(name.to_owned()), patterns: Vec::new() });
        }
        return Rule::Match { regex: regex("match"), captures };
    }
    Rule::Block {
        begin: regex("begin"),
        begin_captures: captures(&json["beginCaptures"]),
        end: regex("end"),
        end_captures: captures(&json["endCaptures"]),
        patterns: json["patterns"].as_array().unwrap().iter().flat_map(rules).collect(),
    }
}

fn captures(json: &Value) -> Vec<Capture> {
    let none = Map::new();
    let capture = |(group, rule): (&String, &Value)| Capture {
        group: group.parse().unwrap(),
        name: rule["name"].as_str().map(str::to_owned),
        patterns: if rule["patterns"].is_array() { rules(rule) } else { Vec::new() },
    };
    json.as_object().unwrap_or(&none).iter().map(capture).collect()
}
