"""Queries, templates, builders, catalogs, requests."""

import copy
import pickle
from datetime import date, datetime, timezone

import nse_query as nse
import pytest
from hypothesis import given
from hypothesis import strategies as st

METADATA = {
    "tabs": [
        {
            "members": [
                {"type": "field", "name": "Shoe size", "field_type": {"field_kind": "number"}},
                {"type": "field", "name": "Contract end", "field_type": {"field_kind": "datetime"}},
            ]
        }
    ]
}


def test_a_mistake_tells_its_place_in_characters() -> None:
    with pytest.raises(nse.QueryError) as raised:
        nse.compile('name ~ "😀" and name = Jon')
    (found,) = raised.value.diagnostics
    assert (found.code, found.start, found.end, found.line, found.column) == ("E0203", 20, 21, 1, 21)
    assert raised.value.source[found.start : found.end] == "="
    (fix,) = [fix for fix in found.fixes if fix.label == "use `~`"]
    assert fix.apply(raised.value.source) == 'name ~ "😀" and name ~ Jon'
    assert str(raised.value).startswith("error[E0203]: `name` does not support `=`")
    assert "nse-fmt" not in str(raised.value) and "--" not in str(raised.value).replace("-->", "")
    shown = raised.value._repr_html_()
    assert '<pre>name ~ &quot;😀&quot; and name <span style="text-decoration: underline wavy #c00"' in shown
    assert ">=</span> Jon</pre>" in shown and "<li>fix: use `~`</li>" in shown


def test_queries_combine_and_compare() -> None:
    vip, rated = nse.compile("tag = vip"), nse.compile({"rating": {"gt": 3}})
    assert vip & rated == nse.compile("tag = vip and rating > 3")
    assert vip | ~rated == nse.compile("tag = vip or not rating > 3")
    assert hash(vip) == hash(nse.compile('TAG is "vip"')) and vip != rated and vip != "tag = vip"
    assert len({vip, rated, nse.compile("tag = vip")}) == 2
    with pytest.raises(TypeError, match="neither true nor false"):
        bool(vip)
    assert (vip & rated).fields == ["tag", "rating"]
    assert vip.diff(rated)


@pytest.mark.parametrize("text", ["tag = vip", 'name ~ "Jon \\"F\\"" or not "Shoe size" > 42', "created in last 3 months"])
def test_queries_are_pickled_and_copied(text: str) -> None:
    catalog = nse.Catalog(METADATA)
    query = nse.compile(text, catalog=catalog)
    assert pickle.loads(pickle.dumps(query)) == query == copy.deepcopy(query)
    assert eval(repr(query), {"Query": lambda text: nse.compile(text, catalog=catalog)}) == query


def test_errors_are_pickled() -> None:
    with pytest.raises(nse.QueryError) as raised:
        nse.compile("name = Jon")
    again = pickle.loads(pickle.dumps(raised.value))
    assert (str(again), again.diagnostics) == (str(raised.value), raised.value.diagnostics)
    # Polars makes an exception again from its text.
    assert str(type(raised.value)(str(raised.value))) == str(raised.value)


def test_moving_dates_are_those_of_now() -> None:
    now = datetime(2026, 11, 15, 23, 30, tzinfo=timezone.utc)
    query = nse.compile("created in today", now=now, tz="Asia/Tokyo")
    assert query.to_text() == "created in 2026-11-16"
    (moved,) = query.moving_dates
    assert (moved.text, moved.first, moved.start, moved.end) == ("today", "2026-11-16", 11, 16)
    with pytest.raises(TypeError):
        nse.compile("created in today", now=datetime(2026, 11, 15))
    with pytest.raises(nse.QueryError, match="unknown time zone"):
        nse.compile("tag = vip", tz="CEST")
    with pytest.raises(ValueError, match="week_start"):
        nse.compile("tag = vip", week_start="friday")


def test_parameters_are_never_read_as_text() -> None:
    query = nse.compile("tag = {tag} and created in {from}..{to}", params={"from": date(2025, 1, 1), "to": "2025-02-01"}, tag='a" or tag = "b')
    assert query.to_dict()["and"][0] == {"tag": {"is": 'a" or tag = "b'}}
    with pytest.raises(nse.QueryError) as raised:
        nse.compile("rating > {least}", least="many")
    assert raised.value.diagnostics[0].start == 9
    with pytest.raises(TypeError, match="found bytes"):
        nse.compile("tag = {tag}", tag=b"vip")


