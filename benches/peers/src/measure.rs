//! Times several things by turns, so that whatever slows the machine slows all of them.

use std::hint::black_box;
use std::time::{Duration, Instant};

const ROUNDS: usize = 41;
const BATCH: Duration = Duration::from_millis(2);

/// A thing to time.
pub struct Contender<'a> {
    pub name: &'a str,
    work: Box<dyn FnMut() + 'a>,
}

impl<'a> Contender<'a> {
    pub fn new<T>(name: &'a str, mut work: impl FnMut() -> T + 'a) -> Self {
        Self { name, work: Box::new(move || drop(black_box(work()))) }
    }
}

/// The median time of one run of each, in nanoseconds.
pub fn medians(contenders: &mut [Contender<'_>]) -> Vec<f64> {
    let repeats: Vec<u32> = contenders.iter_mut().map(|contender| calibrate(&mut contender.work)).collect();
    let mut times = vec![Vec::with_capacity(ROUNDS); contenders.len()];
    for _ in 0..ROUNDS {
        for ((contender, &repeats), times) in contenders.iter_mut().zip(&repeats).zip(&mut times) {
            let start = Instant::now();
            for _ in 0..repeats {
                (contender.work)();
            }
            times.push(start.elapsed().as_nanos() as f64 / f64::from(repeats));
        }
    }
    times
        .into_iter()
        .map(|mut times| {
            times.sort_by(f64::total_cmp);
            times[ROUNDS / 2]
        })
        .collect()
}

/// How often `work` fits into a batch.
fn calibrate(work: &mut dyn FnMut()) -> u32 {
    let mut repeats = 1;
    loop {
        let start = Instant::now();
        for _ in 0..repeats {
            work();
        }
        if start.elapsed() >= BATCH / 2 {
            return repeats;
        }
        repeats *= 2;
    }
}
