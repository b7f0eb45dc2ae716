"""`allmenning plugin dev`: the plugin is found as if it were installed, and what was changed is noticed."""

import os
import sys
import time
from pathlib import Path

import pytest

from core.commands.vendor import dev
from core.commands.vendor.filling import make, names_of
from core.commands.vendor.folders import package_in
from core.host.house import Lodger
from core.sdk.checking.folder import lodger_of
from tests.support.processes import run_program

pytestmark = pytest.mark.xdist_group("processes")


@pytest.fixture
def lodger(tmp_path: Path) -> Lodger:
    return lodger_of(package_in(make(names_of(f"dev-{tmp_path.name[-1]}"), tmp_path)))


async def test_plugin_is_found_without_being_installed(lodger: Lodger) -> None:
    with dev._announced(lodger) as path:
        command = (sys.executable, "-c", "from core.cli import main; main()", "plugin", "list")
        listed = await run_program(*command, PYTHONPATH=path)
    assert f"{lodger.plugin.id} " in listed.out, listed.err
    assert not os.path.exists(path.split(os.pathsep)[1])  # noqa: ASYNC240, PTH110


def test_change_of_code_begins_again_and_ends_what_ran(
    lodger: Lodger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "_PROGRAM", (sys.executable, "-c", "import time; time.sleep(60)"))
    monkeypatch.setattr(dev, "_LOOKS_EVERY", 0.1)
    moments = iter([{}, {}, {Path("pages.py"): 1.0}])
    monkeypatch.setattr(dev, "_moments", lambda _folder: next(moments))
    began = time.monotonic()
    assert dev._run_until_changed(lodger, (), dict(os.environ))
    assert time.monotonic() - began < 10


def test_program_that_ends_by_itself_ends_the_command(
    lodger: Lodger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "_PROGRAM", (sys.executable, "-c", "pass"))
    monkeypatch.setattr(dev, "_LOOKS_EVERY", 0.1)
    assert not dev._run_until_changed(lodger, (), dict(os.environ))
