"""NSE queries as Polars expressions. To import it is enough.

>>> import polars as pl
>>> import nse_query.polars
>>> contacts = pl.DataFrame({"contact": ['{"id": "1", "tags": ["vip"]}', '{"id": "2"}']})
>>> contacts.filter(pl.col("contact").nse.matches("tag = vip")).height
1
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from nse_query._typing import MatcherOptions, matcher

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from nse_query._native import Matcher, Query


@pl.api.register_expr_namespace("nse")
class NseExpression:
    """``pl.col("contact").nse``: questions about a column of contacts in JSON."""

    def __init__(self, expression: pl.Expr) -> None:
        self._expression = expression

    def matches(
        self, query: str | dict[str, Any] | Query | Matcher, *, strict: bool = True, **options: Unpack[MatcherOptions]
    ) -> pl.Expr:
        """Whether the query finds each contact. A null stays null, and with ``strict=False`` a contact that cannot be read
        is null. The other arguments are those of ``Matcher``."""
        made = matcher(query, **options)

        def mask(contacts: pl.Series) -> pl.Series:
            return pl.Series(contacts.name, made.mask(contacts, strict=strict))

        return self._expression.map_batches(mask, return_dtype=pl.Boolean, is_elementwise=True)
