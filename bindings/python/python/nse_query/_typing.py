"""What the modules for other packages share. Nothing here is needed at run time but ``matcher``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypedDict

from nse_query._native import Matcher, Query

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from typing_extensions import Unpack

    from nse_query._native import Catalog


class MatcherOptions(TypedDict, total=False):
    """The keyword arguments of ``Matcher``."""

    now: datetime | None
    tz: str | tzinfo | None
    week_start: Literal["monday", "saturday", "sunday"]
    user: str | None
    catalog: Catalog | None
    saved_searches: str | dict[str, Any] | None
    lenient: bool
    token_match: Literal["any", "all"]


def matcher(query: str | dict[str, Any] | Query | Matcher, **options: Unpack[MatcherOptions]) -> Matcher:
    """``query`` where it is a matcher already, else the matcher that it makes."""
    if not isinstance(query, Matcher):
        return Matcher(query, **options)
    if options:
        raise TypeError(f"a Matcher has its {', '.join(options)} already")
    return query
