"""Rules about a plugin's files: templates, catalogues, migrations, README."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import jinja2

from core.host.house import Lodger
from core.i18n.extract import messages_in, translated_in

INTERFACE_LANGUAGES = ("nb", "nn")
_INLINE = re.compile(r"\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|<style", re.IGNORECASE)


def files_can_be_read(lodger: Lodger) -> Iterator[str]:
    """Code and templates without a mistake of syntax."""
    for file in sources(lodger):
        try:
            ast.parse(file.read_text())
        except SyntaxError as error:
            yield f"{short(lodger, file)}, line {error.lineno}: {error.msg}"
    reader = jinja2.Environment(extensions=["jinja2.ext.do"])  # noqa: S701 - it renders nothing
    for file in _templates(lodger):
        try:
            reader.parse(file.read_text())
        except jinja2.TemplateSyntaxError as error:
            yield f"{short(lodger, file)}, line {error.lineno}: {error.message}"


def tables_have_a_history(lodger: Lodger) -> Iterator[str]:
    """The first migration is where the tables of those who have the plugin already begin."""
    if lodger.plugin.tables and not lodger.app.names():
        yield (
            f"it has tables and no migration: `allmenning plugin freeze {lodger.plugin.id}` writes the first "
            "one, before the first release"
        )


def templates_keep_the_policy(lodger: Lodger) -> Iterator[str]:
    """No inline style or script: the content security policy would block it."""
    for file in _templates(lodger):
        for number, line in enumerate(file.read_text().splitlines(), start=1):
            if found := _INLINE.search(line):
                what = found[0].strip()
                yield (
                    f"{short(lodger, file)}, line {number}: inline style or script ({what}), which browsers "
                    "block; put it into a file below static/"
                )


def templates_stand_in_their_own_folder(lodger: Lodger) -> Iterator[str]:
    """`templates/<id>/…`, so that no plugin covers another's template or the host's."""
    folder = lodger.folder / "templates"
    for file in _templates(lodger):
        if file.relative_to(folder).parts[0] != lodger.plugin.id:
            yield f"{short(lodger, file)} must stand below templates/{lodger.plugin.id}/"


def texts_are_translated(lodger: Lodger) -> Iterator[str]:
    """Every message in the code and the templates stands in the catalogues, finished."""
    inner = [
        each.parent for each in lodger.folder.glob("*/**/locale")
    ]  # a plugin in this one's folder has its own
    wanted = set(messages_in(lodger.folder, without=inner))
    for language in INTERFACE_LANGUAGES:
        files = lodger.folder.glob(f"locale/{language}/LC_MESSAGES/*.po")
        missing = sorted(wanted.difference(*map(translated_in, files)))
        if missing:
            where = f"locale/{language}/LC_MESSAGES/{lodger.plugin.id}.po"
            yield f"{len(missing)} texts are not translated in {where}, the first: {missing[0]!r}"


def it_has_a_readme(lodger: Lodger) -> Iterator[str]:
    """Half a page: what it is, where to begin reading."""
    if not any((folder / "README.md").is_file() for folder in (lodger.folder, *lodger.folder.parents[:2])):
        yield "README.md is missing: say in half a page what the plugin is and where to begin reading"


def sources(lodger: Lodger) -> list[Path]:
    """The plugin's own code, without its tests."""
    return [
        file
        for file in sorted(lodger.folder.rglob("*.py"))
        if "tests" not in file.relative_to(lodger.folder).parts
    ]


def short(lodger: Lodger, file: Path) -> str:
    """The file as somebody who stands in the plugin's folder calls it."""
    return str(file.relative_to(lodger.folder))


def _templates(lodger: Lodger) -> list[Path]:
    return sorted((lodger.folder / "templates").rglob("*.html"))
