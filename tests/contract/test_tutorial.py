"""The tutorial and the plugin that was made by following it say the same."""

import re

import pytest

from core.settings import project_folder

TUTORIAL = project_folder() / "docs" / "vendors" / "from-an-empty-folder.md"
WALK = project_folder() / "tests" / "vendor"
BLOCKS = re.findall(r"```python\n# (\w+\.py)( 1\.1)?\n(.*?)```", TUTORIAL.read_text(), re.DOTALL)


@pytest.mark.parametrize(("file", "later", "code"), BLOCKS, ids=[f"{b[0]}{n}" for n, b in enumerate(BLOCKS)])
def test_code_of_the_tutorial_stands_in_the_walk(file: str, later: str, code: str) -> None:
    source = WALK / "allmenning-walk" / "src" / "allmenning_walk" / file
    text = (WALK / "walk-1.1.patch").read_text() if later else source.read_text()
    stands = {line.lstrip("+").strip() for line in text.splitlines()}
    assert [line for line in code.splitlines() if line.strip() and line.strip() not in stands] == []


def test_tutorial_shows_code() -> None:
    assert len(BLOCKS) > 6
    commands = set(re.findall(r"allmenning plugin (\w+)", TUTORIAL.read_text()))
    assert commands >= {"new", "check", "dev", "texts", "freeze", "migration", "list"}
