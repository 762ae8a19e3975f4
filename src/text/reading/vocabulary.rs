//! What words of other languages say about a condition: English first, then those that users of the service speak, then
//! the query languages. One table: a role and the words that play it.
//!
//! It serves two ends. A run of words that holds one of them is not plainly a value, so that to quote it is not a certain
//! fix; and a text that has no other mistake than such words can be read (see [`super`]).

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::lex;
use crate::operator::{self, Meant, Operator, Phrase};

/// What a word or a phrase does in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Turns what follows: `no longer`.
    Not,
    /// Takes out what follows: `except`, `anything but`.
    Except,
    /// `neither`, before two that `nor` parts.
    Neither,
    /// `nor`
    Nor,
    /// Says that something is not there: `without`, `lacks`.
    Lacks,
    /// Says that something is there: `has`, `with`.
    Has,
    /// Stands between a field and a value: `is`.
    Is,
    /// Stands for an operator.
    Operator(Operator),
    /// Stands for the opposite of an operator: `differs from`.
    Negated(Operator),
    /// `ends with`, which no operator says.
    Ends,
    /// `between`, `from`
    Between,
    /// `to`, between two ends.
    To,
    /// Before several of which any is enough: `one of`.
    Any,
    /// Before several that must all be so: `all of`.
    All,
    /// Says that there is no value: `blank`.
    Empty,
    /// Says that there is a value: `known`.
    Filled,
    /// Joins conditions that must all be so.
    And,
    /// Joins conditions of which one is enough.
    Or,
    /// Begins a condition on what was named before: `whose`.
    Who,
    /// What is searched: `contacts`. True for companies alone.
    Sought(bool),
    /// Asks for what follows: `show me`.
    Show,
    /// Takes back: `ago`.
    Ago,
    /// Says nothing that a query could say: `really`, `the word`.
    Idle,
    /// Leaves out all others, which only a field of one value says: `only`.
    Just,
    /// Begins what is not a condition and leaves the contacts that are found as they are: `order by`.
    Order,
    /// Bounds or weakens what is said in a way that no query has: `only`, `almost`, `limit`.
    Other,
}

use Role as R;

