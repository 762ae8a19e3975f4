"""Write, check, convert and evaluate searches of Nimble CRM contacts.

>>> import nse_query as nse
>>> query = nse.compile("name ~ Jon and tag = {tag}", tag="vip")
>>> query.to_json()
'{"and":[{"names":{"contain":"Jon"}},{"tag":{"is":"vip"}}]}'
>>> query.explain()
'contacts whose name contains the word “Jon”, tagged “vip”'
>>> nse.Matcher(query).matches({"id": "1", "tags": ["VIP"], "fields": {"first name": [{"value": "Jón"}]}})
True
"""

from nse_query._native import (
    Catalog,
    Completion,
    Contacts,
    Diagnostic,
    Edit,
    Explanation,
    Field,
    FieldInfo,
    Fields,
    Fix,
    Hover,
    Label,
    Mask,
    Matcher,
    MovingDate,
    Parameter,
    Query,
    Request,
    Role,
    Scan,
    Template,
    check,
    compile,
    complete,
    explain_code,
    fix,
    format,
    guard_deletion,
    highlight,
    hover,
    scan,
    schema,
)
from nse_query.errors import ContactError, DeletionRefused, NseError, QueryError

#: The documented fields, to build queries from: ``f.tag == "vip"``. An account's own are those of ``Fields(catalog)``.
f = Fields()

__all__ = [
    "Catalog",
    "Completion",
    "ContactError",
    "Contacts",
    "DeletionRefused",
    "Diagnostic",
    "Edit",
    "Explanation",
    "Field",
    "FieldInfo",
    "Fields",
    "Fix",
    "Hover",
    "Label",
    "Mask",
    "Matcher",
    "MovingDate",
    "NseError",
    "Parameter",
    "Query",
    "QueryError",
    "Request",
    "Role",
    "Scan",
    "Template",
    "check",
    "compile",
    "complete",
    "explain_code",
    "f",
    "fix",
    "format",
    "guard_deletion",
    "highlight",
    "hover",
    "scan",
    "schema",
]
