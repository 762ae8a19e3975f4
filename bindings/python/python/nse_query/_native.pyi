"""
What Python calls; `nse_query` gives it out.
"""

from _typeshed import SupportsGetItem
from datetime import datetime, tzinfo
from typing import Any, SupportsIndex, final

__all__ = ["Catalog", "Completion", "Contacts", "Diagnostic", "Edit", "Explanation", "Field", "FieldInfo", "Fields", "Fix", "Hover", "Label", "Mask", "Matcher", "MovingDate", "Parameter", "Query", "Request", "Role", "Scan", "Template", "check", "compile", "complete", "explain_code", "fix", "format", "guard_deletion", "highlight", "hover", "scan", "schema"]

@final
class Catalog:
    """
    The fields that queries may name: the documented ones, and those of an account where its metadata is given, as a
    `dict`, a `list` or the JSON that the service returned. Several pieces of metadata may be given.

    >>> catalog = Catalog({"tabs": [{"members": [
    ...     {"type": "field", "name": "Shoe size", "field_type": {"field_kind": "number"}}]}]})
    >>> compile("Shoe size > 42", catalog=catalog)
    Query('custom."Shoe size" > 42')
    """
    def __contains__(self, name: str, /) -> bool: ...
    def __getnewargs__(self, /) -> "tuple[str, ...]": ...
    def __len__(self, /) -> int: ...
    def __new__(cls, /, *metadata: "str | bytes | dict[str, Any] | list[Any]") -> Catalog: ...
    def __repr__(self, /) -> str: ...
    def field(self, /, name: str) -> FieldInfo | None:
        """
        The field that `name` means in filter text, or `None`.

        >>> Catalog().field("last name").operators
        ['is', 'is_not', 'contain', 'not_contain', 'starts_with', 'is_empty', 'in']
        """
    def fields(self, /) -> list[FieldInfo]:
        """
        Every field, in the order of the documentation, the account's own last.
        """
    @property
    def warnings(self, /) -> list[Diagnostic]:
        """
        What looked odd in the metadata.
        """

@final
class Completion:
    """
    Something that may be written at the cursor: replace `text[start:end]` by `insert`.
    """
    def __repr__(self, /) -> str: ...
    @property
    def detail(self, /) -> str:
        """
        About it, in a few words.
        """
    @property
    def end(self, /) -> int:
        """
        The character after the last.
        """
    @property
    def insert(self, /) -> str:
        """
        What it puts there.
        """
    @property
    def kind(self, /) -> str:
        """
        `field`, `operator`, `value` or `keyword`.
        """
    @property
    def label(self, /) -> str:
        """
        What a list shows.
        """
    @property
    def start(self, /) -> int:
        """
        The first character that it replaces.
        """

@final
class Contacts:
    """
    Contacts that were read once and answer any number of queries fast.

    It takes what `Matcher.mask` takes: Arrow data of strings, or a list of `str` or `bytes`, with one contact in each.
    Nulls are left out.

    >>> contacts = Contacts(['{"id": "1", "tags": ["vip"]}', '{"id": "2"}'])
    >>> contacts.find("tag = vip")
    ['1']
    >>> contacts.count("tag != vip")
    1
    """
    def __len__(self, /) -> int: ...
    def __new__(cls, data: "object", /) -> Contacts: ...
    def __repr__(self, /) -> str: ...
    def count(self, query: "str | bytes | dict[str, Any] | Query | Matcher", /) -> int:
        """
        How many it finds.
        """
    def find(self, query: "str | bytes | dict[str, Any] | Query | Matcher", /) -> list[str]:
        """
        The ids of the contacts that `query`, a `Matcher` or what makes one, finds, in the order they came in.
        """

