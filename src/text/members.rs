//! The stack of the members of all joins that are open.

use super::ast::Expr;
use super::open_join::Level;
use super::parse::Parser;

impl<'a> Parser<'a, '_> {
    /// Makes one member of an `or` of those of the `and` that ends here.
    #[inline]
    pub(crate) fn finish_and(&mut self, level: &mut Level) {
        if self.members.len() > level.and + 1 {
            self.join_and(level.and);
        }
        level.and = self.members.len();
    }

    /// Makes one member of those from `start` on.
    fn join_and(&mut self, start: usize) {
        let members = self.take_members(start);
        self.members.push(Expr::And { members });
    }

    /// Takes all that stands in `level` from the stack.
    pub(crate) fn finish(&mut self, mut level: Level) -> Expr<'a> {
        let is_or = level.and > level.or;
        if is_or {
            self.finish_and(&mut level);
        }
        if self.members.len() == level.or + 1 {
            return self.take_member();
        }
        let members = self.take_members(level.or);
        if is_or { Expr::Or { members } } else { Expr::And { members } }
    }

    /// The members from `start` on.
    fn take_members(&mut self, start: usize) -> Vec<Expr<'a>> {
        if start == 0 { std::mem::take(&mut self.members) } else { self.members.split_off(start) }
    }

    /// The operand read last, which stands on the stack.
    pub(crate) fn take_member(&mut self) -> Expr<'a> {
        self.members.pop().unwrap_or(Expr::Error(self.previous))
    }

    /// The member of `level` that was read last.
    pub(crate) fn last_member(&self, level: &Level) -> Option<&Expr<'a>> {
        self.members.get(level.or..)?.last()
    }

    /// Whether the next operand of `level` is joined by `and` to those before it.
    pub(crate) fn is_in_and(&self, level: &Level) -> bool {
        self.members.len() > level.and
    }
}
