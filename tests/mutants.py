#!/usr/bin/env python3
"""Mutation testing of the library: every mutant that cargo-mutants names, built into one program.

cargo-mutants builds the crate once a mutant, which for some thousands of them takes days. Here the body `{ B }` of each
function becomes, in a copy of the tree,

    { match crate::mutant(7) { 17 => { B with mutant 17 } 18 => { B with mutant 18 } _ => { B } } }

and the tests are run with the environment variable MUTANT set to one number after the other. What rustc refuses is
dropped as unviable. A first run of each test alone notes which functions it reaches; a mutant is run against the tests
that reach its function, those first that caught its neighbours, up to the first failure. A run that takes ten times
the processor time it takes without mutant, and at least five seconds, counts as caught: timed out. Doc tests are not run.

    tests/mutants.py                         # all of src/ without bin/; what is known from before is not run again
    tests/mutants.py --sample 300 --seed 1   # so many at random
    tests/mutants.py --file src/span.rs      # one file or folder; may be repeated
    tests/mutants.py --again missed          # those again too that were missed before
    tests/mutants.py --summary               # what is known, by file, and the survivors

`const fn`s lose their `const` where they can, so that some mutants are viable here that are not to cargo-mutants.
Left to `cargo mutants -F NAME` and counted so: what a constant or a `static` is made with, and functions that return
`impl Trait`, whose arms differ in type. Needs cargo-mutants, Unix, Python 3.
"""

import argparse, collections, hashlib, json, os, random, re, resource
import signal, subprocess, sys, tempfile, threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REACHED = str(2**32 - 1)
RUNTIME = """
#[inline(always)]
pub(crate) fn mutant(function: usize) -> u32 {
    static MUTANT: std::sync::LazyLock<u32> =
        std::sync::LazyLock::new(|| std::env::var("MUTANT").ok().and_then(|text| text.parse().ok()).unwrap_or(0));
    let mutant = *MUTANT;
    if mutant == u32::MAX {
        reached(function);
    }
    mutant
}
#[cold]
fn reached(function: usize) {
    use std::sync::atomic::{AtomicBool, Ordering};
    static SEEN: [AtomicBool; 8192] = [const { AtomicBool::new(false) }; 8192];
    if !SEEN[function].swap(true, Ordering::Relaxed) {
        let file = std::fs::OpenOptions::new().append(true).create(true).open(std::env::var_os("MUTANT_REACHED").unwrap());
        std::io::Write::write_all(&mut file.unwrap(), format!("{function}\\n").as_bytes()).unwrap();
    }
}
"""
# What may hold a brace that is none: comments, strings, characters (`'a` is a lifetime).
TOKEN = re.compile(r"""//[^\n]*|/\*.*?\*/|b?r(?P<h>\#*)".*?"(?P=h)|b?"(?:\\.|[^"\\])*"|b?'(?:\\[^\n]+?|[^'\\\n])'|[{}]""", re.S)


class Source:
    """A file and the functions in it that have mutants."""

    def __init__(self, path):
        self.path, self.text = path, (ROOT / path).read_text()
        self.lines = [0] + [match.end() for match in re.finditer("\n", self.text)]
        self.functions, self.ranges, opened, self.braces = {}, [], [], {}
        for match in TOKEN.finditer(self.text):
            if match[0] == "{":
                opened.append(match.start())
            elif match[0] == "}":
                self.braces[match.start()] = opened.pop()

    def at(self, place):
        return self.lines[place["line"] - 1] + place["column"] - 1

    def render(self, chosen, constant):
        """The file with its mutants, and where each stands: (first line, last line, mutant)."""
        text = re.sub(r"\bconst fn (\w+)", lambda fn: fn[0] if fn[1] in constant else f"      fn {fn[1]}", self.text)
        self.ranges, out, line = [], [], 1

        def emit(piece):
            nonlocal line
            out.append(piece)
            line += piece.count("\n")

        def region(start, end):
            for function in sorted(self.functions.values(), key=lambda function: function["open"]):
                begin, close = function["open"], function["close"]
                if begin < start or close > end:
                    continue
                mutants = [mutant for mutant in function["mutants"] if mutant["key"] in chosen]
                if not mutants:
                    continue
                emit(text[start:begin] + "{ match crate::mutant(%d) {" % function["number"])
                for mutant in mutants:
                    emit("\n")
                    first = line
                    body = text[begin + 1:mutant["start"]] + mutant["replacement"] + text[mutant["end"]:close]
                    emit("%d => {%s\n}" % (mutant["number"], body))
                    self.ranges.append((first, line, mutant))
                emit("\n_ => {")
                first = line
                region(begin + 1, close)
                emit("\n}")
                self.ranges.append((first, line, function))
                emit("} }")
                start = close + 1
            emit(text[start:end])

        region(0, len(text))
        return "".join(out) + (RUNTIME if self.path == "src/lib.rs" else "")

    def standing(self, line):
        """The mutant, or else the innermost function, that the line is of."""
        found = [(last - first, thing) for first, last, thing in self.ranges if first <= line <= last]
        return min(found, key=lambda pair: ("key" not in pair[1], pair[0]))[1] if found else None


