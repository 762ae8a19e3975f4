"""The code for Spark on Sail, an engine without Java that speaks Spark Connect.

It has an environment of its own, with ``pysail`` and ``pyspark-client``: a process that has talked to a server can start no
Spark, and Sail 0.7 refuses the functions of PySpark 4.3.
"""

import json
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path

import nse_query as nse
import pytest

pyspark = pytest.importorskip("pyspark")
pytest.importorskip("pysail")
if (Path(pyspark.__file__).parent / "jars").exists():
    pytest.skip("Sail is tested with pyspark-client", allow_module_level=True)

import nse_query.spark  # noqa: E402
from pysail.spark import SparkConnectServer  # noqa: E402
from pyspark.sql import SparkSession  # noqa: E402

pytestmark = pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning")

NOW = datetime(2021, 11, 15, 12, tzinfo=timezone.utc)


@pytest.fixture(scope="module")
def sail() -> Iterator[SparkSession]:
    server = SparkConnectServer()
    server.start(background=True)
    _, port = server.listening_address
    session = SparkSession.builder.remote(f"sc://localhost:{port}").getOrCreate()
    try:
        yield nse_query.spark.register(session, now=NOW)
    finally:
        session.stop()
        server.stop()


def test_every_way_finds_what_scan_finds(sail: SparkSession, tmp_path: Path) -> None:
    for file in range(3):
        rows = [
            {"id": f"{file}-{row}", "tags": ["vip"] if row % 3 == 0 else [], "created": f"2021-{row % 12 + 1:02}-0{file + 1}T00:00:00Z"}
            for row in range(200)
        ]
        (tmp_path / f"{file}.jsonl").write_text("\n".join(json.dumps(row) for row in rows))
    query = "tag = vip and created in last 3 months"
    expected = sorted(nse.scan(sorted(tmp_path.iterdir()), nse.Matcher(query, now=NOW)))
    assert expected
    text = sail.read.text(str(tmp_path))
    text.createOrReplaceTempView("lines")
    files = sail.read.format("nse").options(query=query, now=NOW.isoformat())
    for df in (
        nse_query.spark.where(text, query, now=NOW),
        sail.sql(f"select value from lines where nse(value, '{query}')"),
        files.load(str(tmp_path)),
    ):
        assert sorted(row[0] for row in df.collect()) == expected
