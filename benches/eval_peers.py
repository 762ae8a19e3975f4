#!/usr/bin/env python3
"""Times `nse-fmt eval` against jq, jaq, Python and DuckDB on one file, after checking that all find the same contacts.

    benches/eval_peers.py [CONTACTS] [ROUNDS]        default: 200,000 contacts (about 250 MB), 5 rounds

It builds what it measures and writes the contacts below `target/`. Wanted beside cargo: `apt-get install jq`,
`cargo install --locked jaq`, `pip install duckdb`; what is missing is named and left out.

The question is the same for all: called Jon, bearing the tag vip, created in the last three months. The peers get it in
the cheapest form that has the same answer on this file: no Unicode words, no accents, no time zones, no check of the
other members. DuckDB is told the columns, and the start of Python is not counted for it. Wall time is what one waits;
the time of processors is what a busy machine disturbs least.
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
PEERS = ROOT / "benches" / "peers" / "target" / "release" / "peers"
NSE_FMT = ROOT / "target" / "release" / "nse-fmt"
NOW = "2026-01-01T00:00:00Z"
SINCE = "2025-10-01T00:00:00"
QUERY = "name ~ Jon and tag = vip and created in last 3 months"

JQ = f"""
select(.created[0:19] >= "{SINCE}")
| select(any(.tags[]; .tag == "vip"))
| select(any(.fields["first name", "middle name", "last name", "company name"][]?.value;
             ascii_downcase | split(" ") | any(. == "jon")))
| .id
"""

PYTHON = f"""
import json, sys
names = ("first name", "middle name", "last name", "company name")
for line in open(sys.argv[1]):
    contact = json.loads(line)
    if (contact["created"][:19] >= "{SINCE}" and any(tag["tag"] == "vip" for tag in contact["tags"])
            and any("jon" in value["value"].lower().split(" ")
                    for name in names for value in contact["fields"].get(name, ()))):
        print(contact["id"])
"""

COLUMNS = ", ".join(f'"{name}" STRUCT(value VARCHAR)[]' for name in ("first name", "middle name", "last name",
                                                                      "company name"))
DUCKDB = f"""
import duckdb, sys, time
start, used = time.perf_counter(), time.process_time()
connection = duckdb.connect(config={{"threads": sys.argv[2]}})
connection.execute("SET enable_progress_bar = false")
columns = {{"id": "VARCHAR", "created": "VARCHAR", "tags": "STRUCT(tag VARCHAR)[]", "fields": 'STRUCT({COLUMNS})'}}
contacts = connection.read_json(sys.argv[1], format="newline_delimited", columns=columns)
rows = connection.sql('''
    SELECT id FROM contacts
    WHERE created[:19] >= '{SINCE}'
      AND list_contains(list_transform(tags, lambda tag: tag.tag), 'vip')
      AND len(list_filter(
          flatten([fields."first name", fields."middle name", fields."last name", fields."company name"]),
          lambda name: list_contains(string_split(lower(name.value), ' '), 'jon'))) > 0
''').fetchall()
print(time.perf_counter() - start, time.process_time() - used, file=sys.stderr)
for row in rows:
    print(row[0])
"""


def build(count):
    subprocess.run(["cargo", "build", "--release", "--bin", "nse-fmt"], cwd=ROOT, check=True)
    subprocess.run(["cargo", "build", "--release"], cwd=ROOT / "benches" / "peers", check=True)
    path = ROOT / "target" / f"contacts-{count}.ndjson"
    if not path.exists():
        with open(path, "wb") as file:
            command = ["cargo", "run", "--release", "--example", "contacts", "--", str(count)]
            subprocess.run(command, cwd=ROOT, stdout=file, check=True)
    return path


def contenders(path):
    """Name, command and how its time is told: of the whole process, or by itself on standard error."""
    ours = [str(NSE_FMT), "eval", QUERY, str(path), "--ids", "--now", NOW]
    found = [(f"nse-fmt eval, {n} thread{'s' * (n > 1)}", [*ours, "--threads", str(n)], False) for n in (1, 2)]
    found += [(f"the library alone, {n} thread{'s' * (n > 1)}", [str(PEERS), "stream", str(path), str(n)], False)
              for n in (1, 2)]
    for what, name in (("serde", "floor: serde, only the members"), ("sonic", "floor: sonic-rs get_many")):
        found += [(f"{name}, {n} thread{'s' * (n > 1)}", [str(PEERS), "floor", what, str(path), str(n)], False)
                  for n in (1, 2)]
    for tool in ("jaq", "jq"):
        program = shutil.which(tool)
        if program:
            found.append((tool, [program, "-r", JQ, str(path)], False))
        else:
            print(f"left out: {tool} is not installed")
    found.append(("Python json", [sys.executable, "-c", PYTHON, str(path)], False))
    try:
        import duckdb
        found += [(f"DuckDB {duckdb.__version__}, columns given, {n} thread{'s' * (n > 1)}",
                   [sys.executable, "-c", DUCKDB, str(path), str(n)], True) for n in (1, 2)]
    except ImportError:
        print("left out: DuckDB is not installed")
    return found


def run(command):
    """What it prints on standard output and standard error, and its seconds, on the wall and of processors, from start to end."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=said)
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        texts = []
        for file in (out, said):
            file.seek(0)
            texts.append(file.read())
    if process.returncode != 0:
        sys.exit(f"{command[0]} failed: {texts[1].decode()}")
    return *texts, seconds, used.ru_utime + used.ru_stime


def peak_memory(command):
    """In MiB, from a run of its own, because asking costs time. What `wait4` tells counts this program's too."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak = 0
    while process.poll() is None:
        try:
            status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
        except OSError:
            break
        peak = max([peak] + [int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")])
        time.sleep(0.005)
    process.wait()
    return peak / 1024


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    path = build(count)
    table = [(name, command, own_clock, [], []) for name, command, own_clock in contenders(path)]
    expected = sorted(run(table[0][1])[0].split())
    for _ in range(rounds):
        for name, command, own_clock, walls, processors in table:
            out, said, wall, processor = run(command)
            if sorted(out.split()) != expected:
                sys.exit(f"{name} finds other contacts than the {len(expected)} of {table[0][0]}")
            # DuckDB tells both its times, without those of Python.
            if own_clock:
                wall, processor = map(float, said.split())
            walls.append(wall)
            processors.append(processor)
    print(f"{count} contacts, {path.stat().st_size / 1e6:.0f} MB, {len(expected)} match; the best of {rounds} rounds by turns")
    print(f"  {'':<42}{'wall':>9}{'':>9}{'processors':>12}{'':>9}{'at most':>13}")
    base = [min(times) for times in table[0][3:5]]
    for name, command, _, walls, processors in table:
        wall, processor = min(walls), min(processors)
        print(f"  {name:<42}{wall:7.2f} s {wall / base[0]:6.2f} ×{processor:10.2f} s {processor / base[1]:6.2f} ×"
              f"{peak_memory(command):9.0f} MiB")


main()
