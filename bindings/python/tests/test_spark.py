"""Spark with executors that are processes of their own and do not have the package: it is sent to them."""

import doctest
import gzip
import json
import pickle
import re
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import nse_query as nse
import pytest

pyspark = pytest.importorskip("pyspark")
if shutil.which("java") is None or not (Path(pyspark.__file__).parent / "jars").exists():
    pytest.skip("Spark needs Java and the whole of pyspark", allow_module_level=True)

import nse_query.spark  # noqa: E402
import pyarrow as pa  # noqa: E402
from pyspark.sql import DataFrame, SparkSession  # noqa: E402
from pyspark.sql.types import StringType, StructType  # noqa: E402

pytestmark = pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning")

PACKAGE = Path(nse.__file__).parent
PAGE = (Path(__file__).parents[1] / "docs" / "from-a-laptop-to-a-cluster.md").read_text(encoding="utf-8")
#: Years before the executors' clocks.
NOW = datetime(2021, 11, 15, 12, tzinfo=timezone.utc)


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkSession]:
    folder = tmp_path_factory.mktemp("spark")
    wheel = shutil.make_archive(str(folder / "wheel"), "zip", PACKAGE.parent, "nse_query")
    shutil.move(wheel, folder / "nse_query-0.1.0-cp310-abi3-linux_x86_64.whl")
    commands, code = re.findall("^```(?:sh|python)\n([^>]*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    subprocess.run(["sh", "-euc", commands.replace("/opt/nse", "unpacked")], cwd=folder, check=True)
    bare = folder / "bare"
    venv.create(bare)
    for path in Path(pa.__file__).parents[1].iterdir():
        if not path.name.startswith("nse_query"):
            (bare / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}" / "site-packages" / path.name).symlink_to(path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_PYTHON", str(bare / "bin" / "python"))
        patch.setenv("PYSPARK_SUBMIT_ARGS", "--master local-cluster[2,1,1024] --conf spark.ui.enabled=false pyspark-shell")
        patch.chdir(folder)
        names: dict[str, Any] = {}
        exec(code.replace("/opt/nse", f"{folder}/unpacked"), names)
        session: SparkSession = names["spark"]
        try:
            yield nse_query.spark.register(session, now=NOW)
        finally:
            session.stop()



VIP = '{"id": "1", "tags": ["VIP"]}'
LEAD = '{"id": "2", "tags": ["lead"]}'
SPOILT = '{"id": 3}'


