"""The figures as a page for people: `docs/insights-quality.md`."""

from pathlib import Path

from plugins.insights.measures.across import Across
from plugins.insights.measures.evaluate import EXAMPLES, SEEDS, Found, Pairs
from plugins.insights.measures.scores import Spread
from plugins.insights.measures.sets import Labelled

_PAGE = Path(__file__).with_name("page.md")


def page(
    sets: list[Labelled],
    found: dict[str, list[Found]],
    majorities: dict[str, float],
    pairs: dict[str, Pairs],
    house: dict[str, Across],
) -> str:
    """Markdown, tables of it all."""
    return _PAGE.read_text("utf-8").format(
        seeds=SEEDS,
        examples=", ".join(map(str, EXAMPLES)),
        groups=_groups(sets, found),
        tags=_tags(sets, found, majorities),
        pairs=_pairs(sets, pairs),
        house=_house(house),
        sources=_sources(sets),
    )


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)]) + "\n"


def _groups(sets: list[Labelled], found: dict[str, list[Found]]) -> str:
    rows = [
        [
            labelled.name,
            labelled.language,
            f"{len(labelled.texts)} / {len(set(labelled.labels))}",
            each.engine,
            str(each.nmi),
            str(each.ari),
            str(each.raw_nmi),
            "" if each.seeded_nmi is None else str(each.seeded_nmi),
        ]
        for labelled in sets
        for each in found[labelled.name]
    ]
    head = ["set", "language", "texts / topics", "engine", "NMI", "ARI", "NMI as they come", "NMI from Los"]
    return _table(head, rows)


def _tags(sets: list[Labelled], found: dict[str, list[Found]], majorities: dict[str, float]) -> str:
    rows = [
        [
            labelled.name,
            each.engine,
            str(Spread(majorities[labelled.name])),
            *(str(each.tags[count]) for count in EXAMPLES),
            f"{each.verified[0]} of {each.verified[1]}",
        ]
        for labelled in sets
        for each in found[labelled.name]
    ]
    head = [
        "set",
        "engine",
        "always the commonest",
        *(f"{count} examples" for count in EXAMPLES),
        "quotations",
    ]
    return _table(head, rows)


def _pairs(sets: list[Labelled], pairs: dict[str, Pairs]) -> str:
    rows = [
        [labelled.name, str(pairs[labelled.name].precision), str(pairs[labelled.name].recall)]
        for labelled in sets
    ]
    return _table(["set", "precision", "recall"], rows)


def _house(house: dict[str, Across]) -> str:
    names = {
        "bokmaal": "sentences in bokmål known as bokmål",
        "nynorsk": "sentences in nynorsk known as nynorsk",
        "others": "English, German, Catalan and Swedish texts known as that",
        "found_first": "a sentence in nynorsk found first when looked for in bokmål",
        "harsh": "ordinary texts that were flagged as harsh (false alarms, for a human's queue only)",
        "spam": "ordinary texts that were flagged as spam",
    }
    rows = [
        [words, engine, f"{100 * share:.1f} %", str(total)]
        for engine, each in house.items()
        for key, words in names.items()
        for share, total in [getattr(each, key)]
    ]
    return _table(["what", "engine", "share", "of"], rows)


def _sources(sets: list[Labelled]) -> str:
    rows = [[labelled.name, labelled.about] for labelled in sets]
    return _table(["set", "what, and who labelled it"], rows)
