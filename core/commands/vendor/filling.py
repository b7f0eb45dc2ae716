"""`allmenning plugin new`: the skeleton, filled in with a name; a distribution that is whole and tested from its first minute."""

import re
from dataclasses import dataclass
from pathlib import Path

from core.commands.vendor.folders import package_in
from core.db.freeze import freeze
from core.sdk.checking.folder import lodger_of

SKELETON = Path(__file__).parent / "skeleton"
_NAME = re.compile(r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*\Z")
_LONGEST = 30


class NotMade(ValueError):
    """The plugin was not made; the message says what to do instead."""


@dataclass(frozen=True, kw_only=True)
class Names:
    """All that a plugin is called, from the one word its author chose and what people will read."""

    word: str
    title: str
    title_nb: str
    title_nn: str

    @property
    def values(self) -> dict[str, str]:
        plugin_id = self.word.replace("-", "_")
        return {
            "__id__": plugin_id,
            "__package__": f"allmenning_{plugin_id}",
            "__dist__": f"allmenning-{self.word.replace('_', '-')}",
            "__Class__": "".join(part.capitalize() for part in plugin_id.split("_")),
            "__Title__": self.title,
            "__Titlenb__": self.title_nb,
            "__Titlenn__": self.title_nn,
        }


def names_of(word: str, *, title: str = "", nb: str = "", nn: str = "") -> Names:
    """Raises NotMade where the word is none that a plugin may have."""
    if not _NAME.match(word) or len(word) > _LONGEST:
        raise NotMade(
            f"{word!r}: a name is lower-case letters, digits and hyphens, such as neighbourhood-walk"
        )
    said = title or word.replace("-", " ").replace("_", " ").capitalize()
    for text in (said, nb, nn):
        if set(text) & set('"\\\n'):
            raise NotMade(f"{text!r}: a title is one line without quotation marks")
    return Names(word=word, title=said, title_nb=nb or said, title_nn=nn or nb or said)


def make(names: Names, into: Path) -> Path:
    """Write the distribution into a folder of its own below `into`, with its first migration frozen. Raises NotMade."""
    values = names.values
    folder = into / values["__dist__"]
    if folder.exists():
        raise NotMade(f"{folder} is there already: nothing is written over")
    for source in sorted(SKELETON.rglob("*.in")):
        target = folder / _filled(str(source.relative_to(SKELETON)), values).removesuffix(".in")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_filled(source.read_text(), values))
    lodger = lodger_of(package_in(folder))
    freeze(lodger.app, lodger.folder / "migrations")
    return folder


def _filled(text: str, values: dict[str, str]) -> str:
    for token, value in values.items():
        text = text.replace(token, value)
    return text
