#!/usr/bin/env python3
"""Times `nse-fmt eval` against jq, jaq, Python and DuckDB on one file, after checking that all find the same contacts.

    benches/eval_peers.py [CONTACTS] [ROUNDS]        default: 200,000 contacts (about 250 MB), 5 rounds

It builds what it measures and writes the contacts below `target/`. Wanted beside cargo: `apt-get install jq`,
`cargo install --locked jaq`, `pip install duckdb`; what is missing is named and left out.

The question is the same for all: called Jon, bearing the tag vip, created in the last three months. The peers get it in
the cheapest form that has the same answer on this file: no Unicode words, no accents, no time zones, no check of the
other members. DuckDB is told the columns, and the start of Python is not counted for it.
"""

import pathlib
import shutil
import statistics
import subprocess
import sys
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
start = time.perf_counter()
connection = duckdb.connect(config={{"threads": sys.argv[2]}})
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
print(time.perf_counter() - start, file=sys.stderr)
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


def run(command, own_clock):
    """Seconds and the ids, sorted."""
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, check=True)
    seconds = time.perf_counter() - start
    return float(done.stderr) if own_clock else seconds, sorted(done.stdout.split())


def peak_memory(command):
    """In MiB, from a run of its own, because asking costs time."""
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
    table = [(name, command, own_clock, []) for name, command, own_clock in contenders(path)]
    expected = run(table[0][1], False)[1]
    for _ in range(rounds):
        for name, command, own_clock, times in table:
            seconds, ids = run(command, own_clock)
            if ids != expected:
                sys.exit(f"{name} finds {len(ids)} contacts, not the {len(expected)} of {table[0][0]}")
            times.append(seconds)
    base = statistics.median(table[0][3])
    print(f"{count} contacts, {path.stat().st_size / 1e6:.0f} MB, {len(expected)} match; medians of {rounds} rounds")
    for name, command, _, times in table:
        seconds = statistics.median(times)
        print(f"  {name:<42}{seconds:8.2f} s {seconds / base:7.2f} × {peak_memory(command):8.0f} MiB")


main()