@final
class Diagnostic:
    """
    One mistake or one warning: its code, its place in characters, the reason and what to write instead.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs__(self, /) -> tuple[str, str, str, int, int, int, int, str, list[Label], list[str], list[Fix], str | None]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, code: str, severity: str, message: str, start: SupportsIndex, end: SupportsIndex, line: SupportsIndex, column: SupportsIndex, label: str, related: SupportsGetItem[int, Label], help: SupportsGetItem[int, str], fixes: SupportsGetItem[int, Fix], pointer: str | None = None) -> Diagnostic: ...
    def __repr__(self, /) -> str: ...
    def __str__(self, /) -> str: ...
    @property
    def code(self, /) -> str:
        """
        The stable code, such as `E0203`; `explain_code` says more about it.
        """
    @property
    def column(self, /) -> int:
        """
        The character of the place in its line, counted from 1.
        """
    @property
    def end(self, /) -> int:
        """
        The character after the last one of the place.
        """
    @property
    def fixes(self, /) -> list[Fix]:
        """
        What to write instead, where something is likely.
        """
    @property
    def help(self, /) -> list[str]:
        """
        The documented reason, and what else helps.
        """
    @property
    def label(self, /) -> str:
        """
        A few words at the place.
        """
    @property
    def line(self, /) -> int:
        """
        The line of the place, counted from 1.
        """
    @property
    def message(self, /) -> str:
        """
        What is wrong, in one line.
        """
    @property
    def pointer(self, /) -> str | None:
        """
        The JSON pointer of the place, where the source is JSON.
        """
    @property
    def related(self, /) -> list[Label]:
        """
        Other places that matter.
        """
    @property
    def severity(self, /) -> str:
        """
        `error` or `warning`.
        """
    @property
    def start(self, /) -> int:
        """
        The first character of the place.
        """

@final
class Edit:
    """
    A place and what is put there: replace `source[start:end]` by `text`.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs__(self, /) -> tuple[int, int, str]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, start: SupportsIndex, end: SupportsIndex, text: str) -> Edit: ...
    def __repr__(self, /) -> str: ...
    @property
    def end(self, /) -> int:
        """
        The character after the last one to replace.
        """
    @property
    def start(self, /) -> int:
        """
        The first character to replace.
        """
    @property
    def text(self, /) -> str:
        """
        What to put there.
        """

@final
class Explanation:
    """
    Whether a query, or a part of it, finds a contact, and why. Printed, it is a tree.
    """
    def __bool__(self, /) -> bool: ...
    def __repr__(self, /) -> str: ...
    def __str__(self, /) -> str: ...
    @property
    def clause(self, /) -> str | None:
        """
        The clause, as filter text; `None` for a join.
        """
    @property
    def kind(self, /) -> str:
        """
        `and`, `or`, `not`, `clause` or `saved search`.
        """
    @property
    def matched(self, /) -> bool:
        """
        Whether it finds the contact.
        """
    @property
    def members(self, /) -> list[Explanation]:
        """
        What it is joined of.
        """
    @property
    def name(self, /) -> str | None:
        """
        The name of a saved search, where it is known.
        """
    @property
    def value(self, /) -> str | None:
        """
        The value that decided, where one did.
        """

@final
class Field:
    """
    One field, to be compared.
    """
    def __eq__(self, value: object, /) -> Query: ...
    def __ge__(self, value: object, /) -> Query: ...
    def __gt__(self, value: object, /) -> Query: ...
    def __hash__(self, /) -> int: ...
    def __le__(self, value: object, /) -> Query: ...
    def __lt__(self, value: object, /) -> Query: ...
    def __ne__(self, value: object, /) -> Query: ...
    def __repr__(self, /) -> str: ...
    def between(self, start: "object", end: "object", /) -> Query:
        """
        Lies between two numbers, days or times, both included. Days of any year are written `20 Dec`.

        >>> Fields().birthday.between("20 Dec", "6 Jan")
        Query('birthday in 20 Dec..6 Jan')
        """
    def contains(self, /, words: str) -> Query:
        """
        Has one of these words.
        """
    def in_last(self, /, quantity: SupportsIndex, unit: str) -> Query:
        """
        Lies within so many `second`s, `day`s, `week`s, `month`s or `year`s before now.
        """
    def is_empty(self, /) -> Query:
        """
        Has no value.
        """
    def is_in(self, values: Any, /) -> Query:
        """
        Is one of `values`.
        """
    def is_not_empty(self, /) -> Query:
        """
        Has a value.
        """
    def not_between(self, start: "object", end: "object", /) -> Query:
        """
        Does not lie between them.
        """
    def not_contains(self, /, words: str) -> Query:
        """
        Has none of these words.
        """
    def not_in(self, values: Any, /) -> Query:
        """
        Is none of `values`.
        """
    def not_in_last(self, /, quantity: SupportsIndex, unit: str) -> Query:
        """
        Does not.
        """
    @property
    def operators(self, /) -> list[str]:
        """
        The operators that the field supports, as NSE JSON names them.
        """
    def starts_with(self, /, prefix: str) -> Query:
        """
        Has a word that begins so.
        """