def listed(constant):
    """Every mutant of cargo-mutants' list: the sources, and those that are left out, each with the reason."""
    command = ["cargo", "mutants", "--list", "--json", "-e", "src/bin/**"]
    sources, left = {}, {}
    for number, mutant in enumerate(json.loads(subprocess.check_output(command, cwd=ROOT)), 1):
        source = sources.setdefault(mutant["file"], Source(mutant["file"]))
        function = mutant.pop("function")
        mutant.update(number=number, start=source.at(mutant["span"]["start"]), end=source.at(mutant["span"]["end"]))
        begin, close = (source.at(function["span"][end]) for end in ("start", "end")) if function else (0, 0)
        # The same after the file has changed elsewhere.
        unchanged = (mutant["file"], source.text[begin:close] or mutant["name"], mutant["start"] - begin,
                     mutant["end"] - begin, mutant["replacement"])
        mutant["key"] = hashlib.sha1(repr(unchanged).encode()).hexdigest()[:16]
        name = function["function_name"].rsplit("::", 1)[-1] if function else None
        if not function or (name in constant and "const fn " + name in source.text[begin:close]):
            left[mutant["key"]] = (mutant, "constant")
        elif re.search(r"\bimpl\b", function["return_type"]):
            left[mutant["key"]] = (mutant, "impl Trait")
        else:
            new = {"open": source.braces[close - 1], "close": close - 1, "mutants": []}
            source.functions.setdefault(begin, new)["mutants"].append(mutant)
    for number, function in enumerate(f for source in sources.values() for f in source.functions.values()):
        function["number"] = number
    for source in sources.values():
        for function in source.functions.values():
            for mutant in function["mutants"]:
                mutant["function"] = function["number"]
    return sources, left


class Tree:
    """The copy that is built and tested."""

    def __init__(self, folder):
        self.folder = folder / "tree"
        self.environment = os.environ | {
            "CARGO_TARGET_DIR": str(folder / "target"), "RUSTFLAGS": "--cap-lints=allow", "CARGO_INCREMENTAL": "0",
            "CARGO_PROFILE_DEV_OPT_LEVEL": "1", "CARGO_PROFILE_DEV_DEBUG": "false",
            "CARGO_MANIFEST_DIR": str(self.folder), "INSTA_WORKSPACE_ROOT": str(self.folder), "INSTA_UPDATE": "no",
            "INSTA_FORCE_PASS": "0", "PROPTEST_CASES": os.environ.get("PROPTEST_CASES", "64"), "PROPTEST_RNG_SEED": "1",
            "PROPTEST_MAX_SHRINK_ITERS": "0", "PROPTEST_DISABLE_FAILURE_PERSISTENCE": "1",
        }

    def write(self, rendered):
        """What has not changed is not touched, so that it is not built again."""
        names = subprocess.check_output(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, text=True).split("\n")
        names = {name for name in names if name and (ROOT / name).is_file()}
        for name in names:
            content = rendered[name].encode() if name in rendered else (ROOT / name).read_bytes()
            path = self.folder / name
            if not path.is_file() or path.read_bytes() != content:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
        for path in self.folder.rglob("*"):
            if path.is_file() and str(path.relative_to(self.folder)) not in names:
                path.unlink()

    def cargo(self, *arguments):
        # The copies of the bodies are quick to build so, and what the tests spend most time in is not slow.
        command = ["cargo", *arguments, "--locked", "--message-format=json",
                   "--config=profile.dev.package.nse-query.opt-level=0"]
        process = subprocess.run(command, cwd=self.folder, env=self.environment, stdout=subprocess.PIPE, text=True,
                                 stderr=subprocess.PIPE)
        messages = [json.loads(line) for line in process.stdout.splitlines() if line.startswith("{")]
        errors = [m["message"] for m in messages if m["reason"] == "compiler-message" and m["message"]["level"] == "error"]
        if process.returncode and not errors:
            sys.exit(process.stderr)
        return messages, [error for error in errors if error["spans"]]


    def test(self, binary, tests, mutant, seconds, **more):
        """The test that failed, and whether for want of time; nothing where all passed."""
        limit = max(5, int(10 * seconds) + 1)

        def limits():
            resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 1))
            resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
            resource.setrlimit(resource.RLIMIT_STACK, (256 << 20, 256 << 20))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

        environment = self.environment | {"MUTANT": str(mutant), "RUST_MIN_STACK": str(64 << 20)} | more
        process = subprocess.Popen([binary, "--exact", "--test-threads=1", *tests], cwd=self.folder, env=environment,
                                   text=True, errors="replace", stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                   stderr=subprocess.DEVNULL, preexec_fn=limits, start_new_session=True)
        stuck = threading.Event()  # neither running nor ending

        def end():
            stuck.set()
            os.killpg(process.pid, signal.SIGKILL)

        watch = threading.Timer(20 * limit, end)
        watch.start()
        running = failed = None
        for line in process.stdout:
            if match := re.match(r"test (\S+)(?: - should panic)? \.\.\. (.*)", line):
                running = match[1]
                if match[2] == "FAILED":
                    failed = running
                    os.killpg(process.pid, signal.SIGKILL)
                    break
        process.stdout.close()
        code = process.wait()
        watch.cancel()
        if failed:
            return failed, False
        return (running or tests[0], code == -signal.SIGXCPU or stuck.is_set()) if code else None


