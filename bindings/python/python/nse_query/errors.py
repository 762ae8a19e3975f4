"""The exceptions that nse_query raises. Each is made from one string, as some packages make them again."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from nse_query._native import Diagnostic


class NseError(ValueError):
    """What all exceptions of this package are."""


class QueryError(NseError):
    """A query, or a part of one, that is not valid. Its text is the report that people read."""

    def __init__(self, report: str, source: str = "", diagnostics: Sequence[Diagnostic] = ()) -> None:
        super().__init__(report)
        #: What was read.
        self.source = source
        #: Every mistake and warning, in order of place.
        self.diagnostics = tuple(diagnostics)

    def __reduce__(self) -> tuple[Callable[..., QueryError], tuple[str, str, tuple[Diagnostic, ...]]]:
        return type(self), (str(self), self.source, self.diagnostics)

    def _repr_html_(self) -> str:
        """For notebooks: the source with its mistakes underlined, and each with what to write instead."""
        if not self.diagnostics:
            return f"<pre>{html.escape(str(self))}</pre>"
        return _marked(self.source, self.diagnostics) + "".join(map(_item, self.diagnostics))


def _marked(source: str, diagnostics: Sequence[Diagnostic]) -> str:
    """The source with each place underlined, that of an error in red."""
    marked, at = [], 0
    for found in sorted(diagnostics, key=lambda found: (found.start, found.end)):
        start, end = max(found.start, at), max(found.end, at)
        color = "#c00" if found.severity == "error" else "#b80"
        marked.append(html.escape(source[at:start]))
        marked.append(
            f'<span style="text-decoration: underline wavy {color}" title="{html.escape(found.message)}">'
            f"{html.escape(source[start:end]) or '&nbsp;'}</span>"
        )
        at = end
    return f"<pre>{''.join(marked)}{html.escape(source[at:])}</pre>"


def _item(found: Diagnostic) -> str:
    said = f"<b>{found.severity} {found.code}</b> {html.escape(found.message)}"
    label = f": {html.escape(found.label)}" if found.label else ""
    more = [html.escape(text) for text in (*found.help, *(f"fix: {fix.label}" for fix in found.fixes))]
    return f"<div>{said}{label}<ul>{''.join(f'<li>{text}</li>' for text in more)}</ul></div>"


class ContactError(NseError):
    """A contact that cannot be read."""

    def __init__(self, message: str, code: str = "", row: int | None = None) -> None:
        super().__init__(message)
        #: The stable code, such as ``E0408``.
        self.code = code
        #: Its row in a column, counted from 0, or its line in a file, counted from 1; ``None`` for a contact alone.
        self.row = row

    def __reduce__(self) -> tuple[Callable[..., ContactError], tuple[str, str, int | None]]:
        return type(self), (str(self), self.code, self.row)


class DeletionRefused(NseError):
    """A query that is not fit to delete what it finds."""

    def __init__(self, message: str, code: str = "") -> None:
        super().__init__(message)
        #: The code of the reason, such as ``E0326``, or of the warning that nobody read.
        self.code = code

    def __reduce__(self) -> tuple[Callable[..., DeletionRefused], tuple[str, str]]:
        return type(self), (str(self), self.code)
