"""Packages that should not be in the house: each is named plainly, and the house starts without it."""

import re
import sys
from pathlib import Path

import pytest

from core.app import JOBS, PAGES
from core.host import hookspecs
from core.host.moving_in import everyone_installed
from core.http import routes_of
from tests.support.packages import install_package
from tests.support.processes import allmenning

HEAD = "from core.sdk import Action, Access, Answer, Method, NoSettings, Plugin, Visit, Place, _, get, hookimpl, job, page\n"
PLUGIN = """
@get("{path}", action="site.view"{more})
async def show(visit): return page("home.html")
@hookimpl
def plugin():
    return Plugin(id="{id}", name=_("Bad"), summary=_("Bad"), version="1.0.0", sdk="{sdk}", routes=(show,))
"""


def declared(*, name: str = "bad", sdk: str = "1", path: str = "/bad", more: str = "") -> str:
    return HEAD + PLUGIN.format(id=name, sdk=sdk, path=path, more=more)


BROKEN = [
    ("import nowhere_to_be_found\n", r"cannot be imported: ModuleNotFoundError.*__init__\.py, line 1"),
    ("def plugin(:\n", r"cannot be imported: __init__\.py, line 1: invalid syntax"),
    ("raise SystemExit('gone')\n", r"cannot be imported: SystemExit: gone"),
    ("value = 1\n", r"has no plugin\(\) hook"),
    (HEAD + "@hookimpl\ndef plugin():\n    return 1 / 0\n", r"plugin\(\) failed: ZeroDivisionError.*line 4"),
    (declared(sdk="7"), r"made for SDK 7, this is SDK 1"),
    (declared(name="ideas"), r"the id 'ideas' is ideas's already"),
    (declared(path="/account"), r"GET /account' is the host's already"),
    (declared(path="/projects"), r"GET /projects' is the host's already"),
    (
        declared() + "\n@hookimpl\ndef export(activity): ...\n",
        r"no hook is called export\(\); do you mean exports",
    ),
]


@pytest.mark.parametrize(("source", "why"), BROKEN, ids=[why[:30] for _, why in BROKEN])
def test_broken_plugin_is_named_and_the_others_move_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, why: str
) -> None:
    install_package(tmp_path, "bad", source)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "allmenning_bad", raising=False)
    lodgers, away, _manager = everyone_installed(hookspecs, routes_of(*PAGES), JOBS)
    sys.modules.pop("allmenning_bad", None)
    assert "ideas" in [lodger.plugin.id for lodger in lodgers]
    assert [(each.name, each.package) for each in away] == [("bad", "allmenning-bad 1.0.0")]
    assert re.search(why, away[0].why), away[0].why


def test_second_plugin_with_a_taken_address_is_turned_away_with_both_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install_package(tmp_path, "aaa", declared(name="aaa", path="/notes/{note:int}"))
    install_package(tmp_path, "bbb", declared(name="bbb", path="/notes/{other:int}"))
    monkeypatch.syspath_prepend(tmp_path)
    _lodgers, away, _manager = everyone_installed(hookspecs, routes_of(*PAGES), JOBS)
    assert [(each.name, each.why) for each in away] == [
        ("bbb", "bbb: the route of a place 'GET /notes/{}' is aaa's already")
    ]


async def test_house_starts_and_commands_work_with_a_broken_package(tmp_path: Path) -> None:
    install_package(tmp_path, "bad", "import nowhere\n")
    install_package(tmp_path, "worse", "import nowhere\n", group="allmenning.commands")
    said = await allmenning("plugin", "list", PYTHONPATH=str(tmp_path))
    assert said.code == 0, said.err
    assert re.search(r"^ideas +", said.out, re.MULTILINE)
    assert "✗ bad (allmenning-bad 1.0.0) is installed and does not run: allmenning_bad cannot be" in said.err
    assert "The command 'worse' is left out" in said.err
