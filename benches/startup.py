#!/usr/bin/env python3
"""Times `nse-fmt json` of one query, the whole process, beside a Rust program that prints one line: `benches/startup.py`.

Both run by turns, 1,000 times each; told are the medians of the wall time and the time of processors, and the
instructions where valgrind is installed.
"""

import os
import pathlib
import re
import shutil
import statistics
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
ROUNDS = 1000


def run(command, sink):
    """Seconds, and seconds of processors."""
    start = time.perf_counter()
    # Spawned, not forked: what Python weighs is not copied.
    process = os.posix_spawn(command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, sink, 1)])
    _, status, used = os.wait4(process, 0)
    seconds = time.perf_counter() - start
    assert status == 0, f"{command} failed"
    return seconds, used.ru_utime + used.ru_stime


def instructions(command):
    if not shutil.which("valgrind"):
        return None
    valgrind = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null", *command]
    said = subprocess.run(valgrind, capture_output=True, text=True, check=True).stderr
    return int(re.search(r"I\s+refs:\s+([\d,]+)", said)[1].replace(",", ""))


def main():
    subprocess.run(["cargo", "build", "--locked", "--release", "--bin", "nse-fmt"], cwd=ROOT, check=True)
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder, "hello.rs")
        source.write_text('fn main() {\n    println!("hello");\n}\n')
        hello = str(source.with_suffix(""))
        subprocess.run(["rustc", "-O", "-o", hello, source], check=True)
        commands = [[hello], [str(ROOT / "target/release/nse-fmt"), "json", "name ~ Jon and tag = vip"]]
        times = [[], []]
        with open(os.devnull, "wb") as sink:
            for _ in range(ROUNDS):
                for command, of_command in zip(commands, times):
                    of_command.append(run(command, sink.fileno()))
        wall, processor = ([statistics.median(values) * 1e6 for values in of] for of in
                           zip(*(zip(*of_command) for of_command in times)))
        counts = [instructions(command) for command in commands]
    for what, (before, ours), unit in (("wall", wall, "µs"), ("processors", processor, "µs"), ("instructions", counts, "")):
        if before:
            print(f"{what:<14} hello {before:12,.0f} {unit:<3} nse-fmt json {ours:12,.0f} {unit:<3} {ours / before:6.2f} ×")


main()
