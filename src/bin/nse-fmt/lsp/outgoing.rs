//! What the server says unasked.

use gen_lsp_types::{LspNotificationMethod, LspRequestMethod, MessageType, Notification, Request};
use lsp_server::{Connection, Message};

/// What is sent to the client.
pub(super) struct Outgoing<'c> {
    connection: &'c Connection,
    /// How many requests were sent.
    asked: i32,
    /// Whether the client no longer takes anything.
    pub(super) closed: bool,
}

impl<'c> Outgoing<'c> {
    pub(super) const fn new(connection: &'c Connection) -> Self {
        Self { connection, asked: 0, closed: false }
    }

    pub(super) fn send(&mut self, message: impl Into<Message>) {
        self.closed |= self.connection.sender.send(message.into()).is_err();
    }

    pub(super) fn notify<N: Notification>(&mut self, params: N::Params) {
        let method: LspNotificationMethod<'_> = N::METHOD;
        self.send(lsp_server::Notification::new(method.as_str().to_owned(), params));
    }

    /// Asks the client for something. Nothing depends on its answer.
    pub(super) fn ask<R: Request>(&mut self, params: R::Params) {
        self.asked = self.asked.wrapping_add(1);
        let method: LspRequestMethod<'_> = R::METHOD;
        self.send(lsp_server::Request::new(self.asked.into(), method.as_str().to_owned(), params));
    }

    pub(super) fn show(&mut self, kind: MessageType, message: String) {
        self.notify::<gen_lsp_types::ShowMessageNotification>(gen_lsp_types::ShowMessageParams { kind, message });
    }
}
