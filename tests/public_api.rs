//! The public face, one line for each item, in `public-api.txt`: whoever changes it sees so, and says so in `CHANGELOG.md`.
//! `UPDATE_GENERATED=1` writes the list anew. Every public type shows its use in an example.
//!
//! The sources are parsed from `lib.rs` on. What is `pub` there is public, because the lint `unreachable_pub` is on.

#![allow(clippy::unwrap_used)] // a test that cannot go on fails

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Attribute, Fields, File, Generics, ImplItem, Item, ItemImpl, Signature, Visibility};

const LISTING: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/public-api.txt");

/// The files of the library, each with the path of its module.
fn files() -> Vec<(String, File)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    add(&root.join("lib.rs"), "", &root, &mut files);
    files
}

fn add(path: &Path, module: &str, folder: &Path, files: &mut Vec<(String, File)>) {
    let source = fs::read_to_string(path).unwrap();
    let file = syn::parse_file(&source).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    for item in &file.items {
        if let Item::Mod(inner) = item
            && inner.content.is_none()
            && !is_test(&inner.attrs)
        {
            let name = inner.ident.to_string();
            let folder: PathBuf = folder.join(&name);
            let plain = folder.with_extension("rs");
            let path = if plain.exists() { plain } else { folder.join("mod.rs") };
            add(&path, &format!("{module}{name}::"), &folder, files);
        }
    }
    files.push((module.to_owned(), file));
}

fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg") && attribute.meta.to_token_stream().to_string().contains("test")
    })
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// The attributes that callers depend on.
fn attributes(attributes: &[Attribute]) -> String {
    let kept = ["derive", "non_exhaustive", "cfg", "deprecated"];
    let kept = attributes.iter().filter(|attribute| kept.iter().any(|name| attribute.path().is_ident(name)));
    kept.map(|attribute| text(attribute) + " ").collect()
}

/// Tokens on one line, without documentation.
fn text(tokens: &impl ToTokens) -> String {
    let mut text = undocumented(tokens.to_token_stream()).to_string();
    let tight = [
        (" :: ", "::"),
        (":: ", "::"),
        (" ::", "::"),
        ("& '", "&'"),
        (" < ", "<"),
        (" >", ">"),
        ("< ", "<"),
        (" (", "("),
        ("( ", "("),
        (" )", ")"),
        (" ,", ","),
        (" :", ":"),
        ("& ", "&"),
        (" [", "["),
        (" ;", ";"),
        ("# [", "#["),
        (" !", "!"),
    ];
    for (loose, tight) in tight {
        text = text.replace(loose, tight);
    }
    text.replace(">->", "> ->").replace(")->", ") ->").replace('\n', " ")
}

/// Without `#[doc = "…"]`.
fn undocumented(tokens: TokenStream) -> TokenStream {
    let mut kept: Vec<TokenTree> = Vec::new();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let is_mark = matches!(&token, TokenTree::Punct(mark) if mark.as_char() == '#');
        if is_mark
            && let Some(TokenTree::Group(group)) = tokens.peek()
            && group.stream().to_string().starts_with("doc")
        {
            tokens.next();
            continue;
        }
        kept.push(match token {
            TokenTree::Group(group) => {
                TokenTree::Group(proc_macro2::Group::new(group.delimiter(), undocumented(group.stream())))
            }
            token => token,
        });
    }
    kept.into_iter().collect()
}

fn head(keyword: &str, name: &impl ToTokens, generics: &Generics) -> String {
    let clause = generics.where_clause.as_ref().map(|clause| format!(" {}", text(clause))).unwrap_or_default();
    format!("{keyword} {}{}{clause}", text(name), text(generics))
}

