"""How long masks take beside the library itself, on the same contacts, one thread and two.

    cargo run --release --example contacts -- 200000 > contacts.ndjson
    cargo build --release
    python bindings/python/benches/masks.py contacts.ndjson target/release/nse-fmt

Prints the least of five runs of each, in seconds, and its ratio to the command line on one thread (which reads the file and
splits it too).
"""

import subprocess
import sys
import threading
import time
from collections.abc import Callable

import nse_query as nse
import pyarrow as pa

QUERY = "tag = vip and name ~ jon"


def least(run: Callable[[], object]) -> float:
    def once() -> float:
        start = time.perf_counter()
        run()
        return time.perf_counter() - start

    return min(once() for _ in range(5))


def main(path: str, program: str) -> None:
    with open(path, encoding="utf-8") as file:
        column = pa.array(file.read().splitlines())
    matcher = nse.Matcher(QUERY)

    def command(threads: int) -> None:
        arguments = [program, "eval", "--count", "--threads", str(threads), QUERY, path]
        subprocess.run(arguments, check=False, capture_output=True)

    def masks(threads: int) -> None:
        size = -(-len(column) // threads)
        parts = [column.slice(at, size) for at in range(0, len(column), size)]
        running = [threading.Thread(target=matcher.mask, args=(part,)) for part in parts]
        for thread in running:
            thread.start()
        for thread in running:
            thread.join()

    rows = {
        "nse-fmt eval, 1 thread": least(lambda: command(1)),
        "nse-fmt eval, 2 threads": least(lambda: command(2)),
        "mask, 1 thread": least(lambda: masks(1)),
        "mask, 2 threads": least(lambda: masks(2)),
        "scan, 1 thread": least(lambda: nse.scan(path, matcher).count()),
        "matches, a loop": least(lambda: [matcher.matches(row) for row in column.to_pylist()]),
    }
    base = rows["nse-fmt eval, 1 thread"]
    for name, seconds in rows.items():
        print(f"{name:26} {seconds:6.3f} s  {seconds / base:5.2f} ×")


if __name__ == "__main__":
    main(*sys.argv[1:])