/// Words and phrases, parted by commas, by what they do. Those of one or two letters and those that are names too count
/// only where a clause needs them.
const WORDS: &[(Role, &str)] = &[
    (
        R::Not,
        "not, no, never, non, n't, nt, no longer, not longer, not anymore, no more, by no means, in no way, at no time, \
         under no circumstances, isn't, aren't, ain't, wasn't, weren't, don't, doesn't, didn't, hasn't, haven't, hadn't, \
         can't, cannot, couldn't, won't, wouldn't, shan't, shouldn't, mustn't, needn't, mightn't, isnt, arent, aint, wasnt, \
         werent, dont, doesnt, didnt, hasnt, havent, cant, couldnt, wont, wouldnt, shouldnt, mustnt, does'nt, is'nt, isnot, \
         nto, ont, dosent, dosen't, doesent, dosnt, doesnot, ¬, !, -, \
         nicht, nicht mehr, ya no, ya no es, kein, keine, keinen, keiner, keinem, nie, niemals, pas, n'est pas, n'est plus, ne, jamais, aucun, \
         aucune, nunca, jamás, ningún, ninguna, non è, não, nao, niet, niet meer, geen, nooit, inte, icke, ej, ikke, aldrig, \
         aldri, ei, nie jest, не, нет, değil, 不, 不是, 非, ない",
    ),
    (
        R::Except,
        "except, except for, except when, except where, excepting, excepted, excluding, exclude, excludes, excluded, but not, \
         apart from, aside from, besides, minus, unless, other than, anything but, anything except, anything other than, \
         everything but, everything except, everything other than, everyone but, everyone except, everybody but, \
         everybody except, all but, all except, any but, any except, something other than, someone other than, rather than, \
         instead of, unlike, opposite of, the opposite of, contrary to, outside, outside of, omit, omits, omitting, omitted, \
         ignore, ignoring, skip, skipping, hide, hiding, leave out, but-not, and-not, andnot, remove, drop, \
         außer, ausser, außer wenn, ausgenommen, sauf, excepté, hormis, hors, excepto, salvo, menos, tranne, eccetto, exceto, \
         behalve, uitgezonderd, utom, undtagen, oprócz, кроме, hariç",
    ),
    (R::Neither, "neither, neither of, weder, ni, n'est ni, no es ni, ne ni"),
    (R::Nor, "nor, noch"),
    (
        R::Lacks,
        "without, lack, lacks, lacking, lacked, miss, misses, free of, devoid of, short of, bar, sans, ohne, sin, senza, sem, \
         zonder, utan, uden, uten, bez, без, fehlt, fails to be, fails",
    ),
    (
        R::Has,
        "has, have, having, had, with, has got, have got, owns, mit, avec, con, med, z, с, has a, have a, having a",
    ),
    (
        R::Is,
        "is, are, be, being, been, am, was, were, iss, will be, would be, equal, equals, equalling, equaling, equal to, eq, as, \
         same as, the same as, identical to, called, named, ist, sind, gleich, est, sont, es, está, esta, è, é, são, zijn, \
         är, er, jest, equivalent to, exactly matches, exactly match, =, ==, ===, :=, 是, 为",
    ),
    (
        R::Between,
        "between, in between, within the range, ranging from, from, zwischen, entre, tra, tussen, mellan, mellem",
    ),
    (R::To, "to, through, thru, .., ..., …, –, —, bis, à, hasta, tot, till och med"),
    (R::Any, "any of, one of, either, either of, any one of, at least one of, some of, entweder, soit"),
    (R::All, "both, both of, all of, each of, every one of, every, each"),
    (
        R::Empty,
        "undisclosed, left blank, left empty, isempty, isnull, isblank, unassigned, unfilled, bare of, \
         vacía, tomt, pusty, пустой, boş, 空, 为空, 空欄, unrated, untagged",
    ),
    (
        R::Filled,
        "不为空, vorhanden, existing, existent, filled in, filled out, isnotempty, isnotnull, values, any value, some value, a value, entry, \
         entries, somebody, someone, anyone, anybody, assigned, populated, recorded, content, contents",
    ),
    (
        R::And,
        "and, adn, nad, plus, also, as well as, along with, together with, in addition to, additionally, furthermore, but, yet, however, \
         though, although, while, whereas, moreover, but also, and also, &, &&, ∧, +, und, aber, sowie, et, mais, ainsi que, y, \
         pero, e, ma, mas, en, maar, och, men, og, i, oraz, и, ve, 且, 和, かつ, intersect, and then",
    ),
    (
        R::Or,
        "or, ro, alternatively, or else, or otherwise, |, ||, ∨, oder, ou, ou bien, o, of, ofwel, eller, lub, или, veya, 或, または, union, 、",
    ),
    (
        R::Who,
        "who, whose, whom, that, which, where, when, if, only continue if, continue only if, such that, provided that, given that, for which, for whom, with the, \
         wherever, whenever, only if, wo, wenn, dessen, deren, où, dont, cuyo, donde",
    ),
    (
        R::Sought(false),
        "contact, contacts, people, persons, everyone, everybody, anyone whose, anybody whose, someone whose, those, them, \
         all contacts, all people, everything, records, record, users, rows, results, leute, kontakte, alle, tous, todos, \
         contactos, tutti, iedereen, alla",
    ),
    (
        R::Sought(true),
        "companies, organizations, organisations, firms, businesses, firmen, unternehmen, entreprises, empresas",
    ),
    (
        R::Show,
        "show, show me, find, find me, find all, give me, list, list all, get, get me, get all, fetch, search, search for, \
         look for, looking for, i want, i need, return, select, select all, filter, filter by, display, delete, count, query, \
         want, need, please, just show, zeige, finde, suche, montre, trouve, muestra, busca, toon, zoek",
    ),
    (R::Ago, "ago, back, earlier, previously, her"),
    (
        R::Idle,
        ":, the, a, an, any, some, exactly, precisely, date, timestamp, interval, de, literally, really, truly, actually, certainly, definitely, \
         absolutely, strictly, currently, still, presently, now, yet to be, at all, anymore, any longer, any more, too, as such, \
         the word, the words, word, words, the text, text, the string, string, the value, the phrase, phrase, the term, \
         term, the letters, the letter, letters, to be, to, have to be, has to be, must, should, will, \
         meer, mehr, shall, can, may, do, does, did, would, could, might, get, it, its, their, his, her, also a, than, of, kindly, thanks, \
         thank you, inclusive, been, got",
    ),
    (R::Just, "only, just, merely, solely, alone, purely, exclusively, simply"),
    (
        R::Order,
        "order by, ordered by, order, sort by, sorted by, sort, orderby, newest first, oldest first, asc, ascending, desc, \
         descending, sortiert nach, trié par, ordenado por",
    ),
    (
        R::Other,
        "nothing but, nothing else, nothing more, hardly, barely, \
         scarcely, rarely, seldom, mostly, mainly, partly, partially, largely, necessarily, even, almost, nearly, about, \
         around, approximately, approx, roughly, circa, maybe, perhaps, possibly, probably, sometimes, often, usually, always, \
         ever, once, twice, again, near, nearby, close, close to, next to, far, far from, away, away from, beside, behind, \
         similar, similar to, sounds like, first, last, top, bottom, limit, limited, limited to, offset, page, group, group by, \
         grouped, grouped by, having count, count, distinct, unique, random, sample, take, highest, lowest, greatest, \
         biggest, smallest, largest, latest, earliest, newest, oldest, best, worst, most, least, more, fewer, longer, shorter, enough, many, \
         much, few, several, couple, half, other, others, another, else, otherwise, same, own, such, changed, changes, was in, \
         became, becomes, since when, for, per, etc, etc., and so on, so, then, because, as long as, xor, nand, besides, \
         instead, unique, valid, invalid, duplicate, even if, regardless, not necessarily, not only, not just, not even, \
         case insensitive, case sensitive, exact, please, results, except others",
    ),
];

