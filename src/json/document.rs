//! A reader of JSON that knows the place of every value: one pass, no strings copied.
//!
//! The nodes lie in one vector in the order of the text, a container before its members, so that reading costs one
//! allocation and no recursion. Strings and numbers stay in the text until they are asked for.

use std::borrow::Cow;
use std::cell::OnceCell;

use super::node::{Id, Node, Sort};
use crate::span::Span;

/// A text read as JSON.
#[derive(Debug)]
pub(crate) struct Document<'a> {
    source: &'a str,
    nodes: Vec<Node>,
    /// Of each node, which holds it and at which index; only errors ask.
    parents: OnceCell<Vec<Parent>>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Parent {
    parent: u32,
    index: u32,
}

impl<'a> Document<'a> {
    pub(super) const fn new(source: &'a str, nodes: Vec<Node>) -> Self {
        Self { source, nodes, parents: OnceCell::new() }
    }

    /// The outermost value.
    pub(crate) const ROOT: Id = Id(0);

    fn node(&self, id: Id) -> Node {
        // Every id comes from walking the nodes, so there is one; the default is for the type checker alone.
        let none = Node { sort: Sort::Null, start: 0, end: 0, next: u32::MAX };
        self.nodes.get(id.0 as usize).copied().unwrap_or(none)
    }

    pub(crate) fn sort(&self, id: Id) -> Sort {
        self.node(id).sort
    }

    /// Its bytes, of a string with its quotes.
    pub(crate) fn span(&self, id: Id) -> Span {
        let node = self.node(id);
        Span::new(node.start as usize, node.end as usize)
    }

    /// Its text as written.
    pub(crate) fn raw(&self, id: Id) -> &'a str {
        self.span(id).of(self.source)
    }

    /// What a string says; the text of anything else.
    pub(crate) fn text(&self, id: Id) -> Cow<'a, str> {
        let node = self.node(id);
        let (start, end) = (node.start as usize, node.end as usize);
        match node.sort {
            // Between its quotes.
            Sort::String { escaped: false } => Cow::Borrowed(Span::new(start + 1, end - 1).of(self.source)),
            Sort::String { escaped: true } => super::string::unescape(self.raw(id)),
            _ => Cow::Borrowed(self.raw(id)),
        }
    }

    /// What a string says; none of anything else.
    pub(crate) fn string(&self, id: Id) -> Option<Cow<'a, str>> {
        matches!(self.sort(id), Sort::String { .. } | Sort::Word).then(|| self.text(id))
    }

    /// The members of an object; none of anything else.
    pub(crate) fn members(&self, id: Id) -> impl Iterator<Item = (Id, Id)> + '_ {
        let mut nodes = self.inside(id, Sort::Object);
        std::iter::from_fn(move || Some((nodes.next()?, nodes.next()?)))
    }

    /// The node after `id` and what is inside it: after a key, its value.
    pub(crate) fn follows(&self, id: Id) -> Option<Id> {
        let next = self.node(id).next;
        self.nodes.get(next as usize).map(|_| Id(next))
    }

    /// The items of an array; none of anything else.
    pub(crate) fn items(&self, id: Id) -> Inside<'_> {
        self.inside(id, Sort::Array)
    }

    /// The nodes right inside `id` where it is of `sort`.
    fn inside(&self, id: Id, sort: Sort) -> Inside<'_> {
        let node = self.node(id);
        let end = if node.sort == sort { node.next } else { 0 };
        Inside { nodes: &self.nodes, at: id.0 + 1, end }
    }

    /// The innermost value around the byte at `offset`.
    pub(crate) fn around(&self, offset: usize) -> Id {
        let holds = |id: &Id| {
            let span = self.span(*id);
            span.start <= offset && offset < span.end
        };
        let mut at = Self::ROOT;
        while let Some(inner) = self.inside(at, self.sort(at)).find(holds) {
            at = inner;
        }
        at
    }

    /// The JSON pointer (RFC 6901) to a value; of a key, to its value.
    pub(crate) fn pointer(&self, id: Id) -> String {
        let parents = self.parents.get_or_init(|| self.parents());
        let mut steps = Vec::new();
        let mut at = id.0;
        while at != 0 {
            let Some(&Parent { parent, index }) = parents.get(at as usize) else { break };
            steps.push(match self.sort(Id(parent)) {
                // The index of an object's member is the number of its key.
                Sort::Object => self.text(Id(index)).replace('~', "~0").replace('/', "~1"),
                _ => index.to_string(),
            });
            at = parent;
        }
        steps.iter().rev().fold(String::new(), |pointer, step| pointer + "/" + step)
    }

    fn parents(&self) -> Vec<Parent> {
        let mut parents = vec![Parent::default(); self.nodes.len()];
        for (parent, node) in (0..).zip(&self.nodes) {
            let mut inside = self.inside(Id(parent), node.sort);
            let object = match node.sort {
                Sort::Object => true,
                Sort::Array => false,
                _ => continue,
            };
            let mut index = 0;
            while let Some(first) = inside.next() {
                let members = if object { [Some(first), inside.next()] } else { [Some(first), None] };
                for id in members.into_iter().flatten() {
                    if let Some(slot) = parents.get_mut(id.0 as usize) {
                        *slot = Parent { parent, index: if object { first.0 } else { index } };
                    }
                }
                index += 1;
            }
        }
        parents
    }
}

/// Iterator over the nodes right inside a container.
#[derive(Clone, Debug)]
pub(crate) struct Inside<'d> {
    nodes: &'d [Node],
    at: u32,
    end: u32,
}

impl Iterator for Inside<'_> {
    type Item = Id;

    fn next(&mut self) -> Option<Id> {
        let id = Id(self.at);
        if self.at >= self.end {
            return None;
        }
        self.at = self.nodes.get(self.at as usize)?.next;
        Some(id)
    }
}
