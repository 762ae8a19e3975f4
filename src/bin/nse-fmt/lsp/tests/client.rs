//! A client that speaks to a server in memory.

use std::thread::{self, JoinHandle};
use std::time::Duration;

use clap::Parser;
use lsp_server::{Connection, Message, Notification, Request, RequestId, Response};
use serde_json::{Value, json};

use super::super::server::serve;
use crate::args::Cli;

pub(super) struct Client {
    pub(super) connection: Connection,
    server: Option<JoinHandle<u8>>,
    asked: i32,
    /// What came beside answers.
    pub(super) heard: Vec<Message>,
}

/// Long enough for a server that answers at all.
const PATIENCE: Duration = Duration::from_mins(1);

impl Client {
    /// A server in its first moment, with these flags.
    pub(super) fn new(flags: &[&str]) -> Self {
        let (client, server) = Connection::memory();
        let words = ["nse-fmt"].iter().chain(flags).chain(&["lsp"]);
        let options = Cli::parse_from(words).options;
        let server = thread::spawn(move || serve(&server, &options));
        Self { connection: client, server: Some(server), asked: 0, heard: Vec::new() }
    }

    /// A server that is initialized by a client that can do this.
    pub(super) fn ready(flags: &[&str], capabilities: &Value) -> Self {
        let mut client = Self::new(flags);
        client.initialize(capabilities);
        client
    }

    pub(super) fn initialize(&mut self, capabilities: &Value) -> Value {
        let result = self.ask("initialize", json!({"capabilities": capabilities, "processId": null, "rootUri": null}));
        self.tell("initialized", json!({}));
        result.unwrap()
    }

    pub(super) fn tell(&mut self, method: &str, params: Value) {
        self.connection.sender.send(Notification::new(method.to_owned(), params).into()).unwrap();
    }

    /// Sends a request, and does not wait.
    pub(super) fn send(&mut self, method: &str, params: Value) -> RequestId {
        self.asked += 1;
        let id = RequestId::from(self.asked);
        self.connection.sender.send(Request::new(id.clone(), method.to_owned(), params).into()).unwrap();
        id
    }

    /// The answer to a request, or the code of the error.
    pub(super) fn wait(&mut self, id: &RequestId) -> Result<Value, i32> {
        let is =
            |message: &Message| matches!(message, Message::Response(Response { id: answered, .. }) if answered == id);
        loop {
            if let Some(index) = self.heard.iter().position(is)
                && let Message::Response(Response { response_result, .. }) = self.heard.remove(index)
            {
                return response_result.map_err(|error| error.code);
            }
            let message = self.connection.receiver.recv_timeout(PATIENCE).unwrap();
            self.heard.push(message);
        }
    }

    pub(super) fn ask(&mut self, method: &str, params: Value) -> Result<Value, i32> {
        let id = self.send(method, params);
        self.wait(&id)
    }

    /// The parameters of the next notification or request of this method.
    pub(super) fn hear(&mut self, method: &str) -> Value {
        let is = |message: &Message| match message {
            Message::Notification(notification) => notification.method == method,
            Message::Request(request) => request.method == method,
            Message::Response(_) => false,
        };
        loop {
            if let Some(index) = self.heard.iter().position(is) {
                return match self.heard.remove(index) {
                    Message::Notification(notification) => notification.params,
                    Message::Request(request) => request.params,
                    Message::Response(_) => Value::Null,
                };
            }
            let message = self.connection.receiver.recv_timeout(PATIENCE).unwrap();
            self.heard.push(message);
        }
    }

    pub(super) fn open(&mut self, uri: &str, text: &str) {
        let document = json!({"uri": uri, "languageId": "nse", "version": 1, "text": text});
        self.tell("textDocument/didOpen", json!({"textDocument": document}));
    }

    /// Asks about the document `uri` at a place.
    pub(super) fn at(&mut self, method: &str, uri: &str, line: u32, character: u32) -> Value {
        let place = json!({"textDocument": {"uri": uri}, "position": {"line": line, "character": character}});
        self.ask(method, place).unwrap()
    }

    /// Asks about the whole document `uri`.
    pub(super) fn about(&mut self, method: &str, uri: &str) -> Value {
        let range = json!({"start": {"line": 0, "character": 0}, "end": {"line": 1000, "character": 0}});
        let params = json!({
            "textDocument": {"uri": uri}, "range": range, "context": {"diagnostics": []},
            "options": {"tabSize": 2, "insertSpaces": true},
        });
        self.ask(method, params).unwrap()
    }

    /// Ends the server; its exit code.
    pub(super) fn end(mut self) -> u8 {
        self.ask("shutdown", Value::Null).unwrap();
        self.tell("exit", Value::Null);
        self.server.take().unwrap().join().unwrap()
    }

    /// Leaves without a word.
    pub(super) fn leave(self) -> u8 {
        let Self { connection, server, .. } = self;
        drop(connection);
        server.unwrap().join().unwrap()
    }
}

/// `text` with `edits`, of which none is over several lines, and whose characters are bytes.
pub(super) fn edited(text: &str, edits: &Value) -> String {
    let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
    let number = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
    for edit in edits.as_array().unwrap().iter().rev() {
        let (start, end) = (&edit["range"]["start"], &edit["range"]["end"]);
        let (first, last) = (number(&start["line"]), number(&end["line"]));
        let tail = lines[last][number(&end["character"])..].to_owned();
        lines[first].truncate(number(&start["character"]));
        let new = format!("{}{}{tail}", lines[first], edit["newText"].as_str().unwrap());
        lines.splice(first..=last, [new]);
    }
    lines.join("\n")
}
