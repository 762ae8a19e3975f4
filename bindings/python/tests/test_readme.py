"""Every Python block of the pages is run as it stands."""

import doctest
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
#: test_spark.py runs the page on Spark.
SPARK = "from-a-laptop-to-a-cluster.md"
PAGES = [ROOT / "README.md", *(page for page in sorted((ROOT / "docs").glob("*.md")) if page.name != SPARK)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_blocks(page: Path) -> None:
    blocks = re.findall(r"^```python\n(.*?)^```", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    assert blocks
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    names: dict[str, object] = {}
    for number, block in enumerate(blocks):
        if block.lstrip().startswith(">>>"):
            test = doctest.DocTestParser().get_doctest(block, names, f"{page.name} block {number}", str(page), 0)
            runner.run(test, clear_globs=False)
            names = test.globs
        else:
            exec(compile(block, f"{page.name} block {number}", "exec"), names)
    assert runner.failures == 0
