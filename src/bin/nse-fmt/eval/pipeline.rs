//! Batches read by the threads in turn, judged by all of them at once, and printed in the order of the input.

use std::io::{self, IsTerminal, Write};
use std::sync::atomic::AtomicU64;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::vec;

use nse_query::Error;
use nse_query::eval::read::Batch;
use nse_query::eval::{OneValue, Repeated, Report, UnknownColumn};
use nse_query::fold::visible;

use super::input::{Input, Opened};
use super::judge::{Judge, Outcome};
use super::progress::Progress;
use super::sorted::Sorted;
use crate::session::say;
use crate::stop::Stop;

/// What a batch will come to.
type Promise = Receiver<Result<Outcome, Stop>>;

/// Prints what `judge` says of the contacts of `inputs`.
pub(super) fn run(inputs: Vec<Input>, judge: Judge, threads: usize, printer: &mut Printer<'_>) -> Result<(), Stop> {
    if printer.is_done() {
        return Ok(());
    }
    let mut batches = Batches::new(inputs, printer.progress.counter());
    if threads == 1 {
        while let Some((name, batch)) = batches.next()? {
            if !printer.print(judge.batch(&name, &batch))? {
                break;
            }
        }
        return Ok(());
    }
    // It is short, so that memory does not grow with the input.
    let (order, promises) = sync_channel::<Promise>(threads * 2);
    let work = Arc::new((judge, Mutex::new((batches, order))));
    // They are not waited for: where enough is printed, one may still be waiting for input that never comes.
    for _ in 0..threads {
        let work = Arc::clone(&work);
        thread::spawn(move || {
            let (judge, source) = &*work;
            worker(judge, source);
        });
    }
    // The promises end with the last thread.
    drop(work);
    for promise in promises {
        let Ok(outcome) = promise.recv() else {
            return Err(Stop::failed("a thread stopped before it was done; this is a bug in nse-fmt"));
        };
        if !printer.print(outcome?)? {
            break;
        }
    }
    Ok(())
}

/// Reads a batch, promises its outcome before anyone else can read the next one, and judges it.
fn worker(judge: &Judge, source: &Mutex<(Batches, SyncSender<Promise>)>) {
    loop {
        let (answer, promise) = sync_channel(1);
        let mut source = match source.lock() {
            Ok(source) => source,
            Err(poisoned) => {
                // A promise that nobody keeps, so that it is noticed that a thread fell while it read.
                let _ = poisoned.into_inner().1.send(promise);
                return;
            }
        };
        let (batches, order) = &mut *source;
        let Some(next) = batches.next().transpose() else { return };
        if order.send(promise).is_err() {
            return;
        }
        drop(source);
        // Nobody may be interested any more.
        let _ = answer.send(next.map(|(name, batch)| judge.batch(&name, &batch)));
    }
}

/// The batches of all inputs, one input after another.
struct Batches {
    inputs: vec::IntoIter<Input>,
    open: Option<Open>,
    read: Arc<AtomicU64>,
}

/// The input that is being read.
struct Open {
    name: Arc<str>,
    reader: Opened,
    /// Whether it was said that a cell is one value.
    warned: bool,
}

impl Batches {
    fn new(inputs: Vec<Input>, read: Arc<AtomicU64>) -> Self {
        Self { inputs: inputs.into_iter(), open: None, read }
    }

    /// The next batch, and the name of its input. Nothing comes after an error.
    fn next(&mut self) -> Result<Option<(Arc<str>, Batch)>, Stop> {
        loop {
            let mut open = match self.open.take() {
                Some(open) => open,
                None => match self.inputs.next() {
                    Some(input) => match input.open(Arc::clone(&self.read)) {
                        Ok(reader) => {
                            warn_of_columns(&input.name, reader.unknown());
                            Open { name: input.name, reader, warned: false }
                        }
                        Err(error) => return Err(self.failed(&input.name, &error)),
                    },
                    None => return Ok(None),
                },
            };
            let batch = open.reader.next_batch().map_err(|error| self.failed(&open.name, &error))?;
            // Once for each file.
            if let Some(cell) = open.reader.one_value().filter(|_| !open.warned) {
                open.warned = true;
                warn_of_one_value(&open.name, &cell);
            }
            if let Some(batch) = batch {
                let name = Arc::clone(&open.name);
                self.open = Some(open);
                return Ok(Some((name, batch)));
            }
        }
    }

    fn failed(&mut self, name: &str, error: &io::Error) -> Stop {
        self.inputs = Vec::new().into_iter();
        unread(name, error)
    }
}

/// Says which columns of a header line are not read.
fn warn_of_columns(name: &str, columns: &[UnknownColumn]) {
    let lines = columns.iter().map(|column| {
        let tip = match &*column.nearest {
            [] => "; `nse-fmt fields` lists the fields".to_owned(),
            names => {
                let names: Vec<String> = names.iter().map(|name| format!("`{}`", visible(name))).collect();
                format!("; did you mean {}?", names.join(" or "))
            }
        };
        format!(
            "warning: {}:1: the column `{}` is not a field, so it is ignored{tip}\n",
            visible(name),
            visible(&column.name)
        )
    });
    let text: String = lines.collect();
    if !text.is_empty() {
        say(&text);
    }
}