/// The fields that callers see; `..` where there are others.
fn fields(fields: &Fields, all: bool) -> String {
    let (shown, hidden): (Vec<_>, Vec<_>) = fields.iter().partition(|field| all || is_public(&field.vis));
    let shown = shown.into_iter().map(|field| match &field.ident {
        Some(name) => format!("{name}: {}", text(&field.ty)),
        None => text(&field.ty),
    });
    let shown: Vec<String> = shown.chain((!hidden.is_empty()).then(|| "..".to_owned())).collect();
    if shown.is_empty() { String::new() } else { format!(" {{ {} }}", shown.join(", ")) }
}

/// The name of the type that an `impl` is for.
fn name(item: &ItemImpl) -> Option<String> {
    let mut ty = &*item.self_ty;
    while let syn::Type::Reference(reference) = ty {
        ty = &reference.elem;
    }
    match ty {
        syn::Type::Path(path) => path.path.segments.last().map(|segment| segment.ident.to_string()),
        _ => None,
    }
}

/// The types that are public, each with its documentation.
fn types(files: &[(String, File)]) -> Vec<(String, String)> {
    let mut types = Vec::new();
    for item in files.iter().flat_map(|(_, file)| &file.items) {
        let (visibility, name, attributes) = match item {
            Item::Struct(item) => (&item.vis, &item.ident, &item.attrs),
            Item::Enum(item) => (&item.vis, &item.ident, &item.attrs),
            Item::Trait(item) => (&item.vis, &item.ident, &item.attrs),
            _ => continue,
        };
        if is_public(visibility) && !is_doctest(attributes) {
            let docs: Vec<String> =
                attributes.iter().map(|attribute| attribute.to_token_stream().to_string()).collect();
            types.push((name.to_string(), docs.join("\n")));
        }
    }
    types
}

/// Whether it is there only for the examples of the README.
fn is_doctest(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| attribute.meta.to_token_stream().to_string().contains("doctest"))
}

fn listing(files: &[(String, File)]) -> BTreeSet<String> {
    let types: BTreeSet<String> = types(files).into_iter().map(|(name, _)| name).collect();
    let mut lines = BTreeSet::new();
    for (module, file) in files {
        for item in &file.items {
            lines.extend(lines_of(item, module, &types));
        }
    }
    lines
}

fn lines_of(item: &Item, module: &str, types: &BTreeSet<String>) -> Vec<String> {
    match item {
        Item::Struct(item) if is_public(&item.vis) && !is_doctest(&item.attrs) => {
            let head = head("struct", &item.ident, &item.generics);
            vec![format!("{}{head}{}", attributes(&item.attrs), fields(&item.fields, false))]
        }
        Item::Enum(item) if is_public(&item.vis) => {
            let head = head("enum", &item.ident, &item.generics);
            let variants = item.variants.iter().map(|variant| {
                format!(
                    "{}{}::{}{}",
                    attributes(&variant.attrs),
                    item.ident,
                    variant.ident,
                    fields(&variant.fields, true)
                )
            });
            [format!("{}{head}", attributes(&item.attrs))].into_iter().chain(variants).collect()
        }
        Item::Trait(item) if is_public(&item.vis) => {
            let head = head("trait", &item.ident, &item.generics);
            let inner = item.items.iter().map(|inner| match inner {
                syn::TraitItem::Fn(inner) => {
                    format!("{}::{}{}", item.ident, text(&inner.sig), inner.default.as_ref().map_or("", |_| " { … }"))
                }
                inner => format!("{}::{}", item.ident, text(inner)),
            });
            [format!("{head}: {}", text(&item.supertraits))].into_iter().chain(inner).collect()
        }
        Item::Fn(item) if is_public(&item.vis) => {
            vec![format!("{}{module}{}", attributes(&item.attrs), signature(&item.sig))]
        }
        Item::Const(item) if is_public(&item.vis) => vec![format!("{module}const {}: {}", item.ident, text(&item.ty))],
        Item::Static(item) if is_public(&item.vis) => {
            vec![format!("{module}static {}: {}", item.ident, text(&item.ty))]
        }
        Item::Type(item) if is_public(&item.vis) => vec![format!("{module}{}", text(item))],
        Item::Mod(item) if is_public(&item.vis) => vec![format!("mod {module}{}", item.ident)],
        Item::Use(item) if is_public(&item.vis) => {
            vec![format!("{}{module}{}", attributes(&item.attrs), text(&item.tree))]
        }
        // What macros make is public where they say so.
        Item::Macro(item) if module.starts_with("query::build::") || module.starts_with("check::argument::") => {
            vec![format!("{module}{}", text(item))]
        }
        Item::Impl(item) if name(item).is_some_and(|name| types.contains(&name)) && !is_test(&item.attrs) => {
            of_impl(item)
        }
        _ => Vec::new(),
    }
}

