"""NSE queries as Daft expressions.

>>> import daft
>>> import nse_query.daft
>>> contacts = daft.from_pydict({"contact": ['{"id": "1", "tags": ["vip"]}', '{"id": "2"}']})
>>> contacts.where(nse_query.daft.matches(daft.col("contact"), "tag = vip")).count_rows()
1
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import daft

from nse_query._typing import MatcherOptions, matcher

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from nse_query._native import Matcher, Query


def matches(
    contacts: daft.Expression,
    query: str | dict[str, Any] | Query | Matcher,
    *,
    strict: bool = True,
    **options: Unpack[MatcherOptions],
) -> daft.Expression:
    """Whether the query finds each contact of a column of JSON. A null stays null, and with ``strict=False`` a contact that
    cannot be read is null. The other arguments are those of ``Matcher``."""
    import pyarrow as pa

    made = matcher(query, **options)

    def nse(column: Any) -> Any:
        return daft.Series.from_arrow(pa.array(made.mask(column, strict=strict)))

    # Daft looks the annotations up where it calls the function.
    nse.__annotations__ = {"column": daft.Series, "return": daft.Series}
    expression: daft.Expression = daft.func.batch(return_dtype=daft.DataType.bool())(nse)(contacts)
    return expression