@given(st.text())
def test_a_bound_value_keeps_the_shape(value: str) -> None:
    template = nse.Template("tag = {tag} and rating > 3")
    try:
        bound = template.bind(tag=value)
    except nse.QueryError as error:
        assert all(found.start >= 0 for found in error.diagnostics)
    else:
        assert len(bound.to_dict()["and"]) == 2


@given(st.text(max_size=200))
def test_any_text_is_a_query_or_an_explained_error(text: str) -> None:
    try:
        query = nse.compile(text)
    except nse.QueryError as error:
        assert all(0 <= found.start <= found.end <= len(text) for found in error.diagnostics)
        assert any(found.severity == "error" for found in error.diagnostics)
    else:
        assert nse.compile(query.to_json()) == query


def test_fields_build_queries() -> None:
    f = nse.Fields(nse.Catalog(METADATA))
    assert str(f["Shoe size"] > 42) == 'custom."Shoe size" > 42'
    assert str((f.last_name == "Ferrara") & f.email.is_in(["a@x.com", "b@x.com"])) == 'last name = Ferrara and email in (a@x.com, b@x.com)'
    assert str(f.created.in_last(3, "month")) == "created in last 3 months"
    assert str(f.created.between(date(2025, 1, 1), date(2025, 3, 31))) == "created in 2025-01-01..2025-03-31"
    assert str(f.tag.is_not_empty()) == "tag is not empty"
    for wrong in (lambda: f.name == "Jon", lambda: f.tag > 3, lambda: f.emial, lambda: f.tag.is_in("vip")):
        with pytest.raises((nse.QueryError, TypeError)):
            wrong()
    with pytest.raises(TypeError):
        hash(f.tag)


def test_catalogs() -> None:
    catalog = nse.Catalog(METADATA)
    assert "shoe size" in catalog and "tag" in catalog and "nothing" not in catalog
    field = catalog.field("shoe size")
    assert field is not None and (field.name, field.kind, field.custom) == ('custom."Shoe size"', "number", True)
    assert pickle.loads(pickle.dumps(catalog)).field("shoe size") is not None
    with pytest.raises(nse.QueryError):
        nse.Catalog({"tabs": 3})


def test_requests_and_their_guard() -> None:
    request = nse.compile("tag = vip").to_request(ids=True)
    assert (request.method, request.path) == ("GET", "/api/v1/contacts/ids")
    assert request.url("http://localhost:8080").startswith("http://localhost:8080/api/v1/contacts/ids?query=%7B")
    assert "requests" in request.code()
    with pytest.raises(nse.QueryError):
        nse.compile("tag = vip").to_request(sort="email:desc")
    with pytest.raises(nse.DeletionRefused) as refused:
        nse.guard_deletion("record type = person")
    assert refused.value.code == "E0327"
    with pytest.raises(nse.DeletionRefused) as refused:
        nse.guard_deletion("email is not empty and tag = empty")
    assert refused.value.code == "W0212"
    assert nse.guard_deletion("email is not empty and tag = empty", allow=["W0212"]).method == "DELETE"
    with pytest.raises(nse.DeletionRefused, match="the query alone") as refused:
        nse.guard_deletion({"query": {"tag": {"is": "vip"}}, "page": 2})
    assert refused.value.code == "E0332"
    with pytest.raises(nse.DeletionRefused, match="the query alone"):
        nse.guard_deletion(nse.compile('{"query": {"tag": {"is": "vip"}}}'))


def test_editors_are_answered_in_characters() -> None:
    text = 'name ~ "😀" and last na'
    (first, *_) = nse.complete(text, len(text))
    assert (first.insert, text[first.start : first.end]) == ("last name", "last na")
    about = nse.hover(text, 6)
    assert about is None or about.start <= 6
    roles = [(text[role.start : role.end], role.role) for role in nse.highlight(text)]
    assert roles[0] == ("name", "field")


def test_fix_and_format() -> None:
    assert nse.fix("tag == vip && rating > 3") == "tag = vip and rating > 3"
    assert nse.fix("tag = vip") is None
    assert nse.format("TAG is vip // keep") == "tag = vip // keep"
    assert nse.schema()["$schema"].startswith("https://json-schema.org")
