"""NSE queries in DuckDB's SQL.

>>> import duckdb
>>> import nse_query.duckdb
>>> con = nse_query.duckdb.register(duckdb.connect())
>>> contacts = duckdb.from_query('''select unnest(['{"id": "1", "tags": ["vip"]}', '{"id": "2"}']) as contact''').arrow()
>>> con.sql("select contact->>'id' as id from contacts where nse(contact, 'tag = vip')").fetchall()
[('1',)]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nse_query._typing import MatcherOptions, matcher

if TYPE_CHECKING:
    import duckdb
    from typing_extensions import Unpack

    from nse_query._native import Matcher


def register(
    con: duckdb.DuckDBPyConnection, *, name: str = "nse", strict: bool = True, **options: Unpack[MatcherOptions]
) -> duckdb.DuckDBPyConnection:
    """Adds the function ``nse(contact, query)`` to ``con`` and returns it: whether the query finds the contact in JSON.

    A contact that is ``NULL`` gives ``NULL``, and with ``strict=False`` so does one that cannot be read. The other
    arguments are those of ``Matcher``. It needs ``pyarrow``.
    """
    import pyarrow as pa

    matchers: dict[str, Matcher] = {}

    def of(query: str) -> Matcher:
        if query not in matchers:
            matchers[query] = matcher(query, **options)
        return matchers[query]

    # DuckDB reads the annotations of what it is given.
    def nse(contacts: Any, queries: Any) -> Any:
        distinct = queries.unique().to_pylist()
        if len(distinct) == 1 and distinct[0] is not None:
            return pa.array(of(distinct[0]).mask(contacts, strict=strict))
        found: list[bool | None] = []
        for contact, query in zip(contacts.to_pylist(), queries.to_pylist(), strict=True):
            found.append(None if query is None else of(query).mask([contact], strict=strict)[0])
        return pa.array(found, pa.bool_())

    nse.__annotations__.clear()
    create: Any = con.create_function
    create(name, nse, ["VARCHAR", "VARCHAR"], "BOOLEAN", type="arrow", null_handling="special")
    return con
