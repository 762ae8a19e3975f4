"""NSE queries on pandas' columns. To import it is enough.

>>> import pandas as pd
>>> import nse_query.pandas
>>> contacts = pd.Series(['{"id": "1", "tags": ["vip"]}', '{"id": "2"}'], name="contact")
>>> contacts[contacts.nse.matches("tag = vip")].to_list()
['{"id": "1", "tags": ["vip"]}']
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from nse_query._typing import MatcherOptions, matcher

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from nse_query._native import Matcher, Query


@pd.api.extensions.register_series_accessor("nse")
class NseAccessor:
    """``series.nse``: questions about a column of contacts in JSON."""

    def __init__(self, series: pd.Series[Any]) -> None:
        self._series = series

    def matches(
        self, query: str | dict[str, Any] | Query | Matcher, *, strict: bool = True, **options: Unpack[MatcherOptions]
    ) -> pd.Series[bool]:
        """Whether the query finds each contact: a column to choose rows by. Where there is no contact it is false, and so it
        is with ``strict=False`` where one cannot be read. The other arguments are those of ``Matcher``."""
        rows = [None if pd.isna(contact) else contact for contact in self._series]
        found = [bool(matched) for matched in matcher(query, **options).mask(rows, strict=strict)]
        return pd.Series(found, index=self._series.index, dtype=bool)
