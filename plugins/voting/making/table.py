"""Options from a file: any CSV, whatever its delimiter and encoding. Each row that cannot be used is told with its number."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from core.sdk import Number, Refused, Text, Typed, _, clean_line, clean_text
from plugins.voting.making.forms import MOST_KRONER
from plugins.voting.options import Part
from plugins.voting.settings import ORE

MOST_ROWS = 500
_TITLE_MAX = 120
_BODY_MAX = 20_000
# What columns are called, in the languages that municipalities write their files in.
HEADINGS = {
    "title": ("title", "tittel", "navn", "namn", "name", "tiltak", "alternativ"),
    "text": ("text", "tekst", "description", "beskrivelse", "skildring", "omtale"),
    "cost": ("cost", "kostnad", "pris", "sum", "beløp", "kroner"),
    "category": ("category", "kategori", "tema"),
    "district": ("district", "bydel", "krets", "område", "grend"),
    "address": ("address", "adresse", "sted", "stad", "place"),
    "lat": ("lat", "latitude", "breddegrad", "breiddegrad"),
    "lon": ("lon", "lng", "longitude", "lengdegrad"),
}


class NotATable(Refused):
    field = "file"

    def __init__(self, message: Text) -> None:
        super().__init__(message)


@dataclass(frozen=True)
class Line:
    """One row that can be used."""

    title: str
    text: str = ""
    cost: int = 0
    category: int | None = None
    district: int | None = None
    address: str = ""
    point: tuple[float, float] | None = None


@dataclass
class Plan:
    lines: list[Line] = field(default_factory=list)
    errors: list[tuple[int, Text]] = field(default_factory=list)  # (row in the file, what is wrong)


def plan_of(data: bytes, parts: Sequence[Part]) -> Plan:
    """What would be made of the file. Raises NotATable."""
    heading, *body = _rows(data)
    places = _places(heading)
    if "title" not in places:
        raise NotATable(_("The first row must name the columns, and one of them must be called “title”."))
    if len(body) > MOST_ROWS:
        raise NotATable(_("The file has more than {n} rows.").format(n=MOST_ROWS))
    plan = Plan()
    for number, cells in enumerate(body, 2):
        given = {name: cells[at].strip() if at < len(cells) else "" for name, at in places.items()}
        if not any(given.values()):
            continue
        try:
            plan.lines.append(_line(given, parts))
        except Refused as refused:
            plan.errors.append((number, refused.message))
    return plan


def _rows(data: bytes) -> list[list[str]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    if "\0" in text or not text.strip():
        raise NotATable(_("We cannot read this file. Save it as CSV and try again."))
    first = text.partition("\n")[0]
    delimiter = max(";,\t", key=first.count)
    try:
        return [row for row in csv.reader(io.StringIO(text), delimiter=delimiter) if row]
    except csv.Error:
        raise NotATable(_("We cannot read this file. Save it as CSV and try again.")) from None


def _places(heading: Sequence[str]) -> dict[str, int]:
    said = [cell.strip().casefold() for cell in heading]
    return {
        name: next(said.index(each) for each in words if each in said)
        for name, words in HEADINGS.items()
        if any(each in said for each in words)
    }


def _line(given: dict[str, str], parts: Sequence[Part]) -> Line:
    title = clean_line(given.get("title", ""))
    if not title:
        raise NotATable(_("The title is missing."))
    if len(title) > _TITLE_MAX:
        raise NotATable(_("The title has more than {n} characters.").format(n=_TITLE_MAX))
    return Line(
        title=title,
        text=clean_text(given.get("text", ""))[:_BODY_MAX] or title,
        cost=_cost(given.get("cost", "")),
        category=_part(given.get("category", ""), "category", parts),
        district=_part(given.get("district", ""), "district", parts),
        address=clean_line(given.get("address", ""))[:200],
        point=_point(given.get("lat", ""), given.get("lon", "")),
    )


def _cost(typed: str) -> int:
    words = typed.casefold().replace("kr", "").replace(".-", "").replace(",-", "").strip(" .")
    field = Number(label=_("Cost"), min=0, max=MOST_KRONER, decimals=2)
    found = field.read(Typed({"cost": [words]}, "cost"))
    return int(Decimal(found) * ORE) if found is not None else 0


def _part(typed: str, kind: str, parts: Sequence[Part]) -> int | None:
    if not typed:
        return None
    for part in parts:
        if part.kind == kind and typed.casefold() in {name.casefold() for name in part.name.values()}:
            return part.id
    raise NotATable(
        _("“{name}” is not one of the categories or districts here.").format(name=clean_line(typed)[:80])
    )


def _point(lat: str, lon: str) -> tuple[float, float] | None:
    if not lat and not lon:
        return None
    degrees = [
        Number(label=_("Place"), min=-most, max=most, decimals=10).read(Typed({"n": [typed]}, "n"))
        for typed, most in ((lat, 90), (lon, 180))
    ]
    if degrees[0] is None or degrees[1] is None:
        raise NotATable(_("A place needs both latitude and longitude."))
    return float(degrees[0]), float(degrees[1])
