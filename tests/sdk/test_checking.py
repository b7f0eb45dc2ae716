"""`allmenning plugin check`: a broken plugin for each rule, and a sentence that says what to do."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from core.sdk.checking import CHECKS, check_folder, check_lodger
from core.sdk.checking.folder import lodger_of
from tests.sdk.broken import Package
from tests.support.processes import allmenning

Break = Callable[[Package], object]
INIT = "__init__.py"
_MISTAKES: dict[str, tuple[Break, str]] = {
    "version_is_three_numbers": (
        lambda p: p.change(INIT, 'version="1.0.0"', 'version="one"'),
        "the version 'one' must be three numbers, such as 1.0.0",
    ),
    "imports_stay_in_the_sdk": (
        lambda p: p.change("tables.py", "from core.sdk.tables", "from core.db.columns"),
        "tables.py, line 1: imports core.db.columns; take it from core.sdk",
    ),
    "hooks_are_shaped_as_agreed": (
        lambda p: p.change(INIT, "@hookimpl\nasync def exports", "async def exports"),
        "exports() is not marked as a hook: write @hookimpl above it, or give it another name",
    ),
    "data_is_whole": (
        lambda p: p.change(INIT, "def forget_person", "def _forget"),
        "it keeps what people did, so it needs the hook forget_person()",
    ),
    "actions_are_used": (
        lambda p: p.change(
            INIT,
            '(Action("notes.view", _("See")),)',
            '(Action("notes.view", _("See")), Action("notes.add", _("See")))',
        ),
        "the action notes.add is declared and never used: name it in a route, or let it go",
    ),
    "settings_begin_with_values": (
        lambda p: p.change("pages.py", "longest: int = 10", "longest: int"),
        "the settings of the method notes need a value for each field to begin with: ",
    ),
    "tables_have_a_history": (
        lambda p: shutil.rmtree(p.folder / "migrations"),
        "it has tables and no migration: `allmenning plugin freeze notes` writes the first one",
    ),
    "templates_stand_in_their_own_folder": (
        lambda p: p.write("templates/layouts/page.html", "<p></p>"),
        "templates/layouts/page.html must stand below templates/notes/",
    ),
    "templates_keep_the_policy": (
        lambda p: p.write("templates/notes/wall.html", "<p>\n<b onclick='x()'>x</b></p>"),
        "templates/notes/wall.html, line 2: inline style or script (onclick=), which browsers block",
    ),
    "texts_are_translated": (
        lambda p: p.change("locale/nn/LC_MESSAGES/notes.po", '"Sjå"', '""'),
        "1 texts are not translated in locale/nn/LC_MESSAGES/notes.po, the first: 'See'",
    ),
    "capabilities_are_declared": (
        lambda p: p.change("pages.py", "import get, page", "import get, notify, page"),
        "pages.py, line 3: uses notify, so `capabilities` must name Capability.MAIL",
    ),
    "doors_are_used": (
        lambda p: p.change("pages.py", "import msgspec", "import smtplib\n\nimport msgspec"),
        "pages.py, line 1: imports smtplib; use the SDK's doors",
    ),
    "it_has_a_readme": (lambda p: (p.folder / "README.md").unlink(), "README.md is missing"),
}
_REFUSED: list[tuple[Break, str]] = [
    (lambda p: p.change(INIT, 'sdk="1"', 'sdk="7"'), "notes: made for SDK 7, this is SDK 1"),
    (
        lambda p: p.change(
            INIT,
            'id="notes", name=_("Notes"), summary=_("Notes"), version',
            'id="My-Notes", name=_("Notes"), summary=_("Notes"), version',
        ),
        "'My-Notes': an id is lower-case",
    ),
    (
        lambda p: p.change(INIT, "def exports", "def export"),
        "no hook is called export(); do you mean exports()?",
    ),
    (
        lambda p: p.change(INIT, "exports(activity)", "exports(activity, mood)"),
        "the hook exports() is not given {'mood'}; it may take: activity",
    ),
    (lambda p: p.change("tables.py", "notes_note", "person"), "the table 'person' must begin with notes_"),
    (
        lambda p: p.change("pages.py", ' action="notes.view",', ""),
        "pages.wall names no action; write action=… in its route",
    ),
    (
        lambda p: p.change("pages.py", "notes.view", "notes.look"),
        "wall names the unknown action 'notes.look'",
    ),
    (
        lambda p: p.change(INIT, '"notes.view"', '"other.view"'),
        "the action 'other.view' must begin with notes.",
    ),
    (
        lambda p: p.write("migrations/0001_initial.py", ""),
        "the migration 0001_initial.py must begin with notes_",
    ),
    (
        lambda p: p.change(
            INIT, "    return Plugin(", '    raise RuntimeError("no luck")\n    return Plugin('
        ),
        "plugin() failed: RuntimeError: no luck",
    ),
    (
        lambda p: p.change(INIT, "    return Plugin(", "    return 7\n    return Plugin("),
        "plugin() must return a Plugin",
    ),
    (lambda p: p.change(INIT, "def plugin", "def _plugin"), "has no plugin() hook"),
    (
        lambda p: p.change("pages.py", "import msgspec", "import nowhere_at_all"),
        "ModuleNotFoundError: No module named 'nowhere_at_all' (pages.py, line 1)",
    ),
    (lambda p: p.change("pages.py", "async def wall(", "async def wall(("), "pages.py, line "),
    (lambda p: p.write("templates/notes/wall.html", "<p>\n{% if %}"), "templates/notes/wall.html, line 2: "),
    (lambda p: p.write("later.py", "def ("), "later.py, line 1: "),
    (lambda p: (p.folder / INIT).unlink(), "is not a package: it has no __init__.py"),
    (lambda p: shutil.rmtree(p.folder), "is not a folder: name the folder of the plugin's package"),
]


@pytest.fixture
def package(tmp_path: Path) -> Package:
    return Package(tmp_path)


def test_sound_plugin_passes(package: Package) -> None:
    assert check_folder(package.folder) == []


@pytest.mark.parametrize("rule", [check.__name__ for check in CHECKS])
def test_rule_that_is_broken_is_said_alone(rule: str, package: Package) -> None:
    mistake, sentence = _MISTAKES[rule]
    mistake(package)
    said = check_folder(package.folder)
    assert len(said) == 1, said
    assert said[0].startswith(sentence)


@pytest.mark.parametrize(("mistake", "sentence"), _REFUSED, ids=[sentence[:40] for _, sentence in _REFUSED])
def test_plugin_that_could_not_start_is_refused_with_the_reason(
    mistake: Break, sentence: str, package: Package
) -> None:
    mistake(package)
    said = check_folder(package.folder)
    assert len(said) == 1, said
    assert sentence in said[0]


def test_hook_that_may_not_query_must_be_plain(package: Package) -> None:
    hook = '\n\n@hookimpl\nasync def links(place):\n    """In the menu."""\n    return []\n'
    package.write(INIT, (package.folder / INIT).read_text() + hook)
    assert check_lodger(lodger_of(package.folder)) == [
        "links() must be a plain function (def): it is asked where no query may run"
    ]


def test_project_folder_leads_to_the_package(package: Package, tmp_path: Path) -> None:
    assert check_folder(tmp_path) == [
        f"{tmp_path.name} is not a package: it has no __init__.py; do you mean {package.name}?"
    ]


async def test_command_says_each_mistake_on_a_line_and_fails(package: Package) -> None:
    package.change(INIT, 'version="1.0.0"', 'version="one"')
    (package.folder / "README.md").unlink()
    said = await allmenning("plugin", "check", str(package.folder))
    assert (said.code, said.out) == (1, "")
    assert [line[:20] for line in said.err.splitlines()] == ["✗ the version 'one' ", "✗ README.md is missi"]
