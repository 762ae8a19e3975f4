//! What has come and is not answered yet.

use std::collections::VecDeque;

use gen_lsp_types::{CancelParams, Id};
use lsp_server::{Connection, Message, Request, RequestId};

/// Messages in order, without those that were cancelled.
#[derive(Default)]
pub(super) struct Queue {
    waiting: VecDeque<Message>,
    /// Requests that are not to be answered with a result.
    pub(super) cancelled: Vec<Request>,
}

impl Queue {
    /// The next message; waits for one where none has come. Nothing where no more will.
    pub(super) fn next(&mut self, connection: &Connection) -> Option<Message> {
        if self.waiting.is_empty() {
            self.take(connection.receiver.recv().ok()?);
        }
        while let Ok(message) = connection.receiver.try_recv() {
            self.take(message);
        }
        self.waiting.pop_front()
    }

    /// Whether nothing is left to do before the client says more.
    pub(super) fn is_idle(&self, connection: &Connection) -> bool {
        self.waiting.is_empty() && connection.receiver.is_empty()
    }

    fn take(&mut self, message: Message) {
        if let Message::Notification(notification) = &message
            && notification.method == "$/cancelRequest"
            && let Ok(CancelParams { id }) = serde_json::from_value(notification.params.clone())
        {
            let id: RequestId = match id {
                Id::Int(id) => id.into(),
                Id::String(id) => id.into(),
            };
            let named = |message: &Message| matches!(message, Message::Request(request) if request.id == id);
            if let Some(Message::Request(request)) =
                self.waiting.iter().position(named).and_then(|index| self.waiting.remove(index))
            {
                self.cancelled.push(request);
            }
        }
        // What was answered already is no longer to be cancelled; the notification then does nothing.
        self.waiting.push_back(message);
    }
}
