//! Messages over standard input and output. What is not a message is passed over: a client that sends one such should not lose
//! its server.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::thread::{self, JoinHandle};

use lsp_server::{Connection, Message, Notification, Request, RequestId};
use serde_json::{Value, json};

/// The method by which the server is told of what is not a message: its `id`, where it has one, and the `reason`.
pub(super) const WRONG: &str = "$/wrongMessage";

/// The most bytes of a message; more are passed over.
const LONGEST: u64 = 256 << 20;

/// A message, or what should have been one.
#[derive(Debug)]
pub(super) enum Incoming {
    Message(Message),
    Wrong { id: Option<RequestId>, reason: String },
}

/// What is read from the client and written to it. The thread that writes ends when
/// the server has no more to say.
pub(super) fn stdio() -> (Connection, JoinHandle<()>) {
    let (client, server) = Connection::memory();
    let Connection { sender, receiver } = client;
    thread::spawn(move || {
        let mut input = BufReader::new(io::stdin());
        while let Some(incoming) = read(&mut input) {
            let message = match incoming {
                Incoming::Message(message) => message,
                Incoming::Wrong { id, reason } => {
                    Notification::new(WRONG.to_owned(), json!({"id": id, "reason": reason})).into()
                }
            };
            if sender.send(message).is_err() {
                break;
            }
        }
    });
    let writer = thread::spawn(move || {
        let mut output = io::stdout().lock();
        for message in receiver {
            // A client that is gone needs no answer.
            if message.write(&mut output).and_then(|()| output.flush()).is_err() {
                break;
            }
        }
    });
    (server, writer)
}

/// What comes next; nothing where the input ends.
pub(super) fn read(input: &mut impl BufRead) -> Option<Incoming> {
    let length = header(input)?;
    if length > LONGEST {
        let passed = io::copy(&mut input.take(length), &mut io::sink()).ok()?;
        let reason = format!("a message of {length} bytes is too long; the most are {LONGEST}");
        return (passed == length).then_some(Incoming::Wrong { id: None, reason });
    }
    let mut body = Vec::new();
    // Memory is taken for what comes, not for what is promised.
    input.take(length).read_to_end(&mut body).ok()?;
    if body.len() as u64 != length {
        return None;
    }
    Some(message(&body))
}

/// The length of the message whose header comes next. Lines that are none of a header are passed over.
fn header(input: &mut impl BufRead) -> Option<u64> {
    let mut length = None;
    let mut line = Vec::new();
    loop {
        line.clear();
        if input.take(4096).read_until(b'\n', &mut line).ok()? == 0 {
            return None;
        }
        let text = String::from_utf8_lossy(&line);
        let text = text.trim_end();
        match text.split_once(':') {
            Some((name, value)) if name.trim().eq_ignore_ascii_case("content-length") => {
                length = value.trim().parse().ok();
            }
            None if text.is_empty() && length.is_some() => return length,
            _ => {}
        }
    }
}

fn message(body: &[u8]) -> Incoming {
    let value: Value = match serde_json::from_slice(body) {
        Ok(value) => value,
        Err(error) => return Incoming::Wrong { id: None, reason: format!("a message is not JSON: {error}") },
    };
    let id = value.get("id").and_then(|id| serde_json::from_value(id.clone()).ok());
    // Where a method is named, a mistake is told as one of that.
    let read = if value.get("method").is_some() && value.get("id").is_some_and(|id| !id.is_null()) {
        serde_json::from_value::<Request>(value).map(Message::Request)
    } else {
        serde_json::from_value(value)
    };
    match read {
        Ok(message) => Incoming::Message(message),
        Err(error) => Incoming::Wrong { id, reason: format!("this is not a message of JSON-RPC: {error}") },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(input: &str) -> Vec<Incoming> {
        let mut input = input.as_bytes();
        std::iter::from_fn(|| read(&mut input)).collect()
    }

    fn frame(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    #[test]
    fn what_is_not_a_message_is_passed_over() {
        let good = frame(r#"{"jsonrpc": "2.0", "method": "exit"}"#);
        let input = [
            frame("{"),
            frame(r#"{"id": 7, "method": 3}"#),
            frame("[]"),
            "no header\r\nContent-Type: x\r\n\r\n".to_owned(),
            good.clone(),
            frame("\"\\ud800\""),
            format!("content-length:{}\n\n", good.len() - "Content-Length: 36\r\n\r\n".len()),
        ]
        .concat()
            + r#"{"jsonrpc": "2.0", "method": "exit"}"#
            + "Content-Length: 99\r\n\r\n{";
        let found = all(&input);
        assert!(matches!(found[1], Incoming::Wrong { id: Some(_), .. }), "{found:?}");
        let messages = found.iter().filter(|found| matches!(found, Incoming::Message(_))).count();
        assert_eq!((found.len(), messages), (6, 2), "{found:?}");
    }
}
