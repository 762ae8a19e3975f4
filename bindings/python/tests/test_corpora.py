"""The corpora of the library's own tests, through Python: the answers are those of Rust."""

from datetime import datetime, timezone
from pathlib import Path

import nse_query as nse
import pytest

ROOT = Path(__file__).parents[3] / "tests"
NOW = datetime(2026, 11, 15, 12, tzinfo=timezone.utc)


def snapshot(path: Path) -> str:
    """What a snapshot of insta holds."""
    return path.read_text(encoding="utf-8").split("\n---\n", 1)[1].rstrip("\n")


QUERIES = sorted((ROOT / "queries").glob("*.nse"))
MISTAKES = sorted((ROOT / "mistakes").glob("*.txt"))


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_queries(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    expected = snapshot(ROOT / "queries" / "snapshots" / f"{path.stem}-3-json.snap")
    if expected.startswith("{"):
        query = nse.compile(source, now=NOW)
        assert query.to_json(pretty=True) == expected
        assert nse.compile(query.to_json()) == nse.compile(query.to_text()) == query
    else:
        with pytest.raises(nse.QueryError) as raised:
            nse.compile(source, now=NOW)
        said = [f"{found.severity}[{found.code}]: {found.message}" for found in raised.value.diagnostics]
        assert said == [line.rsplit(" (bytes ", 1)[0] for line in expected.split("\n")]


def shown(source: str) -> list[str]:
    """A line of tests/mistakes and what is said of it, as tests/mistakes.rs writes it."""

    def line(text: str) -> str:
        return text.replace("\n", "⏎").rstrip()

    def byte(at: int) -> int:
        return len(source[:at].encode())

    lines = [line(source)]
    for found in nse.check(source, now=NOW):
        said = f"{found.code} {byte(found.start)} `{source[found.start : found.end]}` {found.message}"
        if found.label:
            said += f": {found.label}"
        for related in found.related:
            said += f"; {byte(related.start)} `{source[related.start : related.end]}` {related.text}"
        lines.append(line(f"  {said}"))
        lines.extend(line(f"    = {text}") for text in found.help)
        lines.extend(line(f"    {'!' if fix.certain else '?'} {fix.apply(source)}") for fix in found.fixes)
    return lines


@pytest.mark.parametrize("path", [path for path in MISTAKES if path.stem != "json"], ids=lambda path: path.stem)
def test_mistakes(path: Path) -> None:
    sources = [line.replace("⏎", "\n") for line in path.read_text(encoding="utf-8").splitlines()]
    said = [line for source in sources for line in shown(source)]
    assert said == snapshot(path.with_suffix(".snap")).split("\n")