def build(tree, folder, scope, results):
    """Builds all mutants of these files that can be built; gives them and the test binaries."""
    known = folder / "constant.json"
    constant = set(json.loads(known.read_text())) if known.exists() else set()
    while True:
        sources, left = listed(constant)
        mutants = [m for source in sources.values() for f in source.functions.values() for m in f["mutants"]]
        chosen = {m["key"] for m in mutants if m["file"].startswith(scope)} - results.having("unviable", "left")
        rendered = {name: source.render(chosen, constant) for name, source in sources.items()}
        tree.write(rendered)
        _, errors = tree.cargo("test", "--no-run", "--lib")
        print(f"{len(chosen)} mutants, {len(errors)} errors", file=sys.stderr)
        if not errors:
            break
        before = len(constant) + len(results.of)
        for error in errors:
            if (error["code"] or {}).get("code") == "E0015":
                constant.add(re.search(r"`(?:[^`]*::)?(\w+)(?:::<[^`]*>)?`", error["message"])[1])
                continue
            for span in sorted(error["spans"], key=lambda span: not span["is_primary"]):
                while span["expansion"] and not span["file_name"].startswith("src/"):
                    span = span["expansion"]["span"]
                thing = sources[span["file_name"]].standing(span["line_start"]) if span["file_name"] in sources else None
                if thing:
                    for mutant in thing.get("mutants", [thing]):
                        results.add(mutant, "left" if "mutants" in thing else "unviable", error["message"])
                    break
            else:
                sys.exit(error["rendered"])
        if before == len(constant) + len(results.of):
            sys.exit(errors[0]["rendered"])
        known.write_text(json.dumps(sorted(constant)))
    for mutant, why in left.values():
        if mutant["key"] not in results.of:
            results.add(mutant, "left", why)
    messages, errors = tree.cargo("test", "--no-run")
    if errors:
        sys.exit(errors[0]["rendered"])
    binaries = {m["executable"]: m["target"]["name"] for m in messages
                if m["reason"] == "compiler-artifact" and m["executable"] and m["profile"]["test"]}
    return [m for m in mutants if m["key"] in chosen], binaries


def reached(tree, folder, binaries):
    """Each test, its processor time without mutant, and the functions it reaches."""
    known = folder / "reached.json"
    built = {binary: os.stat(binary).st_mtime for binary in binaries}
    tests = json.loads(known.read_text()) if known.exists() else []
    tests = [test for test in tests if test["built"] == built.get(test["binary"])]
    trace = folder / "trace"
    for binary in built.keys() - {test["binary"] for test in tests}:
        names = subprocess.check_output([binary, "--list", "--format=terse"], cwd=tree.folder, text=True)
        for name in re.findall(r"^(.*): test$", names, re.M):
            trace.write_text("")
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            failed = tree.test(binary, [name], REACHED, 60, MUTANT_REACHED=str(trace))
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            if failed:
                print("fails without mutant, left out:", binaries[binary], name, file=sys.stderr)
            seconds = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
            tests.append({"binary": binary, "built": built[binary], "name": name, "seconds": seconds,
                          "functions": [] if failed else sorted(set(map(int, trace.read_text().split())))})
    known.write_text(json.dumps(tests))
    print(f"{len(tests)} tests, {sum(test['seconds'] for test in tests):.0f} s", file=sys.stderr)
    return tests


class Results:
    """What became of each mutant; the last line says it."""

    def __init__(self, file):
        lines = map(json.loads, file.read_text().splitlines()) if file.exists() else ()
        self.of, self.file = {line["key"]: line for line in lines}, file.open("a")

    def having(self, *outcomes):
        return {key for key, result in self.of.items() if result["outcome"] in outcomes}

    def add(self, mutant, outcome, why):
        self.of[mutant["key"]] = {"key": mutant["key"], "name": mutant["name"], "outcome": outcome, "why": why}
        print(json.dumps(self.of[mutant["key"]]), file=self.file, flush=True)


