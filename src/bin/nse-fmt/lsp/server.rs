//! The server: from its first message to its last.

use gen_lsp_types::{LogMessageNotification, LogMessageParams, MessageType, RegistrationRequest};
use lsp_server::{Connection, ErrorCode, Message, RequestId, Response};
use serde_json::{Value, json};

use super::capabilities;
use super::client::{self, Client};
use super::diagnostics;
use super::dispatch;
use super::failure::Failure;
use super::queue::Queue;
use super::state::{State, tags};
use super::transport;
use crate::args::Options;

/// The state, and how far the conversation has come.
struct Server<'s> {
    state: State<'s>,
    stage: Stage,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// Before `initialize`.
    New,
    Open,
    /// After `shutdown`.
    Closing,
    /// After `exit`.
    Ended,
}

/// Serves the client at standard input and output until it is gone; the exit code.
pub(crate) fn run(options: &Options) -> u8 {
    let (connection, writer) = transport::stdio();
    let code = serve(&connection, options);
    drop(connection);
    // What was answered is written first.
    let _ = writer.join();
    code
}

/// Answers `connection` until it ends. The exit code is 0 where the client shut the server down before.
pub(super) fn serve(connection: &Connection, options: &Options) -> u8 {
    let mut server = Server { state: State::new(connection, options), stage: Stage::New };
    let mut queue = Queue::default();
    let mut shut_down = false;
    while let Some(message) = queue.next(connection) {
        for request in queue.cancelled.drain(..) {
            let code = ErrorCode::RequestCanceled as i32;
            server.state.out.send(Response::new_err(request.id, code, "cancelled".to_owned()));
        }
        server.take(message);
        shut_down |= server.stage == Stage::Closing;
        if server.stage == Stage::Ended || server.state.out.closed {
            break;
        }
        // A keystroke that another follows is not worth an answer.
        if queue.is_idle(connection) {
            diagnostics::publish(&mut server.state);
        }
    }
    u8::from(!shut_down)
}

impl Server<'_> {
    fn take(&mut self, message: Message) {
        match message {
            Message::Request(request) => {
                let result = self.answer(&request.method, request.params);
                self.respond(request.id, result);
            }
            Message::Notification(notification) if notification.method == transport::WRONG => {
                self.wrong(&notification.params);
            }
            Message::Notification(notification) => self.hear(&notification.method, notification.params),
            Message::Response(_) => {}
        }
    }

    fn respond(&mut self, id: RequestId, result: Result<Value, Failure>) {
        let response = match result {
            Ok(value) => Response { id, response_result: Ok(value) },
            Err(Failure { code, message }) => Response::new_err(id, code as i32, message),
        };
        self.state.out.send(response);
    }

    fn answer(&mut self, method: &str, params: Value) -> Result<Value, Failure> {
        match (self.stage, method) {
            (Stage::New, "initialize") => self.initialize(&params),
            (Stage::New, _) => {
                let message = format!("`{method}` came before `initialize`");
                Err(Failure { code: ErrorCode::ServerNotInitialized, message })
            }
            (Stage::Open, "shutdown") => {
                self.stage = Stage::Closing;
                Ok(Value::Null)
            }
            (Stage::Open, "initialize") | (Stage::Closing | Stage::Ended, _) => {
                let message = format!("`{method}` cannot come any more");
                Err(Failure { code: ErrorCode::InvalidRequest, message })
            }
            (Stage::Open, _) => dispatch::request(&mut self.state, method, params),
        }
    }

    fn hear(&mut self, method: &str, params: Value) {
        match (self.stage, method) {
            (_, "exit") => self.stage = Stage::Ended,
            (Stage::Open, "initialized") if self.state.client.watches => {
                self.state.out.ask::<RegistrationRequest>(capabilities::watched());
            }
            (Stage::Open, _) => {
                if let Err(error) = dispatch::notification(&mut self.state, method, params) {
                    self.log(format!("`{method}`: {error}"));
                }
            }
            _ => {}
        }
    }

    /// Says what was wrong with something that is not a message.
    fn wrong(&mut self, params: &Value) {
        let reason = params["reason"].as_str().unwrap_or_default().to_owned();
        match serde_json::from_value(params["id"].clone()) {
            Ok(id) => self.respond(id, Err(Failure { code: ErrorCode::InvalidRequest, message: reason })),
            Err(_) => self.log(reason),
        }
    }

    fn log(&mut self, message: String) {
        self.state.out.notify::<LogMessageNotification>(LogMessageParams { kind: MessageType::Error, message });
    }

    fn initialize(&mut self, params: &Value) -> Result<Value, Failure> {
        if !params["capabilities"].is_object() {
            let message = "`initialize` has an object `capabilities`".to_owned();
            return Err(Failure { code: ErrorCode::InvalidParams, message });
        }
        self.state.client = Client::new(params);
        self.state.columns = client::columns(params);
        self.state.workspace.folders = client::folders(params);
        self.state.workspace.tags = tags(&params["initializationOptions"]);
        self.stage = Stage::Open;
        Ok(json!({
            "capabilities": capabilities::server(self.state.columns),
            "serverInfo": {"name": "nse-fmt", "version": env!("CARGO_PKG_VERSION")},
        }))
    }
}