/// Says that a cell is one value.
fn warn_of_one_value(name: &str, cell: &OneValue) {
    say(&format!(
        "warning: {}:{}: `{}` is one value of `{}`; `;` separates several (e.g. `vip;lead`)\n",
        visible(name),
        cell.line,
        visible(&cell.value),
        cell.field
    ));
}

fn unread(name: &str, error: &io::Error) -> Stop {
    match error.get_ref().and_then(|inner| inner.downcast_ref::<Error>()) {
        Some(problem) if problem.code().name() == "E0409" => {
            let (name, code) = (visible(name), problem.code());
            Stop::failed(format!("cannot read `{name}`: {problem} [{code}]; perhaps a quote never closes"))
        }
        Some(problem) if problem.code().name() == "E0411" => {
            let (name, code) = (visible(name), problem.code());
            Stop::failed(format!("cannot read `{name}`: {problem} [{code}]; to allow that, use `--max-ratio N`"))
        }
        Some(problem) => Stop::failed(format!("cannot read `{}`: {problem} [{}]", visible(name), problem.code())),
        None => Stop::file("read", name, error),
    }
}

/// Prints outcomes and counts.
pub(super) struct Printer<'p> {
    pub(super) counts: Counts,
    progress: &'p Progress,
    limit: Option<u64>,
    /// What is printed at the end, where contacts are sorted.
    sorted: Option<Sorted>,
    /// Whether what is printed and the bar meet on one terminal.
    is_terminal: bool,
}

/// What was met so far.
#[derive(Debug, Default)]
pub(crate) struct Counts {
    pub(crate) matched: u64,
    pub(crate) read: u64,
    malformed: u64,
    report: Report,
}

impl<'p> Printer<'p> {
    pub(super) fn new(progress: &'p Progress, limit: Option<u64>, sorts: bool) -> Self {
        let sorted = sorts.then(|| Sorted::new(limit));
        Self { counts: Counts::default(), progress, limit, sorted, is_terminal: io::stdout().is_terminal() }
    }

    /// What is left to print: the contacts in their order, where they are sorted.
    pub(super) fn sorted(&mut self) -> String {
        self.sorted.take().map(Sorted::into_text).unwrap_or_default()
    }

    /// Whether nothing that comes can matter. The contact that is the first in an order may come last.
    fn is_done(&self) -> bool {
        self.limit.is_some_and(|limit| limit == 0 || self.sorted.is_none() && self.counts.matched >= limit)
    }

    /// Prints `outcome`; whether more is wanted.
    fn print(&mut self, outcome: Outcome) -> Result<bool, Stop> {
        let (mut end, mut messages) = (0, String::new());
        for part in outcome.parts {
            if self.is_done() {
                break;
            }
            self.counts.matched += u64::from(part.matched);
            self.counts.read += part.read;
            self.counts.malformed += part.malformed;
            self.counts.report.add(part.report);
            if let (Some(sorted), Some(key)) = (&mut self.sorted, part.key) {
                sorted.push(key, outcome.text.get(end..part.end).unwrap_or_default().to_owned());
            }
            end = part.end;
            messages.extend(part.messages.iter().map(|message| format!("warning: {message}\n")));
        }
        let text = outcome.text.get(..end).filter(|_| self.sorted.is_none()).unwrap_or_default();
        self.progress.update(self.counts.matched);
        let print = || {
            let mut stdout = io::stdout().lock();
            stdout.write_all(text.as_bytes()).map_err(|error| Stop::output(&error))
        };
        if self.is_terminal && !text.is_empty() { self.progress.suspend(print) } else { print() }?;
        if !messages.is_empty() {
            self.progress.suspend(|| say(&messages));
        }
        if self.is_done() {
            return Ok(false);
        }
        outcome.failed.map_or(Ok(true), |message| Err(Stop::Failed(message)))
    }
}

impl Counts {
    /// Whether there is something to say that nobody asked for.
    pub(super) const fn is_odd(&self) -> bool {
        let Report { unreadable, only_last_contacted, repeated, .. } = self.report;
        self.malformed > 0 || unreadable > 0 || only_last_contacted > 0 || repeated > 0
    }

    /// `read 3 contacts: 1 matched, 0 malformed, 0 unreadable values`.
    pub(super) fn line(&self) -> String {
        let Self { matched, read, malformed, report } = self;
        let plural = |count: u64| if count == 1 { "" } else { "s" };
        let mut line = format!(
            "read {read} contact{}: {matched} matched, {malformed} malformed, {} unreadable value{}",
            plural(*read),
            report.unreadable,
            plural(report.unreadable)
        );
        if let Some(first) = &report.first {
            let (contact, member, value) = (visible(&first.contact), visible(&first.member), visible(&first.value));
            let expected = first.expected();
            line = format!("{line} (the first: `{member}` of `{contact}` is `{value}`; expected {expected})");
        }
        if report.only_last_contacted > 0 {
            line = format!("{line}, {} known only by `last_contacted`", report.only_last_contacted);
        }
        if let Some(Repeated { contact, member, .. }) = &report.first_repeated {
            let (contact, member) = (visible(contact), visible(member));
            line =
                format!("{line}, {} with a duplicate member (the first: `{member}` of `{contact}`)", report.repeated);
        }
        line + "\n"
    }
}
