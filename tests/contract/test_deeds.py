"""What a plugin notes on the record has words there."""

import ast
from pathlib import Path

from core.host import House
from core.staff.audit_words import WORDS


def _noted(folder: Path) -> set[str]:
    """Names that stand as they are in calls of `note`; those that are put together are the plugin's own to test."""
    found = set()
    for file in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "note":
                found |= {
                    word.value.value
                    for word in node.keywords
                    if word.arg == "action"
                    and isinstance(word.value, ast.Constant)
                    and isinstance(word.value.value, str)
                }
    return found


def test_every_deed_that_a_plugin_notes_has_words(house: House) -> None:
    missing = {}
    said = set(WORDS).union(
        *(lodger.plugin.deeds for lodger in house.lodgers.values())
    )  # a plugin may lie within another
    for lodger in house.lodgers.values():
        assert all(name.startswith(f"{lodger.plugin.id}.") for name in lodger.plugin.deeds), lodger.plugin.id
        folder = Path(str(lodger.module.__file__)).parent
        if lost := _noted(folder) - said:
            missing[lodger.plugin.id] = lost
    assert missing == {}
