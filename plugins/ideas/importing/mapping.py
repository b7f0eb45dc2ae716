"""Which column means what: targets, a guess from the columns' names, and what staff chose instead."""

import unicodedata
from collections.abc import Mapping, Sequence
from enum import StrEnum

from core.sdk import BuiltField, Localized, Refused, Text, _
from plugins.ideas.importing.known_sources import preset_for
from plugins.ideas.importing.names import NAMES

Label = Text | Localized | str
FIELD = "field:"  # the target of a field that staff built: `field:<key>`
Chosen = dict[str, str]  # column -> target; a column that is not there is left out


class Part(StrEnum):
    """What a file holds."""

    IDEAS = "ideas"
    COMMENTS = "comments"
    VOTES = "votes"


LABELS: dict[str, Text] = {
    "id": _("Number or id"),
    "title": _("Title"),
    "summary": _("Summary"),
    "text": _("Text"),
    "author": _("Author"),
    "created": _("Date"),
    "time": _("Time of day"),
    "topic": _("Topic"),
    "status": _("Status"),
    "area": _("Area"),
    "address": _("Address"),
    "latitude": _("Latitude"),
    "longitude": _("Longitude"),
    "support": _("Supports (number)"),
    "oppose": _("Against (number)"),
    "url": _("Address of the original"),
    "idea": _("The idea it is about"),
    "idea_title": _("Title of the idea, to make it where it is missing"),
    "parent": _("The comment it answers"),
    "voter": _("Who voted"),
    "value": _("The vote (1 or -1)"),
}
TARGETS: dict[Part, tuple[str, ...]] = {
    Part.IDEAS: (
        *("title", "text", "summary", "id", "author", "created", "topic", "status", "area", "address"),
        *("latitude", "longitude", "support", "oppose", "url"),
    ),
    Part.COMMENTS: (
        "text",
        "idea",
        "idea_title",
        "id",
        "parent",
        "author",
        "created",
        "time",
        "support",
        "oppose",
    ),
    Part.VOTES: ("idea", "voter", "value", "created"),
}
NEEDED: dict[Part, tuple[tuple[str, ...], ...]] = {
    Part.IDEAS: (("title", "text"),),
    Part.COMMENTS: (("text",), ("idea",)),
    Part.VOTES: (("idea",),),
}
SEVERAL = ("topic", "text", "address")  # targets that more than one column may have


class ColumnMissing(Refused):
    """Nothing is chosen for what an import cannot do without."""

    def __init__(self, targets: Sequence[str]) -> None:
        names = " / ".join(str(LABELS[target]) for target in targets)
        super().__init__(_("Choose which column is: {name}.").format(name=names))


class ChosenTwice(Refused):
    def __init__(self, target: str, label: Label) -> None:
        super().__init__(_("“{name}” is chosen for two columns. Choose one of them.").format(name=label))
        self.target = target


def targets_of(part: Part, fields: Sequence[BuiltField] = ()) -> list[tuple[str, Label]]:
    """What a column may mean, for the mapping page."""
    own: list[tuple[str, Label]] = [(target, LABELS[target]) for target in TARGETS[part]]
    built = fields if part is Part.IDEAS else ()
    return [*own, *((FIELD + field.key, field.label) for field in built)]


def guess(part: Part, columns: Sequence[str], fields: Sequence[BuiltField] = ()) -> Chosen:
    """By the names of the columns: those of files we know, then words in several languages, then staff's own fields."""
    known = preset_for(part.value, columns)
    if known is not None:
        return known
    chosen: Chosen = {}
    for target in TARGETS[part]:
        names = NAMES.get(target, ())
        free = [column for column in columns if column not in chosen]
        found = next((column for name in names for column in free if _bare(column) == name), None)
        if found is not None:
            chosen[found] = target
    for field in fields if part is Part.IDEAS else ():
        names = tuple(_bare(name) for name in (field.key, *field.labels.values()))
        chosen |= {
            column: FIELD + field.key for column in columns if column not in chosen and _bare(column) in names
        }
    return chosen


def check_mapping(
    part: Part, columns: Sequence[str], chosen: Mapping[str, str], fields: Sequence[BuiltField] = ()
) -> Chosen:
    """What staff chose, without unknown columns and targets. Raises ColumnMissing or ChosenTwice."""
    allowed = dict(targets_of(part, fields))
    clean = {column: chosen[column] for column in columns if chosen.get(column) in allowed}
    for target, label in allowed.items():
        if target not in SEVERAL and list(clean.values()).count(target) > 1:
            raise ChosenTwice(target, label)
    for alternatives in NEEDED[part]:
        if not set(alternatives) & set(clean.values()):
            raise ColumnMissing(alternatives)
    return clean


def mapped(record: Mapping[str, str], chosen: Mapping[str, str]) -> dict[str, str]:
    """A row by targets. Several columns with one target are joined, topics by comma, texts as paragraphs."""
    found: dict[str, str] = {}
    for column, target in chosen.items():
        cell = record.get(column, "").strip()
        if not cell:
            continue
        joint = ", " if target in ("topic", "address") else "\n\n"
        found[target] = f"{found[target]}{joint}{cell}" if target in found else cell
    return found


def _bare(name: str) -> str:
    """Lower case, without accents, spaces and marks."""
    spread = unicodedata.normalize(
        "NFKD", name.lower().replace("ø", "o").replace("æ", "ae").replace("ß", "ss")
    )
    return "".join(c for c in spread if c.isalnum() and not unicodedata.combining(c))
