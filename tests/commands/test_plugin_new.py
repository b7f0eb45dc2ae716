"""`allmenning plugin new`, and what its author runs next in that folder: no repository at hand, one town on and one off."""

import re
import sys
from pathlib import Path

import pytest

from core.commands.vendor.filling import NotMade, make, names_of
from core.commands.vendor.folders import package_in
from core.sdk.checking import check_folder
from tests.support.processes import allmenning, run_program

pytestmark = pytest.mark.xdist_group("processes")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A distribution as it is in its first minute."""
    names = names_of("wish-tree", title="Wish tree", nb="Ønsketre", nn="Ønsketre")
    return make(names, tmp_path_factory.mktemp("made"))


def test_new_plugin_is_whole(made: Path) -> None:
    assert made.name == "allmenning-wish-tree"
    package = package_in(made)
    assert package.name == "allmenning_wish_tree"
    assert (package / "migrations" / "wish_tree_0001_initial.py").is_file()
    assert 'msgstr "Ønsketre"' in (package / "locale/nb/LC_MESSAGES/wish_tree.po").read_text()
    assert "Apache License" in (made / "LICENSE").read_text()
    assert (made / ".github/workflows/check.yml").is_file()
    assert [file for file in made.rglob("*") if "__id__" in str(file) or file.suffix == ".in"] == []


@pytest.mark.parametrize("word", ["Wish", "2wish", "wish tree", "../wish", "wish-", "x" * 31, ""])
def test_name_that_no_plugin_may_have_is_refused(tmp_path: Path, word: str) -> None:
    with pytest.raises(NotMade, match="a name is lower-case letters"):
        make(names_of(word), tmp_path)


def test_title_that_would_break_out_of_its_quotation_marks_is_refused() -> None:
    with pytest.raises(NotMade, match="without quotation marks"):
        names_of("wish", title='"), __import__("os").abort(), ("')


def test_nothing_is_written_over(made: Path) -> None:
    with pytest.raises(NotMade, match="is there already"):
        make(names_of("wish-tree"), made.parent)


def test_new_plugin_keeps_the_rules_and_style_of_the_house(made: Path) -> None:
    assert check_folder(package_in(made)) == []


async def test_its_own_tests_pass_with_the_bench_that_pytest_finds(made: Path) -> None:
    ran = await run_program(sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-q", cwd=str(made))
    assert ran.code == 0, ran.out + ran.err
    assert "13 passed" in ran.out


async def test_check_runs_it_in_two_towns(made: Path) -> None:
    checked = await allmenning("plugin", "check", str(made))
    assert (checked.code, checked.err) == (0, "")
    assert "keeps the rules" in checked.out


async def test_check_names_file_and_line_of_what_is_wrong(made: Path) -> None:
    """Each is a mistake that somebody makes: seen without a database first, and then at work."""
    pages = package_in(made) / "pages.py"
    tables = package_in(made) / "tables.py"
    whole = pages.read_text(), tables.read_text()
    try:
        pages.write_text(whole[0] + "\nfrom core.db import rows\n")
        seen = await allmenning("plugin", "check", "--quick", str(made))
        assert seen.code == 1
        assert re.search(r"pages\.py, line \d+: imports core\.db; take it from core\.sdk", seen.err)
        pages.write_text(whole[0].replace("if note is None or", "if 1 / 0 or"))
        tables.write_text(whole[1].replace("tone = Varchar(length=10)", "tone = Varchar(length=20)"))
        seen = await allmenning("plugin", "check", str(made))
        assert seen.code == 1
        failed = (
            r"GET /\{note_id:int\} \(pages\.py, line \d+\) failed: ZeroDivisionError: .* \(pages\.py, line"
        )
        assert re.search(failed, seen.err)
        assert 'wish_tree_note.tone: migrations make it "character varying(10)' in seen.err
    finally:
        pages.write_text(whole[0])
        tables.write_text(whole[1])
