"""Whatever the log of who took part may hold has words: no card shows a code."""

import ast
from collections.abc import Iterator
from pathlib import Path

from core.access.known import label_of_action
from core.host import House

WRITERS = ("record", "Act")


def _said() -> Iterator[tuple[Path, str]]:
    """Every action that a call of the log's writers names, by itself or by a constant."""
    for file in sorted(Path("plugins").rglob("*.py")):
        tree = ast.parse(file.read_text("utf-8"))
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in WRITERS:
                arguments = [*call.args, *(each.value for each in call.keywords)]
                for each in arguments:
                    if isinstance(each, ast.Constant) and isinstance(each.value, str) and "." in each.value:
                        yield file, each.value


def test_every_deed_of_the_log_has_words(house: House) -> None:
    found = {(str(file), action) for file, action in _said() if label_of_action(action) == action}
    assert len(list(_said())) > 5
    assert found == set()