@final
class FieldInfo:
    """
    What is known of a field.
    """
    def __repr__(self, /) -> str: ...
    @property
    def choices(self, /) -> list[tuple[str, str]]:
        """
        The entries of a drop-down by id and label, where the metadata told them.
        """
    @property
    def custom(self, /) -> bool:
        """
        Whether it is one of the account's own.
        """
    @property
    def example(self, /) -> str:
        """
        A clause that shows its use.
        """
    @property
    def json(self, /) -> str:
        """
        As NSE JSON writes it.
        """
    @property
    def kind(self, /) -> str:
        """
        What it holds: `text`, `number`, `datetime`, …
        """
    @property
    def multiple(self, /) -> bool:
        """
        Whether a contact may have several values.
        """
    @property
    def name(self, /) -> str:
        """
        As filter text writes it.
        """
    @property
    def operators(self, /) -> list[str]:
        """
        The operators that it supports, as NSE JSON names them.
        """

@final
class Fields:
    """
    The fields, by attribute or by name: `f.tag`, `f.last_name`, `f["Shoe size"]`. Each takes the comparisons that its
    field supports; a wrong pair raises `QueryError` at once.

    >>> f = Fields()
    >>> (f.tag == "vip") & ~f.email.is_empty() & f.created.in_last(3, "month")
    Query('tag = vip and not email is empty and created in last 3 months')
    >>> f.name == "Jon"
    Traceback (most recent call last):
        ...
    nse_query.errors.QueryError: `name` does not support `=` [E0203]
    """
    def __getattr__(self, name: str, /) -> Field: ...
    def __getitem__(self, name: str, /) -> Field: ...
    def __new__(cls, /, catalog: Catalog | None = None) -> Fields: ...
    def custom(self, /, name: str) -> Field:
        """
        A custom field that no metadata names.
        """

@final
class Fix:
    """
    What to write instead.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs__(self, /) -> tuple[str, bool, list[Edit]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, label: str, certain: bool, edits: SupportsGetItem[int, Edit]) -> Fix: ...
    def __repr__(self, /) -> str: ...
    def apply(self, /, source: str) -> str:
        """
        The source with this fix applied.
        """
    @property
    def certain(self, /) -> bool:
        """
        Whether it is the only one and keeps the evident meaning.
        """
    @property
    def edits(self, /) -> list[Edit]:
        """
        The replacements, in order of place.
        """
    @property
    def label(self, /) -> str:
        """
        What it does, in a few words.
        """

@final
class Hover:
    """
    What stands at a place, in words.
    """
    def __repr__(self, /) -> str: ...
    @property
    def end(self, /) -> int:
        """
        The character after the last.
        """
    @property
    def start(self, /) -> int:
        """
        Its first character.
        """
    @property
    def text(self, /) -> str:
        """
        About it.
        """

@final
class Label:
    """
    Another place that matters, and what is there.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs__(self, /) -> tuple[int, int, str]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, start: SupportsIndex, end: SupportsIndex, text: str) -> Label: ...
    def __repr__(self, /) -> str: ...
    @property
    def end(self, /) -> int:
        """
        The character after the last.
        """
    @property
    def start(self, /) -> int:
        """
        The first character.
        """
    @property
    def text(self, /) -> str:
        """
        What is there.
        """