def run(tree, mutants, tests, binaries, results, jobs):
    reaching, caught = collections.defaultdict(list), collections.defaultdict(lambda: collections.deque(maxlen=4))
    for test in tests:
        for function in test["functions"]:
            reaching[function].append(test)

    def outcome(mutant):
        groups, near = collections.defaultdict(list), []
        for test in reaching[mutant["function"]]:
            groups[test["binary"]].append(test)
            if test["name"] in caught[mutant["function"]] or test["name"] in caught[mutant["file"]]:
                near.append([test])
        near.sort(key=lambda group: (group[0]["name"] not in caught[mutant["function"]], group[0]["seconds"]))
        for group in near[:4] + sorted(groups.values(), key=lambda group: sum(test["seconds"] for test in group)):
            seconds = sum(test["seconds"] for test in group)
            failed = tree.test(group[0]["binary"], [test["name"] for test in group], mutant["number"], seconds)
            if failed:
                for place in (mutant["function"], mutant["file"]):
                    if failed[0] not in caught[place]:
                        caught[place].appendleft(failed[0])
                return "timed out" if failed[1] else "caught", f"{binaries[group[0]['binary']]} {failed[0]}"
        return "missed", f"{len(reaching[mutant['function']])} tests reach it"

    def one(mutant):
        results.add(mutant, *outcome(mutant))

    with ThreadPoolExecutor(jobs) as pool:
        for number, _ in enumerate(pool.map(one, mutants), 1):
            if number % 50 == 0:
                print(f"{number} of {len(mutants)}", file=sys.stderr)


def summary(mutants, results):
    """A table by file, the rate, and those that survived."""
    kinds = ["caught", "timed out", "missed", "unviable", "left", "not run"]
    files = collections.defaultdict(collections.Counter)
    for mutant in mutants:
        files[mutant["file"]][results.of.get(mutant["key"], {}).get("outcome", "not run")] += 1
    total = sum(files.values(), collections.Counter())
    print("| file | " + " | ".join(kinds) + " |\n|---|" + "---|" * len(kinds))
    for name, counts in [*sorted(files.items()), ("all", total)]:
        print(f"| {name} | " + " | ".join(str(counts[kind]) for kind in kinds) + " |")
    caught, viable = total["caught"] + total["timed out"], total["caught"] + total["timed out"] + total["missed"]
    print(f"\n{caught} of {viable} viable mutants that were run are caught: {100 * caught / max(viable, 1):.1f} %\n")
    for mutant in sorted(mutants, key=lambda mutant: (mutant["file"], mutant["start"])):
        result = results.of.get(mutant["key"], {})
        if result.get("outcome") == "missed":
            print(f"- {mutant['name']} ({result['why']})")


def main():
    parser = argparse.ArgumentParser(description="mutation testing of the library")
    parser.add_argument("--file", action="append", default=[], help="only this file, or what is under this folder")
    parser.add_argument("--sample", type=int, help="so many mutants at random")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--again", action="append", default=[], help="run also those of this outcome, e.g. missed")
    parser.add_argument("--skip", action="append", default=[], help="leave out this test, e.g. a slow one")
    parser.add_argument("--first", action="append", default=[], help="run this file or folder first; may be repeated")
    parser.add_argument("--last", action="append", default=[], help="run this file or folder last; may be repeated")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--summary", action="store_true", help="run nothing")
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "nse-query-mutants",
                        help="folder of the copy, its build and results.jsonl")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    results = Results(options.work / "results.jsonl")
    tree = Tree(options.work)
    sources, left = listed(set())
    everything = [m for m, _ in left.values()]
    everything += [m for source in sources.values() for f in source.functions.values() for m in f["mutants"]]
    everything = [m for m in everything if not options.file or m["file"].startswith(tuple(options.file))]
    if options.sample:
        everything = random.Random(options.seed).sample(everything, min(options.sample, len(everything)))
    if not options.summary:
        again = results.having(*options.again) if options.again else set()
        wanted = {m["key"] for m in everything if m["key"] in again or m["key"] not in results.of}
        mutants, binaries = build(tree, options.work, tuple(options.file or [""]), results)
        mutants = [mutant for mutant in mutants if mutant["key"] in wanted]
        random.Random(options.seed).shuffle(mutants)  # what is done when it is stopped is a sample
        order = [*options.first, "", *options.last]
        mutants.sort(key=lambda m: max((len(p), -i) for i, p in enumerate(order) if m["file"].startswith(p))[1], reverse=True)
        tests = [t for t in reached(tree, options.work, binaries) if t["name"] not in options.skip]
        run(tree, mutants, tests, binaries, results, options.jobs)
    summary(everything, results)


if __name__ == "__main__":
    main()
