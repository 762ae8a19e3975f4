//! Values that a program gives for the parameters of a template, however hostile.

use arbitrary::Unstructured;
use nse_query::catalog::FieldRef;
use nse_query::diagnostic::Code;
use nse_query::query::Clause;
use nse_query::text::{self, Style};
use nse_query::{Argument, Catalog, Compiler, Diagnostic, Diagnostics, Operator, Query, Takes, Template, nse, quote};

/// `data` as the fuzz target reads it: a field and an operator, and two texts to compare with.
pub(crate) fn bytes(data: &[u8]) {
    let mut data = Unstructured::new(data);
    let (Ok(choice), Ok(first)) = (data.arbitrary::<u16>(), data.arbitrary::<String>()) else { return };
    let second = String::from_utf8_lossy(data.take_rest()).into_owned();
    bind(choice.into(), &first, &second);
}

/// The laws of binding, for the field and the operator that `choice` tells of all that there are.
pub(crate) fn bind(choice: usize, first: &str, second: &str) {
    let catalog = Catalog::builtin();
    let custom = catalog.custom_field("Shoe size");
    let pairs: Vec<(FieldRef, Operator)> = catalog
        .fields()
        .chain([custom])
        .flat_map(|field| field.operators.iter().map(move |operator| (field.clone(), operator)).collect::<Vec<_>>())
        .collect();
    let (field, operator) = &pairs[choice % pairs.len()];
    let (one, two) = (quote(first), quote(second));
    let list = || Argument::from([first, second]);
    let texts = || vec![("first", Argument::from(first)), ("second", second.into())];
    match operator.takes() {
        Takes::Value | Takes::Words | Takes::Bound => {
            same(field, *operator, "{first}", &one, vec![("first", first.into())]);
        }
        Takes::List => {
            same(field, *operator, "{both}", &format!("({one}, {two})"), vec![("both", list())]);
            same(field, *operator, "{first}", &format!("({one})"), vec![("first", first.into())]);
            same(field, *operator, "({first}, {second}, {first})", &format!("({one}, {two}, {one})"), texts());
        }
        Takes::Range => {
            same(field, *operator, "{first}..{second}", &format!("{one}..{two}"), texts());
            same(field, *operator, "{first}..2025", &format!("{one}..2025"), vec![("first", first.into())]);
            if !field.operators.contains(Operator::In) {
                same(field, *operator, "{first}", &one, vec![("first", first.into())]);
            }
        }
        Takes::Quantity => quantity(field, *operator, first),
        _ => {}
    }
}

/// The clause with `given` in `holes` is the one with `written` there.
fn same(field: &FieldRef, operator: Operator, holes: &str, written: &str, given: Vec<(&str, Argument)>) {
    let compiler = Compiler::new(Catalog::builtin());
    let clause = |operand: &str| {
        format!("tag = vip and not ({} {} {operand} or company name is empty)", field.text(), operator.text())
    };
    let (source, plain) = (clause(holes), clause(written));
    let template = compiler.template(&source).unwrap_or_else(|errors| panic!("{source}: {errors}"));
    reads_as_printed(&compiler, &template, &given);
    let bound = template.bind(given);
    match (&bound, compiler.text(&plain)) {
        (Ok(bound), Ok(plain)) => {
            assert_eq!(bound.query, plain.query, "{source} as {plain:?}");
            // That a condition stands in quotes (W0224) is said of what a person wrote; what is given has none to leave out.
            let mut said = codes(&plain.warnings);
            said.retain(|code| code.name() != "W0224");
            assert_eq!(codes(&bound.warnings), said, "{source} as {plain:?}");
            has_shape(&bound.query, field, operator);
            assert!(bound.warnings.iter().all(|warning| is_inside(warning, &source)), "{:?}", bound.warnings);
        }
        (Err(bound), Err(plain_errors)) => {
            // No string holds U+0000, so that a text with it does not even parse.
            if !plain.contains("\\u0000") {
                assert_eq!(codes(bound.as_slice()), codes(plain_errors.as_slice()), "{source} as {plain}");
            }
            at_their_places(bound, &template);
        }
        (bound, plain_read) => panic!("{source}: {bound:?}, but {plain}: {plain_read:?}"),
    }
}

