//! The floors of the house (ARCHITECTURE.md): every import goes to its own room or to a lower floor, and no files of a room
//! import each other in a circle.
//!
//! The sources are parsed, and every path that begins with `crate`, `super` or `self` is followed through the modules and
//! their re-exports to the file that defines what it names. Tests within the sources may import what they like.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use syn::visit::{self, Visit};
use syn::{Attribute, File, ItemMod, ItemUse, UseTree};

/// The rooms from the ground up. Rooms of one floor do not import each other.
const FLOORS: &[&[&str]] = &[
    &["code", "span", "limits"],
    &["line_index", "fold"],
    &["diagnostic"],
    &["value"],
    &["operator"],
    &["lex"],
    &["json"],
    &["catalog"],
    &["query", "config"],
    &["check"],
    &["text", "nse"],
    &["template", "english"],
    &["compiler"],
    &["complete", "eval"],
    &["shape", "guide"],
    &["lib"],
];

/// Files that import each other because a type and its constructor are one thing, by room.
const ONE_THING: &[&[&str]] = &[];

/// What a module defines and lends.
#[derive(Default)]
struct Module {
    file: PathBuf,
    children: BTreeSet<String>,
    /// Names brought in by `use`, with the path they stand for, absolute from the crate's root.
    imports: BTreeMap<String, Vec<String>>,
    /// Paths of `use …::*`.
    globs: Vec<Vec<String>>,
    /// Every path that the file names, absolute.
    paths: BTreeSet<Vec<String>>,
}

type Modules = BTreeMap<Vec<String>, Module>;

/// The modules of the crate whose root file is `root`.
fn modules(root: &Path) -> Modules {
    let mut modules = Modules::new();
    add(root, &[], root.parent().expect("a folder"), &mut modules);
    modules
}

/// Adds the module at `path` in `file`, whose children lie in `folder`.
fn add(file: &Path, path: &[String], folder: &Path, modules: &mut Modules) {
    let source = fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let parsed: File = syn::parse_file(&source).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let mut reader = Reader { path: path.to_vec(), module: Module { file: file.to_owned(), ..Module::default() } };
    reader.visit_file(&parsed);
    let children = reader.module.children.clone();
    modules.insert(path.to_vec(), reader.module);
    for child in children {
        let flat = folder.join(format!("{child}.rs"));
        let nested = folder.join(&child).join("mod.rs");
        let file = if flat.exists() { flat } else { nested };
        let mut path = path.to_vec();
        path.push(child.clone());
        add(&file, &path, &folder.join(child), modules);
    }
}

struct Reader {
    path: Vec<String>,
    module: Module,
}

impl Reader {
    /// `segments` from the crate's root, where they begin with `crate`, `self` or `super`.
    fn absolute(&self, segments: &[String]) -> Option<Vec<String>> {
        let mut base = self.path.clone();
        let rest = match segments.first()?.as_str() {
            "crate" => {
                base.clear();
                &segments[1..]
            }
            "self" => &segments[1..],
            "super" => {
                let up = segments.iter().take_while(|segment| *segment == "super").count();
                base.truncate(base.len().checked_sub(up)?);
                &segments[up..]
            }
            child if self.module.children.contains(child) => segments,
            _ => return None,
        };
        base.extend(rest.iter().cloned());
        Some(base)
    }

    fn tree(&mut self, tree: &UseTree, mut before: Vec<String>) {
        match tree {
            UseTree::Path(path) => {
                before.push(path.ident.to_string());
                self.tree(&path.tree, before);
            }
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.tree(tree, before.clone())),
            UseTree::Glob(_) => {
                if let Some(path) = self.absolute(&before) {
                    self.module.globs.push(path.clone());
                    self.module.paths.insert(path);
                }
            }
            UseTree::Name(name) => {
                let name = name.ident.to_string();
                let known = if name == "self" { before.last().cloned().unwrap_or_default() } else { name.clone() };
                if name != "self" {
                    before.push(name);
                }
                self.bring(known, &before);
            }
            UseTree::Rename(rename) => {
                if rename.ident != "self" {
                    before.push(rename.ident.to_string());
                }
                self.bring(rename.rename.to_string(), &before);
            }
        }
    }

    fn bring(&mut self, known: String, path: &[String]) {
        if let Some(path) = self.absolute(path) {
            self.module.imports.insert(known, path.clone());
            self.module.paths.insert(path);
        }
    }
}

fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| match &attribute.meta {
        syn::Meta::List(list) => list.path.is_ident("cfg") && list.tokens.to_string().contains("test"),
        _ => false,
    })
}

impl<'ast> Visit<'ast> for Reader {
    fn visit_file(&mut self, file: &'ast File) {
        // Children first: a path may begin with one of them.
        for item in &file.items {
            if let syn::Item::Mod(module) = item
                && module.content.is_none()
                && !is_test(&module.attrs)
            {
                self.module.children.insert(module.ident.to_string());
            }
        }
        visit::visit_file(self, file);
    }

    fn visit_item(&mut self, item: &'ast syn::Item) {
        let attributes = match item {
            syn::Item::Use(item) => &item.attrs,
            syn::Item::Fn(item) => &item.attrs,
            syn::Item::Impl(item) => &item.attrs,
            syn::Item::Struct(item) => &item.attrs,
            syn::Item::Const(item) => &item.attrs,
            _ => return visit::visit_item(self, item),
        };
        if !is_test(attributes) {
            visit::visit_item(self, item);
        }
    }

    fn visit_item_mod(&mut self, module: &'ast ItemMod) {
        // What stands within a file's own inner modules belongs to the file; `super` there is the file itself.
        if let Some((_, items)) = &module.content
            && !is_test(&module.attrs)
        {
            self.path.push(module.ident.to_string());
            for item in items {
                self.visit_item(item);
            }
            self.path.pop();
        }
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        self.tree(&item.tree, Vec::new());
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let segments: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        if segments.len() > 1
            && let Some(path) = self.absolute(&segments)
        {
            self.module.paths.insert(path);
        }
        visit::visit_path(self, path);
    }

    /// The tokens of a macro: paths are found by eye.
    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        let text = call.tokens.to_string().replace(' ', "");
        for start in ["crate::", "super::"] {
            for (at, _) in text.match_indices(start) {
                let before = text[..at].chars().next_back();
                if before.is_some_and(|before| before.is_alphanumeric() || matches!(before, '_' | ':' | '$')) {
                    continue;
                }
                let end = text[at..].find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | ':')));
                let path = text[at..].split_at(end.unwrap_or(text.len() - at)).0;
                let segments: Vec<String> =
                    path.split("::").filter(|segment| !segment.is_empty()).map(str::to_owned).collect();
                if let Some(path) = self.absolute(&segments) {
                    self.module.paths.insert(path);
                }
            }
        }
        visit::visit_macro(self, call);
    }
}

/// The module that defines what `path` names.
fn home(modules: &Modules, path: &[String], depth: usize) -> Option<Vec<String>> {
    let mut at = Vec::new();
    for (index, segment) in path.iter().enumerate() {
        let module = modules.get(&at)?;
        if module.children.contains(segment) {
            at.push(segment.clone());
            continue;
        }
        let rest = &path[index + 1..];
        if depth < 8 {
            if let Some(imported) = module.imports.get(segment) {
                let onward: Vec<String> = imported.iter().chain(rest).cloned().collect();
                if onward != path {
                    return home(modules, &onward, depth + 1);
                }
            }
            for glob in &module.globs {
                let onward: Vec<String> = glob.iter().chain(&path[index..]).cloned().collect();
                let found = home(modules, &onward, depth + 1);
                if let Some(found) = found
                    && found != at
                    && fs::read_to_string(&modules[&found].file).is_ok_and(|text| defines(&text, segment))
                {
                    return Some(found);
                }
            }
        }
        break;
    }
    Some(at)
}

/// Whether a file defines `name` at its top level.
fn defines(text: &str, name: &str) -> bool {
    ["fn", "struct", "enum", "const", "trait", "type", "static"]
        .iter()
        .any(|sort| text.contains(&format!("{sort} {name}")))
}

fn room(path: &[String]) -> &str {
    path.first().map_or("lib", String::as_str)
}

fn floor(room: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| floor.contains(&room))
}

/// The upward imports of `modules`, in words.
fn upward(modules: &Modules) -> Vec<String> {
    let mut wrong = Vec::new();
    for (path, module) in modules {
        let from = room(path);
        for named in &module.paths {
            let home = home(modules, named, 0).unwrap_or_default();
            let to = room(&home);
            let down = from == to || floor(from).zip(floor(to)).is_some_and(|(from, to)| to < from);
            // The façade only lends; whoever names it could name the room.
            if !down && from != "lib" {
                wrong.push(format!("{} imports {} of `{to}`", module.file.display(), named.join("::")));
            }
        }
    }
    wrong
}

