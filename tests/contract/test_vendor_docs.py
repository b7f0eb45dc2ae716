"""The vendors' pages say what the code says, and their examples run."""

import re
import sys
from pathlib import Path

import pytest

from core.commands.vendor.reference import reference
from core.host import hookspecs
from core.settings import project_folder
from tests.support.processes import run_program

pytestmark = pytest.mark.xdist_group("processes")
DOCS = project_folder() / "docs" / "vendors"
HOOKS = [name for name, member in vars(hookspecs).items() if hasattr(member, "allmenning_spec")]
NOT_FOR_VENDORS = {"lacks"}
_LIVE = """
import asyncio, sys
from pathlib import Path
from core.commands.vendor.alive import live_problems
for problem in asyncio.run(live_problems(Path(sys.argv[1]))):
    print(problem)
"""


def test_reference_is_what_the_docstrings_say() -> None:
    told = "run `allmenning plugin reference`"
    assert (DOCS / "reference.md").read_text() == reference(), told


def test_every_hook_has_an_example() -> None:
    named = re.findall(r"^## (\w+)$", (DOCS / "hooks-by-example.md").read_text(), re.MULTILINE)
    assert set(named) == set(HOOKS) - NOT_FOR_VENDORS


async def test_examples_run_in_a_real_town(tmp_path: Path) -> None:
    folder = tmp_path / "allmenning_waves"
    (folder / "templates" / "waves").mkdir(parents=True)
    (folder / "templates" / "waves" / "count.html").write_text("<p>{{ number(panel.context.n) }}</p>\n")
    blocks = re.findall(r"```python\n(.*?)```", (DOCS / "hooks-by-example.md").read_text(), re.DOTALL)
    (folder / "__init__.py").write_text("\n\n".join(blocks))
    frozen = await run_program(
        sys.executable, "-c", "from core.cli import main; main()", "plugin", "freeze", str(folder)
    )
    assert frozen.code == 0, frozen.err
    ran = await run_program(sys.executable, "-c", _LIVE, str(folder))
    assert (ran.code, ran.out) == (0, ""), ran.err