@final
class Mask:
    """
    Which contacts of a column a query finds: `True`, `False`, or `None` where there is no contact or it cannot be read.

    It is Arrow data for every package that takes it (`pyarrow.array(mask)`, `polars.Series(mask)`), and a sequence.
    """
    def __arrow_c_array__(self, /, requested_schema: "object" = None) -> "tuple[object, object]":
        """
        The Arrow PyCapsule interface.
        """
    def __getitem__(self, index: SupportsIndex, /) -> bool | None: ...
    def __iter__(self, /) -> Any: ...
    def __len__(self, /) -> int: ...
    def __repr__(self, /) -> str: ...
    def count_true(self, /) -> int:
        """
        How many contacts are found.
        """
    def to_list(self, /) -> list[bool | None]:
        """
        The mask as a list of `True`, `False` and `None`.
        """

@final
class Matcher:
    """
    A query ready to be asked about contacts, as the service sends them: a `dict`, or its JSON as `str` or `bytes`.

    What it depends on is fixed when it is made, and travels with it when it is pickled: `now`, an aware `datetime`
    (without one, the computer's clock), the time zone `tz`, the id of the `user` whom `user last contacted` means, the
    service's listing of `saved_searches`, and `token_match`, `any` or `all` of the words of `contain`.

    >>> matcher = Matcher("tag = vip and name ~ jon")
    >>> matcher.matches({"id": "1", "tags": [{"tag": "VIP"}], "fields": {"first name": [{"value": "Jón"}]}})
    True
    """
    def __new__(cls, query: "str | bytes | dict[str, Any] | Query", /, *, now: datetime | None = None, tz: str | tzinfo | None = None, week_start: str = "monday", user: str | None = None, catalog: Catalog | None = None, saved_searches: "str | bytes | dict[str, Any] | None" = None, lenient: bool = False, token_match: str = "any") -> Matcher: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str, dict[str, Any]]]": ...
    def __repr__(self, /) -> str: ...
    def filter_batches(self, batches: "Any", /, column: "int | str | None" = None, *, strict: bool = True) -> "Any":
        """
        The rows of each batch that the query finds: for `mapInArrow` of Spark and whatever else hands out batches. `column`
        is the number or the name of the column of contacts. It needs `pyarrow`.
        """
    def mask(self, data: "object", /, *, strict: bool = True) -> Mask:
        """
        Which rows of `data` the query finds: Arrow data of strings (`pyarrow`, Polars, pandas, DuckDB, …), or a list of
        `str` or `bytes`, with one contact in each. A null stays null.

        A row that cannot be read raises `ContactError` with its number; with `strict=False` it is null. Other threads run
        in the meantime.

        >>> mask = Matcher("tag = vip").mask(['{"id": "1", "tags": ["vip"]}', '{"id": "2"}', None])
        >>> mask.to_list()
        [True, False, None]
        """
    def matches(self, contact: "str | bytes | dict[str, Any]", /) -> bool:
        """
        Whether the query finds this contact. Raises `ContactError` where it cannot be read.
        """
    @property
    def now(self, /) -> datetime:
        """
        The present that it was made with.
        """
    @property
    def query(self, /) -> Query:
        """
        The query.
        """
    def why(self, contact: "str | bytes | dict[str, Any]", /) -> Explanation:
        """
        Why the query finds this contact, or why not, clause by clause; printed, it is a tree.

        >>> print(Matcher("tag = vip or rating > 3").why({"id": "1", "tags": [{"tag": "VIP"}]}))
        ✓ any of:
          ✓ tag = vip  «VIP»
          ✗ rating > 3
        """

@final
class MovingDate:
    """
    What a moving date, such as `this month`, came to.
    """
    def __repr__(self, /) -> str: ...
    @property
    def end(self, /) -> int:
        """
        The character after the last.
        """
    @property
    def first(self, /) -> str:
        """
        The first day, as `YYYY-MM-DD`.
        """
    @property
    def last(self, /) -> str:
        """
        The last day.
        """
    @property
    def start(self, /) -> int:
        """
        The first character of its place.
        """
    @property
    def text(self, /) -> str:
        """
        It, as `format` writes it.
        """

