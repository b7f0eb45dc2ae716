"""How many live here, by age, sex and district: from the table of facts, or from a file that staff bring."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass

from core.sdk import Refused, Text, _, current_tenant, execute, rows
from plugins.representation.facts import YEAR, age_groups, inhabitants

KINDS: dict[str, Text] = {"age": _("Age"), "sex": _("Sex"), "district": _("District")}
SEXES: dict[str, Text] = {"female": _("Women"), "male": _("Men"), "another": _("Another sex")}
YOUNGEST = 13  # smaller children are nobody's missing participants
_OWN = _("Figures that the municipality has brought.")
_FACTS = _("Statistics Norway, 1 January {year}, from the age of {age}.")
_MOST_LINES, _MOST_BYTES = 500, 200_000
_LONGEST_NAME = 80


@dataclass(frozen=True, kw_only=True)
class Population:
    """`groups`: kind → name → number. `district_of`: postcode → district. `sources`: of each kind, said below the figures."""

    groups: Mapping[str, Mapping[str, int]]
    district_of: Mapping[str, str]
    sources: Mapping[str, Text]


class BadFile(Refused):
    """Says the line."""

    field = "file"


async def population() -> Population:
    """What staff brought comes first, kind by kind."""
    own = await rows(
        "SELECT kind, name, number, postcodes FROM representation_population ORDER BY kind, position, id"
    )
    groups: dict[str, dict[str, int]] = {}
    district_of: dict[str, str] = {}
    for each in own:
        groups.setdefault(each["kind"], {})[each["name"]] = each["number"]
        district_of |= dict.fromkeys(each["postcodes"], each["name"])
    sources: dict[str, Text] = dict.fromkeys(groups, _OWN)
    facts = inhabitants(current_tenant().organisation.get("register", ""))
    if facts:
        grown = [age for age in age_groups() if (span_of(age) or (0, 0))[1] >= YOUNGEST]
        groups.setdefault("sex", {sex: sum(ages[age] for age in grown) for sex, ages in facts.items()})
        groups.setdefault("age", {age: sum(facts[sex][age] for sex in facts) for age in grown})
        sources = dict.fromkeys(groups, _FACTS.format(year=YEAR, age=YOUNGEST)) | sources
    return Population(groups=groups, district_of=district_of, sources=sources)


async def bring(data: bytes) -> int:
    """A CSV with kind;name;number;postcodes, instead of what was brought before. How many lines. Raises BadFile."""
    found = read_file(data)
    await execute("DELETE FROM representation_population")
    for position, (kind, name, number, postcodes) in enumerate(found):
        await execute(
            "INSERT INTO representation_population (kind, name, number, postcodes, position) VALUES ($1, $2, $3, $4, $5)",
            kind,
            name,
            number,
            postcodes,
            position,
        )
    return len(found)


def read_file(data: bytes) -> list[tuple[str, str, int, list[str]]]:
    """Raises BadFile with the number of the line."""
    if len(data) > _MOST_BYTES:
        raise BadFile(_("The file is too large. It should have some dozen lines."))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadFile(_("Save the file as CSV in UTF-8, and try again.")) from error
    delimiter = ";" if text.partition("\n")[0].count(";") >= text.partition("\n")[0].count(",") else ","
    found: list[tuple[str, str, int, list[str]]] = []
    for number, line in enumerate(
        csv.reader(io.StringIO(text.replace("\0", "")), delimiter=delimiter), start=1
    ):
        cells = [cell.strip() for cell in line]
        if not any(cells) or (number == 1 and cells[0].lower() in ("kind", "type", "slag")):
            continue
        found.append(_line(number, cells))
    if not found or len(found) > _MOST_LINES or len({each[:2] for each in found}) != len(found):
        raise BadFile(_("The file must have between 1 and {n} lines, each group once.").format(n=_MOST_LINES))
    return found


def _line(number: int, cells: list[str]) -> tuple[str, str, int, list[str]]:
    kind, name, count, postcodes = (*cells, "", "", "", "")[:4]
    plain = count.replace(" ", "").replace("\u00a0", "")
    if kind not in KINDS:
        raise BadFile(_("Line {n}: the first column must be age, sex or district.").format(n=number))
    if (
        not name
        or len(name) > _LONGEST_NAME
        or (kind == "sex" and name not in SEXES)
        or (kind == "age" and span_of(name) is None)
    ):
        raise BadFile(
            _(
                "Line {n}: write an age as 18-24 or 80+, a sex as female or male, and a district by its name."
            ).format(n=number)
        )
    if not plain.isascii() or not plain.isdecimal() or len(plain) > 8:  # noqa: PLR2004
        raise BadFile(_("Line {n}: the third column must be a number.").format(n=number))
    return (
        kind,
        name,
        int(plain),
        [each for each in postcodes.replace(",", " ").split() if each.isdecimal()][:300],
    )


def span_of(name: str) -> tuple[int, int] | None:
    """`18-24` and `80+` as the first and the last year."""
    low, dash, high = name.replace("–", "-").partition("-")
    if dash and low.isdecimal() and high.isdecimal() and int(low[:3]) <= int(high[:3]):
        return int(low[:3]), int(high[:3])
    if name.endswith("+") and name[:-1].isdecimal():
        return int(name[:-1][:3]), 130
    return None
