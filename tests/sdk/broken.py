"""A plugin that is sound, written into a folder, for tests that break it in one place."""

import secrets
from pathlib import Path

_DECLARATION = '''"""A plugin for one test."""

from core.sdk import Action, Method, Plugin, _, hookimpl
from {package} import pages
from {package}.tables import Note


@hookimpl
def plugin() -> Plugin:
    """What it is."""
    return Plugin(
        id="notes", name=_("Notes"), summary=_("Notes"), version="1.0.0", sdk="1", tables=(Note,), routes=(pages,),
        methods=(
            Method(
                id="notes", name=_("Notes"), summary=_("Notes"), icon="file", page=pages.wall,
                settings=pages.Settings, actions=(Action("notes.view", _("See")),), contributes=("note",),
            ),
        ),
    )


@hookimpl
async def exports(activity):
    """All of them."""
    return []


@hookimpl
async def personal_data(person_id):
    """Nothing more."""
    return []


@hookimpl
async def forget_person(person_id):
    """Nothing more."""
'''
_PAGES = """import msgspec

from core.sdk import get, page


class Settings(msgspec.Struct):
    longest: int = 10


@get("/", action="notes.view", at="activity")
async def wall(visit, place):
    return page("notes/wall.html")
"""
_TABLES = """from core.sdk.tables import BigSerial, Table


class Note(Table, tablename="notes_note"):
    id = BigSerial(primary_key=True)
"""
_CATALOGUE = """msgid ""
msgstr "Content-Type: text/plain; charset=utf-8"

msgid "Notes"
msgstr "Notat"

msgid "See"
msgstr "Sjå"
"""


class Package:
    """The folder of a plugin that nothing is wrong with, until `change` or `write` is called."""

    def __init__(self, parent: Path) -> None:
        self.name = f"notes_{secrets.token_hex(4)}"  # imported once for each test
        self.folder = parent / self.name
        self.write("__init__.py", _DECLARATION.replace("{package}", self.name))
        self.write("pages.py", _PAGES)
        self.write("tables.py", _TABLES)
        self.write("README.md", "# Notes\n")
        self.write("templates/notes/wall.html", '<p>{{ _("Notes") }}</p>\n')
        self.write("migrations/notes_0001_initial.py", "")
        for language in ("nb", "nn"):
            self.write(f"locale/{language}/LC_MESSAGES/notes.po", _CATALOGUE)

    def write(self, name: str, text: str) -> None:
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def change(self, name: str, old: str, new: str) -> None:
        text = (self.folder / name).read_text()
        assert old in text
        self.write(name, text.replace(old, new))
