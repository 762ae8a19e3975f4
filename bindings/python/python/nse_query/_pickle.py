"""What pickled queries and matchers are made from again."""

from __future__ import annotations

from typing import Any

from nse_query._native import Catalog, Matcher, Query, compile


def query(json: str, catalog: Catalog) -> Query:
    return compile(json, catalog=catalog)


def matcher(json: str, given: dict[str, Any]) -> Matcher:
    return Matcher(compile(json, catalog=given["catalog"]), **given)
