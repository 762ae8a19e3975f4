//! The evaluator and a second, plain implementation of it find the same contacts. The bytes are the seed of the
//! random numbers that the strategies of the property tests draw from: to be these numbers themselves they would have to be
//! endless, for a strategy that refuses what it drew draws again.

#![no_main]

#[path = "../../tests/generate/mod.rs"]
mod generate;
#[path = "../../tests/eval/oracle.rs"]
mod oracle;
#[path = "../../tests/eval/words.rs"]
mod words;

use generate::{NOW, USER};
use nse_query::eval::{Context, Matcher, TokenMatch};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let Some((options, data)) = data.split_first() else { return };
    let mut seed = [0; 32];
    seed.iter_mut().zip(data).for_each(|(byte, &given)| *byte = given);
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &seed);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let Ok(drawn) = (generate::plain_query(), generate::contact()).new_tree(&mut runner) else { return };
    let (query, contact) = drawn.current();
    let zone = ["UTC", "Europe/Berlin", "America/St_Johns", "Pacific/Apia"][usize::from(options & 3)];
    let (user, all) = (options & 4 != 0, options & 8 != 0);

    let context = Context::at(NOW.parse().unwrap()).zone(zone.parse().unwrap());
    let context = if user { context.user(USER).unwrap() } else { context };
    let context = context.token_match(if all { TokenMatch::All } else { TokenMatch::Any });
    let oracle = oracle::Oracle {
        now: NOW.parse().unwrap(),
        zone: zone.parse().unwrap(),
        user: user.then(|| USER.to_owned()),
        all,
    };
    let matched = Matcher::new(&query, &context).unwrap().matches_value(&contact).unwrap();
    assert_eq!(matched, oracle.matches(&query, &contact), "{query} on {contact}");
});