/// Words that bind a sentence together and say little: a value seldom holds one that begins with a small letter.
const SMALL: &str = "i me my you your he him she we us our they what how why am been being doing ought against across \
    along amid below beneath down inside off onto out past than toward towards underneath upon up via \
    very quite rather each every here soon later late ago today yesterday tomorrow recently lately upcoming former previous \
    current next this these those one two none somewhere anywhere nowhere elsewhere himself herself itself themselves \
    living works working lives located based lists listing tagged untagged contacted added removed deleted";

/// A name's own small words: `Head of Sales`, `Van der Berg`.
const PARTICLES: &str = "of the de la le les los las der den van von del da di du el al y e and & i en à et";

/// Whether `word` binds a sentence together: a name would begin with a capital letter.
pub(crate) fn is_small(word: &str) -> bool {
    let adverb = word.len() > 4 && word.ends_with("ly");
    word.starts_with(char::is_lowercase) && (adverb || SMALL.split_whitespace().any(|small| small == word))
}

/// Whether `word`, in small letters, may stand inside a name.
pub(crate) fn is_particle(word: &str) -> bool {
    PARTICLES.split(' ').any(|particle| particle == word)
}

const NUMBERS: [&str; 12] =
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// The number that `word` writes out.
pub(crate) fn number(word: &str) -> Option<usize> {
    NUMBERS.iter().position(|number| word.eq_ignore_ascii_case(number)).map(|index| index + 1)
}

/// What `word`, in small letters, bounds after a number and `or` or `and`: `3 or more`, `3 and up`.
pub(crate) fn bound(word: &str) -> Option<Operator> {
    match word {
        "more" | "higher" | "better" | "above" | "up" | "greater" | "over" | "later" | "upwards" | "bigger" => {
            Some(Operator::Gte)
        }
        "less" | "lower" | "fewer" | "below" | "under" | "worse" | "down" | "smaller" | "downwards" => {
            Some(Operator::Lte)
        }
        _ => None,
    }
}

/// The phrases that begin with a word, the longest first, each with its other words.
type Phrases = HashMap<&'static str, Vec<(Vec<&'static str>, Role)>>;

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let mut phrases = Phrases::new();
    let spoken = operator::spoken().filter_map(|(words, meant)| match meant {
        Meant::Operator(operator) => Some((R::Operator(operator), words)),
        _ => None,
    });
    let said = [(R::Empty, true), (R::Filled, false)]
        .into_iter()
        .flat_map(|(role, empty)| lex::words_of_emptiness(empty).iter().map(move |&word| (role, word)))
        // These say more.
        .filter(|(_, word)| !matches!(*word, "any" | "no" | "-" | "true" | "false" | "yes"));
    let of_operators = operator::phrases().map(|(said, words)| match said {
        Phrase::Says(operator) => (R::Operator(operator), words),
        Phrase::Denies(operator) => (R::Negated(operator), words),
        Phrase::SaysEnds => (R::Ends, words),
    });
    let listed = WORDS.iter().copied().chain(of_operators);
    let listed = listed.flat_map(|(role, words)| words.split(',').map(move |words| (role, words.trim())));
    for (role, words) in listed.chain(said).chain(spoken) {
        let mut words = words.split_whitespace();
        let Some(first) = words.next() else { continue };
        let rest: Vec<_> = words.collect();
        let known = phrases.entry(first).or_default();
        if !known.iter().any(|(other, _)| *other == rest) {
            known.push((rest, role));
        }
    }
    for known in phrases.values_mut() {
        known.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
    }
    phrases
});

/// The longest phrase at the start of `words`, which are in small letters, and how many of them it has.
pub(crate) fn phrase<'w>(mut words: impl Iterator<Item = &'w str> + Clone) -> Option<(Role, usize)> {
    let first = words.next()?;
    PHRASES.get(first)?.iter().find_map(|(rest, role)| {
        let mut following = words.clone();
        rest.iter().all(|word| following.next() == Some(*word)).then_some((*role, rest.len() + 1))
    })
}