/// A number of units is a word that begins like a number, which no quotes make it.
fn quantity(field: &FieldRef, operator: Operator, given: &str) {
    let compiler = Compiler::new(Catalog::builtin());
    let source = format!("{} {} {{n}} months", field.text(), operator.text());
    let template = compiler.template(&source).unwrap();
    match template.bind([("n", given)]) {
        Ok(bound) => {
            let plain = source.replace("{n}", given);
            assert_eq!(compiler.text(&plain).map(|checked| checked.query).as_ref(), Ok(&bound.query), "{plain}");
        }
        Err(errors) => at_their_places(&errors, &template),
    }
}

/// What is found, in any order: the places differ.
fn codes(found: &[Diagnostic]) -> Vec<Code> {
    let mut codes: Vec<Code> = found.iter().map(Diagnostic::code).collect();
    codes.sort_unstable();
    codes
}

/// The query has the clauses that its template has, and both its forms say the same.
fn has_shape(query: &Query, field: &FieldRef, operator: Operator) {
    let asked: Vec<_> = query.clauses().map(|clause: &Clause| (clause.field().text(), clause.operator())).collect();
    let expected = [("tag".into(), Operator::Is), (field.text(), operator), ("company name".into(), Operator::IsEmpty)];
    assert_eq!(asked, expected);
    assert_eq!(query.to_string().parse::<Query>().as_ref(), Ok(query));
    assert_eq!(nse::decode(&nse::encode(query), &Catalog::builtin()).map(|read| read.query).as_ref(), Ok(query));
}

/// Each error stands at a parameter and names it, and nothing is offered to be written over one.
fn at_their_places(errors: &Diagnostics, template: &Template) {
    for error in errors.as_slice().iter().filter(|found| !found.code().is_warning()) {
        let mut here = template
            .parameters()
            .iter()
            .filter(|parameter| error.span.start <= parameter.span.start && parameter.span.end <= error.span.end);
        let named = here.any(|parameter| error.message().contains(&format!("`{{{}}}`", parameter.name)));
        assert!(named, "{}: {error:?}", template.text());
        assert!(error.fixes.is_empty(), "{}: {error:?}", template.text());
    }
}

/// Whether `found` and what it offers lie in `text`, and no fix writes over a parameter.
fn is_inside(found: &Diagnostic, text: &str) -> bool {
    let edits = found.fixes.iter().flat_map(|fix| &fix.edits).map(|edit| edit.span);
    let free = edits.clone().all(|span| !text[span.start..span.end].contains(['{', '}']));
    free && edits.chain([found.span]).all(|span| text.get(span.start..span.end).is_some())
}

/// A template that is printed is the same template.
fn reads_as_printed(compiler: &Compiler, template: &Template, given: &[(&str, Argument)]) {
    let catalog = Catalog::builtin();
    let ast = text::parse(template.text()).unwrap();
    for width in [1, 40, usize::MAX] {
        let style = Style::new(&catalog).width(width);
        let printed = text::print(&ast, &style);
        let again = compiler.template(&printed).unwrap_or_else(|errors| panic!("{printed}: {errors}"));
        assert_eq!(text::print(&text::parse(&printed).unwrap(), &style), printed);
        let names = |template: &Template| -> Vec<_> {
            let parameters = template.parameters().iter();
            parameters.map(|parameter| (parameter.name.clone(), parameter.operator, parameter.list)).collect()
        };
        assert_eq!(names(&again), names(template), "{printed}");
        let bound = |template: &Template| template.bind(given.to_vec()).map(|bound| bound.query).ok();
        assert_eq!(bound(&again), bound(template), "{printed}");
    }
}