@final
class Parameter:
    """
    A place of a template that takes a value.
    """
    def __repr__(self, /) -> str: ...
    @property
    def end(self, /) -> int:
        """
        The character after the last.
        """
    @property
    def field(self, /) -> str:
        """
        The field that it is compared with.
        """
    @property
    def kind(self, /) -> str:
        """
        What is to be given: `text`, `number`, `datetime`, …
        """
    @property
    def list(self, /) -> bool:
        """
        Whether it takes a list.
        """
    @property
    def name(self, /) -> str:
        """
        The name, without braces.
        """
    @property
    def start(self, /) -> int:
        """
        The first character of its place.
        """

@final
class Query:
    """
    A valid query. `compile` makes one from text or JSON, `nse_query.f` builds one, and `&`, `|` and `~` combine them.

    Two are equal where they mean the same, however they were written.

    >>> query = compile("name ~ Jon and tag = vip")
    >>> query.to_json()
    '{"and":[{"names":{"contain":"Jon"}},{"tag":{"is":"vip"}}]}'
    >>> ~query | compile("rating > 3")
    Query('not (name ~ Jon and tag = vip) or rating > 3')
    """
    def __and__(self, other: object, /) -> Query: ...
    def __bool__(self, /) -> bool: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __invert__(self, /) -> Query: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __or__(self, other: object, /) -> Query: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str, Catalog]]": ...
    def __repr__(self, /) -> str: ...
    def __str__(self, /) -> str: ...
    def diff(self, /, other: Query) -> str:
        """
        In words, what `other` finds that this one does not, and the other way.
        """
    def explain(self, /) -> str:
        """
        What it finds, in plain English.

        >>> compile("record type = person and created in last 3 months").explain()
        'people created in the last 3 months'
        """
    @property
    def fields(self, /) -> list[str]:
        """
        The names of the fields that it asks, each once.
        """
    @property
    def moving_dates(self, /) -> list[MovingDate]:
        """
        What the moving dates of the text came to.
        """
    def outline(self, /) -> str:
        """
        The same clause by clause, one a line.
        """
    def simplify(self, /) -> bool | Query:
        """
        An equal query without what is said twice; `True` where it finds every contact, `False` where it finds none.

        >>> compile("tag = vip and (tag = vip or rating > 3)").simplify()
        Query('tag = vip')
        >>> compile("rating > 3 and rating < 2").simplify()
        False
        """
    def to_dict(self, /) -> "dict[str, Any]":
        """
        NSE JSON as a `dict`.
        """
    def to_json(self, /, *, pretty: bool = False) -> str:
        """
        NSE JSON, as the service takes it.
        """
    def to_request(self, /, *, ids: bool = False, sort: str | None = None, fields: SupportsGetItem[int, str] | None = None, per_page: SupportsIndex | None = None) -> Request:
        """
        The request for the contacts that it finds, or with `ids=True` for their ids.

        >>> request = compile("tag = vip").to_request(sort="created:desc", fields=["first name", "email"], per_page=100)
        >>> request.params["sort"], request.params["per_page"]
        ('created:desc', '100')
        """
    def to_text(self, /, *, width: SupportsIndex | None = None) -> str:
        """
        Filter text; with `width`, on several lines where it is longer.
        """
    @property
    def warnings(self, /) -> list[Diagnostic]:
        """
        What looks odd about the text it was compiled from: warnings, never errors.
        """

