"""Every example of a docstring is run, and whatever makes or answers something has one."""

import doctest
import importlib
import inspect

import nse_query
import pytest
from nse_query import _native

MODULES = ["nse_query", "nse_query._native", "nse_query.daft", "nse_query.duckdb", "nse_query.pandas", "nse_query.polars"]


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str) -> None:
    module = importlib.import_module(name)
    finder, runner = doctest.DocTestFinder(exclude_empty=True), doctest.DocTestRunner()
    names = {public: getattr(nse_query, public) for public in nse_query.__all__} | {"nse_query": nse_query}
    tests = finder.find(module, name, globs=names)
    # The classes and functions of the extension are not found as those of a module of Python are.
    for value in vars(module).values() if module is _native else ():
        if inspect.isclass(value) or inspect.isroutine(value):
            for part in (value, *(vars(value).values() if inspect.isclass(value) else ())):
                text, title = getattr(part, "__doc__", None) or "", f"{value.__name__}: {part}"
                tests.append(doctest.DocTestParser().get_doctest(text, dict(names), title, name, 0))
    for test in tests:
        runner.run(test)
    assert runner.tries > 0 and runner.failures == 0


@pytest.mark.parametrize("name", [name for name in nse_query.__all__ if inspect.isbuiltin(getattr(nse_query, name))])
def test_functions_have_examples(name: str) -> None:
    assert ">>>" in (getattr(nse_query, name).__doc__ or "")


def test_everything_public_is_documented() -> None:
    for name in nse_query.__all__:
        value = getattr(_native, name, None)
        assert value is None or value.__doc__, name