def contact(number: int) -> str:
    created = NOW - timedelta(days=number)
    return json.dumps({"id": str(number), "tags": ["vip"] if number % 3 == 0 else [], "created": created.isoformat()})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Files of every kind: lines, pages, lists, gzip, and what Spark leaves beside them."""
    rows = [contact(number) for number in range(400)]
    (tmp_path / "a.jsonl").write_text("\n".join(rows[:100]))
    (tmp_path / "page.json").write_text('{"resources": [' + ",".join(rows[100:200]) + "]}")
    (tmp_path / "year=2021").mkdir()
    (tmp_path / "year=2021" / "list.json").write_text("[" + ",".join(rows[200:300]) + "]")
    (tmp_path / "z.jsonl.gz").write_bytes(gzip.compress("\n".join(rows[300:]).encode()))
    (tmp_path / "_SUCCESS").write_text("")
    (tmp_path / ".a.jsonl.crc").write_bytes(b"crc")
    return tmp_path


def load(spark: SparkSession, path: str | list[str], query: str = "tag = vip", **options: str) -> DataFrame:
    return spark.read.format("nse").options(query=query, **options).load(path)


def contacts(df: DataFrame) -> list[str]:
    return sorted(row[0] for row in df.collect())


def test_the_package_is_the_one_that_was_sent(spark: SparkSession) -> None:
    def place(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        import nse_query

        for _ in batches:
            yield pa.record_batch({"place": [nse_query.__file__]})

    places = {row.place for row in spark.range(2).mapInArrow(place, "place string").collect()}
    assert places and all(place.endswith("nse/nse_query/__init__.py") for place in places), places


def test_every_way_finds_what_scan_finds(spark: SparkSession, folder: Path) -> None:
    paths = [folder / "a.jsonl", folder / "page.json", folder / "year=2021" / "list.json", folder / "z.jsonl.gz"]
    for query in ("tag = vip", "tag != vip and created in last 3 months", "tag = nobody"):
        expected = sorted(nse.scan(paths, nse.Matcher(query, now=NOW)))
        assert bool(expected) == (query != "tag = nobody")
        assert contacts(load(spark, str(folder), query, now=NOW.isoformat())) == expected
        lines = [str(paths[0]), str(paths[3])]
        expected = sorted(nse.scan(lines, nse.Matcher(query, now=NOW)))
        text = spark.read.text(lines)
        assert contacts(nse_query.spark.where(text, query, now=NOW)) == expected
        text.createOrReplaceTempView("lines")
        assert contacts(spark.sql("select value from lines where nse(value, :query)", {"query": query})) == expected


def test_paths(spark: SparkSession, folder: Path) -> None:
    every = len(list(nse.scan([path for path in folder.rglob("*.js*") if not path.name.startswith(".")], "tag = vip")))
    one = len(list(nse.scan(folder / "a.jsonl", "tag = vip")))
    cases: list[tuple[str | list[str], int]] = [
        (str(folder), every),
        (f"file://{folder}", every),
        (f"{folder}/*", every),
        (f"{folder}/**", every),
        (f"{folder}/a.*", one),
        (f"{folder}/{{a.jsonl,nothing}}", one),
        ([f"{folder}/a.jsonl", f"{folder}/a.jsonl"], 2 * one),
    ]
    for path, found in cases:
        assert load(spark, path).count() == found, path
    (folder / "empty").mkdir()
    assert load(spark, f"{folder}/empty").count() == 0


@pytest.mark.parametrize(
    ("path", "options", "message"),
    [
        ("{folder}/nothing", {}, "no such file or directory"),
        ("s3://bucket/contacts", {}, "spark.read.text('s3://bucket/contacts')"),
        ("{folder}", {"query": "tag = "}, "error[E"),
        ("{folder}", {"query": "tag > 3"}, "error[E"),
        ("{folder}", {"qeury": "tag = vip"}, "no option qeury"),
        ("{folder}", {"strict": "yes"}, "strict: expected true or false, found yes"),
        ("{folder}", {"now": "2021-11-15T12:00:00"}, "TypeError"),
        ("{folder}", {"tz": "Europe/Atlantis"}, "Atlantis"),
    ],
)
def test_mistakes_are_told_at_load(spark: SparkSession, folder: Path, path: str, options: dict[str, str], message: str) -> None:
    with pytest.raises(pyspark.errors.PySparkException) as raised:
        load(spark, path.format(folder=folder), **{"query": "tag = vip", **options})
    assert message in str(raised.value)


def test_where_tells_mistakes_before_any_task_runs(spark: SparkSession) -> None:
    df = spark.createDataFrame([(VIP, 1)], "contact string, number int")
    with pytest.raises(nse.QueryError, match="E0"):
        nse_query.spark.where(df, "tag = ", "contact")
    with pytest.raises(ValueError, match="no column value: expected one of contact, number"):
        nse_query.spark.where(df, "tag = vip")
    with pytest.raises(TypeError, match="column number is int: expected contacts in JSON"):
        nse_query.spark.where(df, "tag = vip", "number")
    assert nse_query.spark.where(df, "tag = vip", "contact").collect() == [(VIP, 1)]


def test_a_query_of_sql_that_is_wrong_arrives_with_its_report(spark: SparkSession) -> None:
    spark.createDataFrame([(VIP,)], "contact string").createOrReplaceTempView("vips")
    with pytest.raises(pyspark.errors.PySparkException) as raised:
        spark.sql("select nse(contact, 'rating > high') from vips").collect()
    assert str(pytest.raises(nse.QueryError, nse.Matcher, "rating > high").value) in str(raised.value)


def test_a_contact_that_cannot_be_read(spark: SparkSession, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("\n".join([VIP, SPOILT, VIP]))
    (tmp_path / "b.jsonl").write_text("\n".join([VIP, LEAD, "{", SPOILT]))
    text = spark.read.text([str(tmp_path / "a.jsonl"), str(tmp_path / "b.jsonl")])
    for df, place in [
        (load(spark, f"{tmp_path}/a.jsonl"), "a.jsonl: line 2: "),
        (nse_query.spark.where(spark.read.text(f"{tmp_path}/a.jsonl"), "tag = vip"), "partition 0, row 1: "),
    ]:
        with pytest.raises(pyspark.errors.PySparkException) as raised:
            df.collect()
        assert "ContactError" in str(raised.value) and place in str(raised.value) and "string" in str(raised.value)
    # Stored as it was when its end was lost: no part of it is taken for all of it.
    (tmp_path / "lost.gz").write_bytes(gzip.compress(VIP.encode() * 100)[:-10])
    with pytest.raises(pyspark.errors.PySparkException, match="lost.gz: incomplete deflate stream"):
        load(spark, f"{tmp_path}/lost.gz", strict="false").collect()
    (tmp_path / "lost.gz").unlink()
    assert contacts(load(spark, str(tmp_path), strict="false")) == [VIP] * 3
    malformed = spark.sparkContext.accumulator(0)
    assert contacts(nse_query.spark.where(text, "tag = vip", strict=False, malformed=malformed)) == [VIP] * 3
    assert malformed.value == 3
    counts = {Path(row.file).name: tuple(row)[1:] for row in load(spark, str(tmp_path), strict="false", counts="true").collect()}
    assert counts == {"a.jsonl": (3, 2, 1), "b.jsonl": (4, 1, 2)}
    with pytest.raises(pyspark.errors.PySparkException, match="a.jsonl: line 2: "):
        load(spark, str(tmp_path), counts="true").collect()


def test_nulls_and_what_cannot_be_read_in_sql(spark: SparkSession) -> None:
    rows = [(VIP, "tag = vip"), (None, "tag = vip"), (LEAD, "tag = lead"), (LEAD, "tag = vip"), (VIP, None)]
    spark.createDataFrame(rows, "contact string, query string").coalesce(1).createOrReplaceTempView("mixed")
    answers = spark.sql("select nse(contact, query) from mixed").collect()
    assert [row[0] for row in answers] == [True, None, True, False, None]
    assert spark.sql("select contact from mixed where nse(contact, 'tag = vip')").collect() == [(VIP,), (VIP,)]
    nse_query.spark.register(spark, name="nse_or_null", strict=False)
    assert spark.sql(f"select nse_or_null('{SPOILT}', 'tag = vip')").collect() == [(None,)]


def test_a_task_that_fails_and_runs_again_doubles_nothing(spark: SparkSession, folder: Path) -> None:
    (folder / "b.jsonl").write_text("\n".join([SPOILT, VIP]))
    marks = folder.parent / f"{folder.name}-failed"
    marks.mkdir()

    def failing(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        import pyspark

        context = pyspark.TaskContext.get()
        assert context is not None
        for batch in batches:
            yield batch
        if context.attemptNumber() == 0:
            (marks / str(context.partitionId())).touch()
            raise RuntimeError("the machine was lost")

    df = load(spark, str(folder), strict="false")
    expected = contacts(df)
    assert contacts(df.mapInArrow(failing, df.schema)) == expected
    assert len(list(marks.iterdir())) == 1

    text = spark.read.text([f"{folder}/a.jsonl", f"{folder}/b.jsonl"])
    malformed = spark.sparkContext.accumulator(0)
    found = nse_query.spark.where(text, "tag = vip", strict=False, malformed=malformed)
    once = contacts(found)
    malformed.value = 0
    assert contacts(found.mapInArrow(failing, found.schema)) == once
    assert malformed.value == 1


def test_the_present_is_the_drivers(tmp_path: Path) -> None:
    source = nse_query.spark.NseDataSource({"query": "created in last 3 months", "path": str(tmp_path)})
    for plan in range(2):
        sent = pickle.loads(pickle.dumps(source))
        reader = sent.reader(StructType().add("contact", StringType()))
        assert pickle.loads(pickle.dumps(reader)).matcher.now == source.matcher.now, plan
    with pytest.raises(ValueError, match="the format nse has the columns contact string, not id"):
        source.reader(StructType().add("id", StringType()))


def test_account_fields_saved_searches_and_the_rest(spark: SparkSession, tmp_path: Path) -> None:
    metadata = {"tabs": [{"members": [{"type": "field", "name": "Shoe size", "field_type": {"field_kind": "number"}}]}]}
    (tmp_path / "metadata").write_text(json.dumps(metadata))
    file = tmp_path / "contacts.json"
    rows = [{"id": str(size), "fields": {"Shoe size": [{"value": str(size)}]}} for size in (40, 43)]
    file.write_text(json.dumps({"resources": rows}))
    matcher = nse.Matcher("Shoe size > 42", catalog=nse.Catalog(metadata))
    expected = list(nse.scan(file, matcher))
    assert len(expected) == 1
    for catalog in (json.dumps(metadata), str(tmp_path / "metadata")):
        assert contacts(load(spark, str(file), "Shoe size > 42", catalog=catalog, tz="Europe/Berlin", lenient="true")) == expected
    df = spark.createDataFrame([(expected[0],)], "value string")
    assert nse_query.spark.where(df, matcher).count() == 1
    with pytest.raises(TypeError, match="a Matcher has its tz already"):
        nse_query.spark.where(df, matcher, tz="UTC")


def test_small_files_share_a_task_and_large_ones_do_not(tmp_path: Path) -> None:
    size = nse_query.spark.TASK_BYTES
    files = [("a", 1), ("b", size - 1), ("c", 1), ("d", 3 * size), ("e", 1)]
    reader = nse_query.spark.NseReader(nse.Matcher("tag = vip"), files, strict=True, counts=False)
    tasks: list[Any] = list(reader.partitions())
    assert [task.paths for task in tasks] == [["a", "b"], ["c"], ["d"], ["e"]]


def test_the_page(spark: SparkSession) -> None:
    pytest.importorskip("polars")
    pytest.importorskip("duckdb")
    blocks = re.findall(r"^```python\n(>>>.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    names: dict[str, Any] = {"spark": spark}
    runner = doctest.DocTestRunner()
    for number, block in enumerate(blocks):
        test = doctest.DocTestParser().get_doctest(block, names, f"block {number}", "from-a-laptop-to-a-cluster.md", 0)
        runner.run(test, clear_globs=False)
        names = test.globs
    assert len(blocks) == 7 and runner.failures == 0