fn of_impl(item: &ItemImpl) -> Vec<String> {
    let of = text(&item.self_ty);
    if let Some((_, of_trait, _)) = &item.trait_ {
        return vec![
            head(&format!("{}impl", attributes(&item.attrs)), &TokenStream::new(), &item.generics)
                + &format!(" {} for {of}", text(of_trait)),
        ];
    }
    let inner = item.items.iter().filter_map(|inner| match inner {
        ImplItem::Fn(inner) if is_public(&inner.vis) => {
            Some(format!("{}{of}::{}", attributes(&inner.attrs), signature(&inner.sig)))
        }
        ImplItem::Const(inner) if is_public(&inner.vis) => {
            Some(format!("{of}::const {}: {}", inner.ident, text(&inner.ty)))
        }
        _ => None,
    });
    inner.collect()
}

fn signature(signature: &Signature) -> String {
    text(signature)
}

#[test]
fn the_public_face_is_as_listed() {
    let lines: Vec<String> = listing(&files()).into_iter().collect();
    let found = lines.join("\n") + "\n";
    if std::env::var_os("UPDATE_GENERATED").is_some() {
        fs::write(LISTING, &found).unwrap();
    }
    let listed = fs::read_to_string(LISTING).unwrap_or_default();
    let (old, new): (BTreeSet<&str>, BTreeSet<&str>) = (listed.lines().collect(), found.lines().collect());
    let gone: Vec<String> = old.difference(&new).map(|line| format!("- {line}")).collect();
    let added: Vec<String> = new.difference(&old).map(|line| format!("+ {line}")).collect();
    assert!(
        gone.is_empty() && added.is_empty(),
        "the public face changed; say so in CHANGELOG.md, and run this with UPDATE_GENERATED=1:\n{}",
        [gone, added].concat().join("\n")
    );
}

/// The public types whose documentation has no example.
fn without_example(files: &[(String, File)]) -> Vec<String> {
    types(files).into_iter().filter(|(_, docs)| !docs.contains("```")).map(|(name, _)| name).collect()
}

#[test]
fn every_public_type_has_an_example() {
    assert_eq!(without_example(&files()), [""; 0]);
    let source = "/// A.\npub struct A; /// ```\n/// ```\npub enum B {} struct C;";
    assert_eq!(without_example(&[(String::new(), syn::parse_file(source).unwrap())]), ["A"]);
}

#[test]
fn a_changed_signature_is_seen() {
    let face = |source: &str| listing(&[(String::new(), syn::parse_file(source).unwrap())]);
    let old = "pub struct A { pub b: u8, c: u8 } impl A { pub fn d(&self) -> u8 { 1 } fn e() {} }";
    assert_eq!(face(old).len(), 2);
    for (from, to) in [
        ("pub b: u8", "pub b: u16"),
        ("&self", "self"),
        ("-> u8", "-> u16"),
        ("pub c", "c"),
        ("struct A", "struct A<T>"),
    ] {
        let new = old.replace(from, to);
        assert_eq!(face(&new) == face(old), new == old, "{new}");
    }
    for same in [old.replace("c: u8", "c: u16"), old.replace("{ 1 }", "{ 2 }"), old.replace("fn e()", "fn f()")] {
        assert_eq!(face(&same), face(old), "{same}");
    }
}
