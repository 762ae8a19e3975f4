"""NSE queries in Spark: a filter of data frames, a data source of contacts' files, a function of SQL.

    import nse_query.spark

    nse_query.spark.where(spark.read.text("contacts/"), "tag = vip")

    nse_query.spark.register(spark)
    spark.read.format("nse").option("query", "tag = vip").load("contacts/")
    spark.sql("select * from contacts where nse(contact, 'tag = vip')")

What a query depends on, the present above all, is fixed on the driver and sent along: every task answers the same
question, and a task that runs again answers it again. Executors need this package and pyarrow.
"""

from __future__ import annotations

import glob
import json
import logging
import os
import re
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import unquote, urlsplit

import pyarrow as pa
import pyarrow.compute as pc
from pyspark import TaskContext
from pyspark.sql.datasource import DataSource, DataSourceReader, InputPartition
from pyspark.sql.functions import arrow_udf  # type: ignore[attr-defined]
from pyspark.sql.types import BinaryType, StringType

from nse_query._native import Catalog, scan
from nse_query._typing import MatcherOptions, matcher
from nse_query.errors import ContactError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pyspark.accumulators import Accumulator
    from pyspark.sql import DataFrame, SparkSession
    from pyspark.sql.types import StructType
    from typing_extensions import Unpack

    from nse_query._native import Matcher, Query

log = logging.getLogger(__name__)

#: Small files share a task until it has this many bytes to read: to start a task costs about as much.
TASK_BYTES = 16 * 1024 * 1024


