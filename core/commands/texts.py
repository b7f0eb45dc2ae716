"""`allmenning texts`: the catalogues of nb and nn, brought up to date with the code. For those who write code or translate."""

from collections.abc import Iterator
from pathlib import Path

import typer

from core.app import build
from core.host import house
from core.i18n.extract import Messages, messages_in, update_catalogue
from core.settings import project_folder

LANGUAGES = ("nb", "nn")


def texts() -> None:
    """Add new texts to every catalogue, drop those no longer used, and say how many wait for a translation."""
    build()
    for name, folder, messages in packages():
        counts = [
            f"{language} {update_catalogue(catalogue(folder, language, name), messages, language)}"
            for language in LANGUAGES
        ]
        typer.echo(f"{name:16} {len(messages):5} texts, to translate: {', '.join(counts)}")


def packages() -> Iterator[tuple[str, Path, Messages]]:
    """Core with the frontend's templates, and each plugin; one that stands in another's folder has a catalogue of its own."""
    core, frontend = project_folder() / "core", project_folder() / "frontend"
    yield "core", core, messages_in(core, frontend / "templates")
    folders = [lodger.folder for lodger in house().lodgers.values()]
    for lodger in house().lodgers.values():
        inner = [each for each in folders if lodger.folder in each.parents]
        yield lodger.plugin.id, lodger.folder, messages_in(lodger.folder, without=inner)


def catalogue(folder: Path, language: str, name: str) -> Path:
    """Where a package keeps the translations into one language."""
    return folder / "locale" / language / "LC_MESSAGES" / f"{name}.po"