/// Files of one room that import each other in a circle. A face, which only lends, is no part of one.
fn circles(modules: &Modules) -> Vec<Vec<String>> {
    let mut arrows: BTreeMap<Vec<String>, BTreeSet<Vec<String>>> = BTreeMap::new();
    for (path, module) in modules {
        for named in &module.paths {
            let Some(home) = home(modules, named, 0) else { continue };
            if room(path) == room(&home) && home != *path && !path.is_empty() {
                let lends =
                    module.imports.values().chain(&module.globs).any(|import| import == named) && is_face(&module.file);
                if !lends {
                    arrows.entry(path.clone()).or_default().insert(home);
                }
            }
        }
    }
    let reach = |from: &Vec<String>| {
        let mut seen: BTreeSet<&Vec<String>> = BTreeSet::new();
        let mut open = vec![from];
        while let Some(at) = open.pop() {
            for next in arrows.get(at).into_iter().flatten() {
                if seen.insert(next) {
                    open.push(next);
                }
            }
        }
        seen
    };
    let mut circles: BTreeSet<Vec<String>> = BTreeSet::new();
    for from in arrows.keys() {
        let reached = reach(from);
        if reached.contains(from) {
            let mut circle: Vec<String> =
                reached.iter().filter(|to| reach(to).contains(from)).map(|to| to.join("/")).collect();
            circle.sort();
            circles.insert(circle);
        }
    }
    circles.into_iter().filter(|circle| !ONE_THING.iter().any(|one| one == circle)).collect()
}

/// Whether a file only declares modules and lends what they define.
fn is_face(file: &Path) -> bool {
    file.file_name().is_some_and(|name| name == "mod.rs" || name == "lib.rs" || name == "main.rs")
}

fn check(root: &Path) -> (Vec<String>, Vec<Vec<String>>) {
    let modules = modules(root);
    (upward(&modules), circles(&modules))
}

/// Every file that ARCHITECTURE.md names between backticks is there.
#[test]
fn the_architecture_names_files_that_exist() {
    let text = fs::read_to_string("ARCHITECTURE.md").expect("ARCHITECTURE.md");
    let is_path = |name: &&str| {
        let file =
            Path::new(name).extension().is_some_and(|end| ["rs", "md", "pest"].iter().any(|known| end == *known));
        (file || name.ends_with('/')) && *name != "mod.rs" && !name.contains('…')
    };
    let named: Vec<&str> = text.split('`').skip(1).step_by(2).filter(is_path).collect();
    assert!(named.len() > 20, "{named:?}");
    let is_there = |name: &&&str| ["", "src", "src/bin/nse-fmt"].iter().any(|root| Path::new(root).join(name).exists());
    let missing: Vec<_> = named.iter().filter(|name| !is_there(name)).collect();
    assert!(missing.is_empty(), "ARCHITECTURE.md names what is not there: {missing:?}");
}

#[test]
fn imports_go_down() {
    let (upward, circles) = check(Path::new("src/lib.rs"));
    assert!(upward.is_empty(), "imports that go up:\n{}", upward.join("\n"));
    assert!(circles.is_empty(), "files in a circle: {circles:#?}");
}

#[test]
fn the_command_line_has_no_circle_of_files() {
    let modules = modules(Path::new("src/bin/nse-fmt/main.rs"));
    let mut inside = Modules::new();
    // One room: its folders are not floors.
    for (path, module) in modules {
        inside.insert(path, module);
    }
    let circles = circles(&inside);
    assert!(circles.is_empty(), "files in a circle: {circles:#?}");
}

#[test]
fn an_upward_import_and_a_circle_are_found() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("written");
    };
    write("lib.rs", "mod span;\nmod room;\n");
    write("span.rs", "use crate::room::Query;\npub struct Span(Query);\n");
    write("room/mod.rs", "mod clause;\nmod value;\npub use clause::Query;\n");
    write("room/clause.rs", "use super::value::Value;\npub struct Query(Value);\n");
    write("room/value.rs", "pub struct Value;\nfn back(_: crate::room::Query) {}\n");
    let (upward, circles) = check(&folder.path().join("lib.rs"));
    assert_eq!(upward.len(), 1, "{upward:?}");
    assert!(upward[0].ends_with("span.rs imports room::Query of `room`"), "{upward:?}");
    assert_eq!(circles, [["room/clause", "room/value"]]);
}
