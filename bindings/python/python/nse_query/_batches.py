"""Batches of rows, filtered. It needs pyarrow, which whoever hands out batches has."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pyarrow as pa

    from nse_query._native import Matcher


def filter_batches(
    matcher: Matcher, batches: Iterable[pa.RecordBatch], column: int | str | None, strict: bool
) -> Iterator[pa.RecordBatch]:
    import pyarrow as pa

    for batch in batches:
        mask = matcher.mask(batch.column(0 if column is None else column), strict=strict)
        yield batch.filter(pa.array(mask))