def where(
    df: DataFrame,
    query: str | dict[str, Any] | Query | Matcher,
    column: str = "value",
    *,
    strict: bool = True,
    malformed: Accumulator[int] | None = None,
    **options: Unpack[MatcherOptions],
) -> DataFrame:
    """The rows of ``df`` that the query finds. ``column`` has one contact in JSON in each row; a null is never found.

    A contact that cannot be read fails its task. With ``strict=False`` it is left out: each task logs how many it left out
    as a warning, and adds them to the accumulator ``malformed`` where there is one. The other arguments are those of
    ``Matcher``.
    """
    made = matcher(query, **options)
    schema = df.schema
    if column not in schema.names:
        raise ValueError(f"no column {column}: expected one of {', '.join(schema.names)}")
    kind = schema[column].dataType
    if not isinstance(kind, (StringType, BinaryType)):
        raise TypeError(f"column {column} is {kind.simpleString()}: expected contacts in JSON, such as to_json gives")
    place = schema.names.index(column)

    def found(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        read = unread = 0
        for batch in batches:
            contacts = batch.column(place)
            try:
                mask = pa.array(made.mask(contacts, strict=strict))
            except ContactError as error:
                raise in_task(error, read) from None
            read += batch.num_rows
            unread += mask.null_count - contacts.null_count
            yield batch.filter(mask)
        if unread:
            log.warning("partition %s: %d of %d contacts cannot be read", partition_id(), unread, read)
            if malformed is not None:
                malformed.add(unread)

    return df.mapInArrow(found, schema)


def register(
    spark: SparkSession, *, name: str = "nse", strict: bool = True, **options: Unpack[MatcherOptions]
) -> SparkSession:
    """Adds to ``spark``, and returns it: the format ``nse`` of ``spark.read``, for which see ``NseDataSource``, and the
    function ``nse(contact, query)`` of SQL, whether the query finds the contact in JSON.

    A contact that is ``NULL`` gives ``NULL``, and with ``strict=False`` so does one that cannot be read. The other
    arguments are those of ``Matcher``, for the function alone. Its present is that of this call unless ``now`` is given.
    """
    if options.get("now") is None:
        options["now"] = datetime.now(timezone.utc)
    matchers: dict[str, Matcher] = {}

    def of(query: str) -> Matcher:
        if query not in matchers:
            matchers[query] = matcher(query, **options)
        return matchers[query]

    def nse(contacts: pa.Array, queries: pa.Array) -> pa.Array:
        distinct = pc.unique(queries).to_pylist()
        if len(distinct) == 1 and distinct[0] is not None:
            return pa.array(of(distinct[0]).mask(contacts, strict=strict))
        found: list[bool | None] = []
        for contact, query in zip(contacts, queries.to_pylist(), strict=True):
            found.append(None if query is None else of(query).mask([contact.as_py()], strict=strict)[0])
        return pa.array(found, pa.bool_())

    # PySpark's annotations do not know this form in every version.
    function: Any = arrow_udf
    spark.udf.register(name, function(nse, "boolean"))
    spark.dataSource.register(NseDataSource)
    return spark


class NseDataSource(DataSource):
    """The format ``nse``: the contacts that a query finds in files as the service sends them, in one column ``contact``.

    The files are what ``nse_query.scan`` reads: pages, lists or one contact a line, plain, gzip or zstd. Each task reads
    its files itself, so a path must be the same on every machine. Paths may be directories, which are read with those
    inside, and globs with ``*``, ``?``, ``[ab]``, ``{a,b}`` and ``**``; names that begin with ``.`` or ``_`` are left out
    of both. The files and the present are those of ``load``.

    Options: ``query``, which must be there; ``now`` (ISO 8601 with an offset), ``tz``, ``week_start``, ``user``,
    ``lenient`` and ``token_match`` of ``Matcher``; ``catalog`` and ``saved_searches``, each as JSON or the path of a file
    with it; ``strict``: whether a contact that cannot be read fails its task, as it does, or is left out and counted in a
    warning in the task's log; ``counts``: whether to give instead of contacts a row ``file, read, matched, malformed``
    for each file.
    """

    def __init__(self, options: Mapping[str, str]) -> None:
        super().__init__(dict(options))
        given = {name.lower(): value for name, value in options.items()}
        paths = [given.pop("path")] if "path" in given else []
        paths += json.loads(given.pop("paths", "[]"))
        self.strict = flag("strict", given.pop("strict", "true"))
        self.counts = flag("counts", given.pop("counts", "false"))
        if "query" not in given:
            raise ValueError('the format nse needs a query, such as .option("query", "tag = vip")')
        self.matcher = matcher(given.pop("query"), **matcher_options(given))
        if not paths:
            raise ValueError('the format nse needs a path, such as .load("contacts/")')
        self.files = [file for path in paths for file in files(path)]

    @classmethod
    def name(cls) -> str:
        return "nse"

    def schema(self) -> str:
        return "file string, read bigint, matched bigint, malformed bigint" if self.counts else "contact string"

    def reader(self, schema: StructType) -> DataSourceReader:
        # Of the type, Spark itself tells. Sail gives a schema of pyarrow, which has names too.
        if schema.names != [column.split()[0] for column in self.schema().split(", ")]:
            raise ValueError(f"the format nse has the columns {self.schema()}, not {', '.join(schema.names)}")
        return NseReader(self.matcher, self.files, self.strict, self.counts)


@dataclass
class Files(InputPartition):
    """What one task reads."""

    paths: list[str]


@dataclass
class NseReader(DataSourceReader):
    """What the driver sends to each task."""

    matcher: Matcher
    files: list[tuple[str, int]]
    strict: bool
    counts: bool

    def partitions(self) -> Sequence[InputPartition]:
        tasks = [Files([])]
        room = TASK_BYTES
        for path, size in self.files:
            if tasks[-1].paths and size > room:
                tasks.append(Files([]))
                room = TASK_BYTES
            tasks[-1].paths.append(path)
            room -= size
        return tasks

    def read(self, partition: InputPartition) -> Iterator[pa.RecordBatch]:
        for path in cast("Files", partition).paths:
            scanned = scan(path, self.matcher, strict=self.strict)
            try:
                if self.counts:
                    scanned.count()
                    row = {"file": path, "read": scanned.read, "matched": scanned.matched, "malformed": scanned.malformed}
                    yield pa.RecordBatch.from_pylist([row])
                    continue
                for batch in pa.RecordBatchReader.from_stream(scanned):
                    yield pa.record_batch({"contact": batch.column(0)})
            except (pa.ArrowException, ContactError, OSError) as error:
                raise in_file(error, path) from None
            if scanned.malformed:
                log.warning("%s: %d of %d contacts cannot be read", path, scanned.malformed, scanned.read)


def matcher_options(given: Mapping[str, str]) -> MatcherOptions:
    """The arguments of ``Matcher`` from the options of a data source, which are text."""
    made: dict[str, Any] = {}
    for name, value in given.items():
        if name == "now":
            # Python 3.10 does not know Z.
            made[name] = datetime.fromisoformat(re.sub("[zZ]$", "+00:00", value))
        elif name == "catalog":
            made[name] = Catalog(json_of(value))
        elif name == "saved_searches":
            made[name] = json_of(value)
        elif name == "lenient":
            made[name] = flag(name, value)
        elif name in MatcherOptions.__annotations__:
            made[name] = value
        else:
            known = ", ".join(["query", *MatcherOptions.__annotations__, "strict", "counts"])
            raise ValueError(f"the format nse has no option {name}: expected one of {known}")
    return cast("MatcherOptions", made)


def flag(name: str, value: str) -> bool:
    if value.lower() not in ("true", "false"):
        raise ValueError(f"{name}: expected true or false, found {value}")
    return value.lower() == "true"


def json_of(value: str) -> str:
    """``value`` where it is JSON, else what is in the file that it names."""
    if value.lstrip().startswith(("{", "[")):
        return value
    with open(local(value), encoding="utf-8") as file:
        return file.read()


def local(path: str) -> str:
    """A path or a URL ``file:`` as an absolute path: tasks run in directories of their own."""
    url = urlsplit(path)
    if url.scheme == "file":
        path = unquote(url.path)
    elif re.match("[A-Za-z][A-Za-z0-9+.-]+:/", path):
        raise ValueError(
            f"{path}: the format nse reads paths of a file system that every machine has mounted; elsewhere let Spark read, "
            f"one contact a line: nse_query.spark.where(spark.read.text({path!r}), query)"
        )
    return os.path.abspath(path)


def files(path: str) -> list[tuple[str, int]]:
    """The files that ``path`` means and their sizes, in the order of their names."""
    path = local(path)
    roots = [path] if os.path.exists(path) else sorted({root for each in alternatives(path) for root in glob.glob(each, recursive=True)})
    if not roots:
        raise FileNotFoundError(f"{path}: no such file or directory")
    found: set[str] = set()
    walked: set[str] = set()
    for root in roots:
        if root != path and hidden(root):
            continue
        if not os.path.isdir(root):
            found.add(root)
            continue
        for folder, folders, names in os.walk(root, onerror=refuse, followlinks=True):
            # A link may lead back.
            folders[:] = [] if os.path.realpath(folder) in walked else [name for name in folders if not hidden(name)]
            walked.add(os.path.realpath(folder))
            found.update(os.path.join(folder, name) for name in names if not hidden(name))
    return [(file, os.path.getsize(file)) for file in sorted(found)]


def refuse(error: OSError) -> None:
    """A directory that cannot be listed is no empty one."""
    raise error


def hidden(path: str) -> bool:
    """Whether Spark leaves it out as well: what writes a directory of files has its own in there, such as ``_SUCCESS``."""
    return os.path.basename(path).startswith((".", "_"))


def alternatives(pattern: str) -> list[str]:
    """A glob without its ``{a,b}``."""
    braces = re.search(r"\{([^{}]*)\}", pattern)
    if braces is None:
        return [pattern]
    before, after = pattern[: braces.start()], pattern[braces.end() :]
    return [one for choice in braces[1].split(",") for one in alternatives(before + choice + after)]


def partition_id() -> int | str:
    context = TaskContext.get()
    return "?" if context is None else context.partitionId()


def in_task(error: ContactError, before: int) -> ContactError:
    """The error of a row of a batch as one of a row of its partition."""
    if error.row is None:
        return error
    row = before + error.row
    message = str(error).removeprefix(f"row {error.row}: ")
    return ContactError(f"partition {partition_id()}, row {row}: {message}", error.code, row)


def in_file(error: Exception, path: str) -> Exception:
    """The error of a scan with the file. A stream of Arrow data gives exceptions as text."""
    kind, message = type(error).__name__, str(error)
    if streamed := re.fullmatch("External error: ([A-Za-z]+): (.*)", message, re.DOTALL):
        kind, message = streamed.groups()
    message = message.removeprefix(f"{path}: ")
    return (ContactError if kind == "ContactError" else OSError)(f"{path}: {message}")
