"""Times Spark in four ways against ``nse-fmt eval`` on the same files and the same processors.

    python benches/spark.py NSE_FMT FOLDER [ROUNDS]

``FOLDER`` has files of one contact a line, ten or so of the same size, such as these commands write at the root:

    cargo build --release
    cargo run --release --example contacts -- 2000000 | split --number=r/10 --additional-suffix=.jsonl - FOLDER/part-

Every way must find the same contacts. They run by turns, after each has run once; the best round of each counts, as a busy
machine only adds. Wall time is what one waits; the time of processors, of Java and of every worker of Python, is what a busy
machine disturbs least. Spark is one warm session with as many threads as there are processors; its start is told apart.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime, timezone
from pathlib import Path

import nse_query as nse
import nse_query.spark
from pyspark.sql import DataFrame, SparkSession

NOW = datetime(2026, 1, 1, tzinfo=timezone.utc)

NAMES = ("first name", "middle name", "last name", "company name")
VALUES = "array<struct<value: string>>"
SCHEMA = f"id string, created string, tags array<struct<tag: string>>, fields struct<{', '.join(f'`{name}`: {VALUES}' for name in NAMES)}>"
#: The same answers on these contacts: Spark has no words of Unicode, no accents, no time zones in text.
SQL = f"""
    array_contains(tags.tag, 'vip') and exists(
        flatten(filter(array({", ".join(f"fields.`{name}`.value" for name in NAMES)}), values -> values is not null)),
        name -> array_contains(split(lower(name), ' '), 'jon'))
"""
#: Of the first, Spark's reader of JSON can leave off in a contact that is too old, which most are; of the second it cannot.
QUESTIONS = {
    "name ~ Jon and tag = vip and created in last 3 months": f"created >= '2025-10-01T00:00:00' and {SQL}",
    "name ~ Jon and tag = vip": SQL,
}


def ids(df: DataFrame, column: str | None = None) -> set[str]:
    if column is None:
        return {row.id for row in df.select("id").collect()}
    return {row.id for row in df.selectExpr(f"get_json_object({column}, '$.id') as id").collect()}


def processors() -> float:
    """Seconds that this process and all below it have used so far. It needs Linux."""
    ticks: dict[int, tuple[int, int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        ticks[int(stat.parent.name)] = int(fields[1]), sum(map(int, fields[11:15]))
    below = {os.getpid()}
    while more := {pid for pid, (parent, _) in ticks.items() if parent in below} - below:
        below |= more
    return sum(ticks[pid][1] for pid in below if pid in ticks) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    program, folder = sys.argv[1], sys.argv[2]
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 5
    files = sorted(str(path) for path in Path(folder).iterdir())
    size = sum(os.path.getsize(file) for file in files)
    threads = os.cpu_count() or 1

    start = time.perf_counter()
    session = (
        SparkSession.builder.master(f"local[{threads}]")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.driver.memory", "4g")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    nse_query.spark.register(session, now=NOW)
    started = time.perf_counter() - start
    print(f"{size / 1e9:.2f} GB in {len(files)} files, {threads} threads; the best of {rounds} rounds by turns; Spark starts in {started:.1f} s")
    for query, sql in QUESTIONS.items():
        compare(ways(session, program, folder, files, threads, query, sql), query, rounds)
    session.stop()


def ways(
    session: SparkSession, program: str, folder: str, files: list[str], threads: int, query: str, sql: str
) -> dict[str, Callable[[], set[str]]]:
    matcher = nse.Matcher(query, now=NOW)

    def nse_fmt() -> set[str]:
        command = [program, "eval", query, *files, "--ids", "--now", NOW.isoformat(), "--threads", str(threads)]
        return set(subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout.split())

    read_in_rust = session.read.format("nse").options(query=query, now=NOW.isoformat())
    return {
        "nse-fmt eval": nse_fmt,
        "format nse": lambda: ids(read_in_rust.load(folder), "contact"),
        "where over read.text": lambda: ids(nse_query.spark.where(session.read.text(folder), matcher), "value"),
        "nse() in SQL over read.text": lambda: ids(session.read.text(folder).where(f"nse(value, '{query}')"), "value"),
        "Spark's own JSON, columns given": lambda: ids(session.read.schema(SCHEMA).json(folder).where(sql)),
    }


def compare(ways: dict[str, Callable[[], set[str]]], query: str, rounds: int) -> None:
    expected = ways["nse-fmt eval"]()
    first: dict[str, float] = {}
    walls: dict[str, list[float]] = {name: [] for name in ways}
    used: dict[str, list[float]] = {name: [] for name in ways}
    for turn in range(rounds + 1):
        for name, way in ways.items():
            before, start = processors(), time.perf_counter()
            found = way()
            seconds = time.perf_counter() - start
            if found != expected:
                sys.exit(f"{name} finds {len(found)} contacts, not the {len(expected)} of nse-fmt")
            if turn == 0:
                first[name] = seconds
            else:
                walls[name].append(seconds)
                used[name].append(processors() - before)
    print(f"{query}: {len(expected)} found")
    print(f"  {'':<34}{'first':>9}{'wall':>9}{'':>9}{'processors':>12}")
    base = min(walls["nse-fmt eval"]), min(used["nse-fmt eval"])
    for name in ways:
        wall, processor = min(walls[name]), min(used[name])
        print(
            f"  {name:<34}{first[name]:7.2f} s{wall:7.2f} s{wall / base[0]:7.2f} ×{processor:10.2f} s{processor / base[1]:7.2f} ×"
        )


main()