@final
class Request:
    """
    A request to the service, as data for any HTTP client:

    >>> request = compile("tag = vip").to_request()
    >>> request.method, request.path, request.params
    ('GET', '/api/v1/contacts', {'query': '{"tag":{"is":"vip"}}'})
    >>> request.url()
    'https://app.nimble.com/api/v1/contacts?query=%7B%22tag%22%3A%7B%22is%22%3A%22vip%22%7D%7D'
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __repr__(self, /) -> str: ...
    def __str__(self, /) -> str: ...
    def code(self, /, client: str = "python", base: str = ...) -> str:
        """
        The request as a program: `curl`, `python` or `javascript`.
        """
    @property
    def method(self, /) -> str:
        """
        `GET` or `DELETE`.
        """
    @property
    def params(self, /) -> dict[str, str]:
        """
        The parameters by name, not encoded: HTTP clients encode them.
        """
    @property
    def path(self, /) -> str:
        """
        The path, without parameters.
        """
    def url(self, /, base: str = ...) -> str:
        """
        The whole URL.
        """

@final
class Role:
    """
    What a token is.
    """
    def __repr__(self, /) -> str: ...
    @property
    def end(self, /) -> int:
        """
        The character after the last.
        """
    @property
    def role(self, /) -> str:
        """
        `field`, `operator`, `string`, `number`, `keyword`, `comment`, …
        """
    @property
    def start(self, /) -> int:
        """
        Its first character.
        """

@final
class Scan:
    """
    The contacts of files that a query finds, one after another, as JSON. It is read as it is asked for, in memory that
    does not grow with the files. It is Arrow data too, of one column `contact`.
    """
    def __arrow_c_stream__(self, /, requested_schema: "object" = None) -> "object":
        """
        The Arrow PyCapsule interface.
        """
    def __iter__(self, /) -> Scan: ...
    def __next__(self, /) -> str: ...
    def __repr__(self, /) -> str: ...
    def count(self, /) -> int:
        """
        How many contacts are still to come.
        """
    def ids(self, /) -> list[str]:
        """
        The ids of the contacts that are still to come.
        """
    @property
    def malformed(self, /) -> int:
        """
        How many of them cannot be read.
        """
    @property
    def matched(self, /) -> int:
        """
        How many of them the query found.
        """
    @property
    def read(self, /) -> int:
        """
        How many contacts were read so far, those that cannot be read included.
        """

@final
class Template:
    """
    A filter text with parameters, such as `{tag}`, checked once and bound to values as often as needed. A value is never
    read as filter text, so that it cannot change what the query asks.

    >>> template = Template("tag = {tag} and email in {emails}")
    >>> print(template.bind(tag="x) or (tag = all", emails=["a@x.com", "b@x.com"]))
    tag = "x) or (tag = all" and email in (a@x.com, b@x.com)
    """
    def __new__(cls, text: str, /, *, catalog: Catalog | None = None, now: datetime | None = None, tz: str | tzinfo | None = None, week_start: str = "monday", lenient: bool = False) -> Template: ...
    def __repr__(self, /) -> str: ...
    def bind(self, params: "dict[str, Any] | None" = None, /, *, now: datetime | None = None, **values: "object") -> Query:
        """
        The query with these values, by keyword or as a `dict`. With `now`, moving dates are those at that time.

        Raises `QueryError` with places in the template's text.
        """
    @property
    def parameters(self, /) -> list[Parameter]:
        """
        The places that take values, in order.
        """
    @property
    def text(self, /) -> str:
        """
        The text.
        """
    @property
    def warnings(self, /) -> list[Diagnostic]:
        """
        What looks odd about the text whatever is given.
        """

def check(source: "str | bytes | dict[str, Any]", /, *, catalog: Catalog | None = None, now: datetime | None = None, tz: str | tzinfo | None = None, week_start: str = "monday", lenient: bool = False) -> list[Diagnostic]:
    """
    Every mistake and warning of a query, in order of place, without raising.

    >>> [(found.code, found.start, found.end) for found in check("name = Jon")]
    [('E0203', 5, 6)]
    """

def compile(source: "str | bytes | dict[str, Any]", /, *, catalog: Catalog | None = None, now: datetime | None = None, tz: str | tzinfo | None = None, week_start: str = "monday", lenient: bool = False, params: "dict[str, Any] | None" = None, **values: "object") -> Query:
    """
    Reads a query: filter text, NSE JSON (`str` or `dict`), or a request that carries one. Keyword arguments of other
    names are the values of the text's parameters; they are never read as filter text. `params` takes them as a `dict`.

    Moving dates such as `today` are those at `now`, an aware `datetime` (without one, the computer's clock), in the time
    zone `tz`.

    Raises `QueryError` with every mistake, its place and its fix.

    >>> compile("tag = {tag} and rating >= {least}", tag="very important", least=3)
    Query('tag = "very important" and rating >= 3')
    >>> compile({"tag": {"is": "vip"}})
    Query('tag = vip')
    """

def complete(text: str, cursor: SupportsIndex, /, *, catalog: Catalog | None = None, tags: SupportsGetItem[int, str] = ..., saved_searches: SupportsGetItem[int, tuple[str, str]] = ...) -> list[Completion]:
    """
    What may be written at `cursor` of `text`, the likeliest first; at most 100. `tags` are offered as values, and
    `saved_searches`, pairs of an id and a name.

    >>> [offer.insert for offer in complete("created in last 3 w", 19)]
    ['weeks']
    """

def explain_code(code: str) -> str:
    """
    What a code, such as `E0203`, is about: its long text, in Markdown.

    >>> explain_code("E0203").splitlines()[0]
    'the field does not support the operator'
    """

def fix(source: str, /, *, catalog: Catalog | None = None, lenient: bool = False) -> str | None:
    """
    The query with every certain fix applied, those that keep the evident meaning; `None` where there is none to apply.

    >>> fix("tag == vip && rating > 3")
    'tag = vip and rating > 3'
    """

def format(text: str, /, *, catalog: Catalog | None = None, width: SupportsIndex = 100) -> str:
    """
    Filter text in its one form, comments kept.

    >>> format("NAME contains Jon AND tag is vip")
    'name ~ Jon and tag = vip'
    """

def guard_deletion(query: "str | bytes | dict[str, Any] | Query", /, *, allow: SupportsGetItem[int, str] = ..., catalog: Catalog | None = None, now: datetime | None = None, tz: str | tzinfo | None = None) -> Request:
    """
    The request that deletes what a query finds, where the query is fit for it. What is deleted is gone for good.

    Raises `DeletionRefused` where the query is bound to find every contact or every contact of a type, rests on a saved
    search, was taken out of more (a `curl` line, a call, JSON around it), or has a warning about what it finds whose code is not in `allow`.

    >>> guard_deletion("tag = archived").method
    'DELETE'
    >>> guard_deletion("tag = archived or tag != archived")
    Traceback (most recent call last):
        ...
    nse_query.errors.DeletionRefused: this deletes every contact
    """

def highlight(text: str, /, *, catalog: Catalog | None = None) -> list[Role]:
    """
    What each token of `text` is, for colours.

    >>> [(role.start, role.end, role.role) for role in highlight("tag = vip")]
    [(0, 3, 'field'), (4, 5, 'operator'), (6, 9, 'string')]
    """

def hover(text: str, at: SupportsIndex, /, *, catalog: Catalog | None = None, now: datetime | None = None, tz: str | tzinfo | None = None, week_start: str = "monday", tags: SupportsGetItem[int, str] = ..., saved_searches: SupportsGetItem[int, tuple[str, str]] = ...) -> Hover | None:
    """
    What stands at the character `at` of `text`, or `None`.

    >>> hover("name ~ Jon and tag = vip", 22).text
    'contacts tagged “vip”'
    """

def scan(files: "object", query: "str | bytes | dict[str, Any] | Query | Matcher", /, *, strict: bool = False) -> Scan:
    """
    The contacts that a query finds in files as the service sends them: pages, lists, or one contact a line; plain, gzip
    or zstd. `files` is a path, a file opened in binary mode, or a list of these; `query` a `Matcher`, or what makes one.

    A record that cannot be read is counted in `malformed`; with `strict=True` it raises `ContactError` with its line.

    >>> import io
    >>> pages = io.BytesIO(b'{"resources": [{"id": "a", "tags": ["vip"]}, {"id": "b"}]} {"id": "c", "tags": ["VIP"]}')
    >>> scan(pages, "tag = vip").ids()
    ['a', 'c']
    """

def schema(*, catalog: Catalog | None = None) -> "dict[str, Any]":
    """
    The JSON Schema of NSE JSON with the fields of `catalog`, such as for a tool that an assistant calls.

    >>> schema()["title"]
    'NSE query'
    """
