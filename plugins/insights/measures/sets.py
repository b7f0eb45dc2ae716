"""Labelled texts that real people wrote, read from a folder of data: never part of this repository."""

import csv
import json
import random
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec

from core.sdk import plain_text, stems_of

_MOST = 600
_FEWEST = 8
_FIXED = 7  # the same sample each time: figures of two runs can be compared


class Labelled(msgspec.Struct, frozen=True, kw_only=True):
    """One set: texts with the topic that its makers gave each, and the language each is in."""

    name: str
    about: str
    languages: tuple[str, ...]
    texts: tuple[str, ...]
    labels: tuple[str, ...]

    @property
    def language(self) -> str:
        return "+".join(sorted(set(self.languages)))


Row = tuple[str, str, str]  # text, label, language


def all_sets(data: Path) -> list[Labelled]:
    """Those whose files are there."""
    return [made for read in _READERS if (made := _set(read, data)) is not None]


def _set(read: Callable[[Path], tuple[str, str, list[Row]]], data: Path) -> Labelled | None:
    try:
        name, about, found = read(data)
    except FileNotFoundError:
        return None
    kept = [row for row in found if row[0].strip() and row[1]]
    sizes = Counter(label for _, label, _ in kept)
    kept = [row for row in kept if sizes[row[1]] >= _FEWEST]
    if len(kept) > _MOST:
        kept = random.Random(_FIXED).sample(kept, _MOST)  # noqa: S311 - a sample, not a secret
    texts, labels, languages = zip(*kept, strict=True)
    return Labelled(name=name, about=about, languages=languages, texts=texts, labels=labels)


def _table(path: Path, separator: str = ",") -> Iterable[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter=separator)


def _said(*parts: str) -> str:
    return ". ".join(part.strip() for part in parts if part and part.strip())


def _vallejo(data: Path) -> tuple[str, str, list[Row]]:
    rows = _table(data / "ideas/vallejo_en.csv")
    found = [(_said(row["title"], row["text"]), _first_stem(row["categories"]), "en") for row in rows]
    return (
        "budget ideas (Vallejo)",
        "residents' ideas, the first word of the first tag staff gave each",
        found,
    )


def _first_stem(tags: str) -> str:
    """`schools` and `school` are one topic."""
    return next(iter(stems_of(tags, "en")), "")


def _bowling(data: Path) -> tuple[str, str, list[Row]]:
    rows = json.loads((data / "labelled/bowling_green_topics_en.json").read_text("utf-8"))
    found = [(row["text"], row["topics"].split(";")[0].split(":")[0], "en") for row in rows]
    return "statements (Bowling Green)", "Polis statements; the topics were given by a language model", found


def _storting(data: Path) -> tuple[str, str, list[Row]]:
    rows = _table(data / "labelled/storting_cases_no.csv")
    found = [(row["tittel"], row["komite"].replace("nan", ""), "nb") for row in rows]
    return "Storting titles", "titles of cases, the committee each went to", found


def _laws(data: Path) -> tuple[str, str, list[Row]]:
    rows = _table(data / "labelled/law_titles_no.csv")
    return (
        "law titles",
        "acts and regulations, their ministry",
        [(row["tittel"], row["departement"], "nb") for row in rows],
    )


def _services(language: str) -> Callable[[Path], tuple[str, str, list[Row]]]:
    def read(data: Path) -> tuple[str, str, list[Row]]:
        rows = _table(data / "labelled/los_services_nb_nn.csv")
        mine = [row for row in rows if row["lang"] == language and "|" not in row["top"]]
        found = [(_said(row["label"], row["text"]), row["top"], language) for row in mine]
        return f"municipal services, {language}", "descriptions of services, their theme in Los", found

    return read


def _terms(data: Path) -> tuple[str, str, list[Row]]:
    rows = [row for row in _table(data / "labelled/los_taxonomy.csv") if "|" not in row["top"]]
    found = [(row["label"], row["top"], row["lang"]) for row in rows if row["broader"]]
    return "terms in three languages mixed", "words of Los in bokmål, nynorsk and English, their theme", found


def _cycling(data: Path) -> tuple[str, str, list[Row]]:
    rows = _table(data / "ideas/cycling_de.csv")
    found = [(_said(row["title"], row["text"]), row["main_category_level1"], "de") for row in rows]
    return "cycling dialogues (Bonn, Moers, Cologne)", "contributions, coded by researchers", found


def _barcelona(data: Path) -> tuple[str, str, list[Row]]:
    rows = _table(data / "ideas/barcelona_ca.csv")
    found = [(_said(row["Títol"], plain_text(row["Descripció"])), row["Categoria"], "ca") for row in rows]
    return "measures (Barcelona)", "measures of the action plan, the city's categories", found


def _arguments(data: Path) -> tuple[str, str, list[Row]]:
    rows = _table(data / "labelled/argumentation-sentences_dev.tsv", "\t")
    return (
        "arguments (Swedish)",
        "sentences from the web on six questions, translated",
        [(row["sentence"], row["topic"], "sv") for row in rows],
    )


_READERS: tuple[Callable[[Path], tuple[str, str, list[Row]]], ...] = (
    _vallejo,
    _bowling,
    _storting,
    _laws,
    _services("nb"),
    _services("nn"),
    _terms,
    _cycling,
    _barcelona,
    _arguments,
)
