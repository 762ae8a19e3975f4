//! `grammar/nse.svg` draws `grammar/nse.pest`. `SNAPSHOTS=overwrite cargo test --test railroad` draws it anew.

use pest_meta::ast::Expr;
use pest_meta::parser::{self, Rule};
use railroad::{
    Choice, Comment, Diagram, Empty, LabeledBox, Node, NonTerminal, Optional, Repeat, Sequence, SimpleEnd, SimpleStart,
    Stylesheet, Terminal, VerticalGrid,
};

const GRAMMAR: &str = include_str!("../grammar/nse.pest");

/// The rules that are made of tokens, in order. Tokens are made of characters, which read better as text.
const DRAWN: &[&str] = &[
    "query",
    "disjunction",
    "conjunction",
    "negation",
    "group",
    "keyword",
    "clause",
    "field",
    "custom",
    "condition",
    "on_day",
    "comparison",
    "search",
    "value",
    "list",
    "last",
    "range",
    "end",
    "moving_day",
    "counted_day",
    "moving_period",
];

type Drawn = Box<dyn Node>;

fn draw(expr: &Expr) -> Drawn {
    match expr {
        Expr::Str(text) | Expr::Insens(text) => Box::new(Terminal::new(text.clone())),
        Expr::Ident(name) if name == "start" || name == "EOI" => Box::new(Empty),
        Expr::Ident(name) if name.chars().all(char::is_uppercase) && !matches!(&**name, "DAY" | "MONTH" | "PERIOD") => {
            Box::new(Terminal::new(name.to_lowercase()))
        }
        Expr::Ident(name) => Box::new(NonTerminal::new(name.to_lowercase().replace('_', "-"))),
        Expr::PosPred(expr) => Box::new(Comment::new(format!("before {}", words(expr)))),
        Expr::NegPred(expr) => Box::new(Comment::new(format!("not {}", words(expr)))),
        Expr::Seq(..) => sequence(expr),
        Expr::Choice(..) => Box::new(Choice::new(flat(expr).into_iter().map(draw).collect())),
        Expr::Opt(expr) => Box::new(Optional::new(draw(expr))),
        Expr::Rep(expr) => Box::new(Optional::new(Repeat::new(draw(expr), Empty))),
        Expr::RepOnce(expr) => Box::new(Repeat::new(draw(expr), Empty)),
        _ => panic!("no drawing for {expr}"),
    }
}

/// The members of a sequence or of a choice, which are pairs of pairs.
fn flat<'e>(expr: &'e Expr) -> Vec<&'e Expr> {
    let same =
        |member: &Expr| matches!((expr, member), (Expr::Seq(..), Expr::Seq(..)) | (Expr::Choice(..), Expr::Choice(..)));
    match expr {
        Expr::Seq(first, rest) | Expr::Choice(first, rest) => {
            let members = |member: &'e Expr| if same(member) { flat(member) } else { vec![member] };
            [members(first), members(rest)].concat()
        }
        _ => vec![expr],
    }
}

/// `a ~ (b ~ a)*` is drawn as `a` with a way back through `b`.
fn sequence(expr: &Expr) -> Drawn {
    let members = flat(expr);
    let mut drawn: Vec<Drawn> = Vec::new();
    for (index, member) in members.iter().enumerate() {
        match member {
            Expr::Rep(rest) if index > 0 && flat(rest).last() == Some(&members[index - 1]) => {
                drawn.pop();
                drawn.push(Box::new(Repeat::new(draw(members[index - 1]), draw(flat(rest)[0]))));
            }
            _ => drawn.push(draw(member)),
        }
    }
    Box::new(Sequence::new(drawn))
}

/// A look-ahead in words.
fn words(expr: &Expr) -> String {
    match expr {
        Expr::Choice(..) => flat(expr).into_iter().map(words).collect::<Vec<_>>().join(", "),
        Expr::Ident(name) if name == "EOI" => "the end".into(),
        Expr::Ident(name) => name.to_lowercase(),
        Expr::Str(text) => text.clone(),
        _ => panic!("no words for {expr}"),
    }
}

#[test]
fn the_drawing_is_up_to_date() {
    let rules = parser::consume_rules(parser::parse(Rule::grammar_rules, GRAMMAR).unwrap()).unwrap();
    let rule = |name: &&str| -> Drawn {
        let rule = rules.iter().find(|rule| rule.name == **name).unwrap();
        let line: Vec<Drawn> = vec![Box::new(SimpleStart), draw(&rule.expr), Box::new(SimpleEnd)];
        Box::new(LabeledBox::new(Sequence::new(line), Comment::new((*name).to_owned())))
    };
    let diagram = Diagram::new_with_stylesheet(VerticalGrid::new(DRAWN.iter().map(rule).collect()), &Stylesheet::Light);
    snapbox::assert_data_eq!(format!("{diagram}\n"), snapbox::Data::read_from("grammar/nse.svg".as_ref(), None).raw());
}
