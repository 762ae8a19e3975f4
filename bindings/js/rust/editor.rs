//! What an editor asks.

use nse_query::{Columns, Compiler, LineIndex, complete};

use crate::answer::{Answer, some};
use crate::call::Call;
use crate::engine::Engine;
use crate::place::utf16;

/// The answer, where an editor asks.
pub fn asked(engine: &Engine, compiler: &Compiler, call: &Call) -> Option<Answer> {
    let source = &*call.source;
    let lines = LineIndex::new(source);
    let at = || lines.byte(call.offset, Columns::Utf16);
    match &*call.ask {
        "complete" => {
            let mut offers = complete::complete(source, at(), compiler.catalog(), &engine.account);
            for offer in &mut offers {
                offer.replace = utf16(&lines, offer.replace);
            }
            Some(some(&offers))
        }
        "hover" => {
            let hover = complete::hover(source, at(), compiler.clone(), &engine.account);
            Some(some(&hover.map(|mut hover| {
                hover.span = utf16(&lines, hover.span);
                hover
            })))
        }
        "highlight" => {
            let mut roles = complete::roles(source, compiler.catalog());
            for role in &mut roles {
                role.span = utf16(&lines, role.span);
            }
            Some(some(&roles))
        }
        _ => None,
    }
}
