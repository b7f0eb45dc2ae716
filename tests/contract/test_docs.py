"""The pages for operators and vendors say what the code says."""

import dataclasses
import inspect
import re
from pathlib import Path

import msgspec
import pytest

import core.sdk
from core.host import hookspecs
from core.settings import Settings, project_folder

DOCS = project_folder() / "docs"
HOOKS = [name for name, member in vars(hookspecs).items() if hasattr(member, "allmenning_spec")]
SHAPES = [
    c for c in vars(hookspecs).values() if dataclasses.is_dataclass(c) and c.__module__ == hookspecs.__name__
]
_LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#]+)")


def test_every_setting_stands_in_the_operators_table_with_its_default() -> None:
    table = re.findall(r"^\| `([A-Z_]+)` \|.*\| (.+) \|$", _text("operators/settings.md"), re.MULTILINE)
    expected = {
        field.name.upper(): f"`{_said(field.default)}`" if field.default != "" else "–"
        for field in msgspec.structs.fields(Settings)
    }
    assert dict(table) == expected
    assert len(table) == len(expected)


@pytest.mark.parametrize("name", HOOKS)
def test_every_hook_stands_in_the_vendors_page_with_its_arguments(name: str) -> None:
    arguments = ", ".join(inspect.signature(getattr(hookspecs, name)).parameters)
    assert f"## `{name}({arguments})`" in _text("vendors/hooks.md")


def test_vendors_page_names_no_other_hook() -> None:
    assert re.findall(r"^## `(\w+)\(", _text("vendors/hooks.md"), re.MULTILINE) == HOOKS


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_every_shape_stands_there_with_its_fields(shape: type) -> None:
    line = next(
        line for line in _text("vendors/hooks.md").splitlines() if line.startswith(f"| `{shape.__name__}` |")
    )
    named = re.findall(r"`(\w+)(?:=[^`]*)?`", line.split(" | ", 1)[1].split(". ")[0])
    assert named == [field.name for field in dataclasses.fields(shape)]


def test_every_name_of_the_sdk_stands_in_its_page() -> None:
    written = set(re.findall(r"`(\w+)(?:\([^`]*)?`", _text("vendors/sdk.md")))
    assert sorted(set(core.sdk.__all__) - written) == []


def test_decisions_are_numbered_and_listed() -> None:
    files = sorted(file.name for file in (DOCS / "decisions").glob("0*.md"))
    assert [name[:4] for name in files] == [f"{n:04}" for n in range(1, len(files) + 1)]
    listed = _text("decisions/README.md")
    assert [name for name in files if f"({name})" not in listed] == []


@pytest.mark.parametrize("page", sorted(DOCS.rglob("*.md")), ids=lambda page: str(page.relative_to(DOCS)))
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    assert [link for link in _LINK.findall(page.read_text()) if not (page.parent / link).exists()] == []


def test_every_room_says_what_lives_there() -> None:
    rooms = [
        file.parent
        for top in ("core", "plugins", "tenants", "examples")
        for file in (project_folder() / top).glob("*/__init__.py")
    ]
    tops = [
        project_folder() / top
        for top in ("academy", "core", "plugins", "tenants", "frontend", "tests", "examples", "docs")
    ]
    assert [str(room) for room in (*rooms, *tops) if not (room / "README.md").is_file()] == []


def _text(name: str) -> str:
    return (DOCS / name).read_text()


def _said(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
