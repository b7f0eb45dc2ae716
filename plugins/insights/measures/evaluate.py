"""Scores one engine on one labelled set: groups, tags, near-duplicates, quotations. Fixed splits, five seeds."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from core.sdk import Item, Sensemaker
from plugins.insights.algorithms.classifier import Classifier
from plugins.insights.algorithms.duplicates import near_duplicates
from plugins.insights.algorithms.frame import Frame
from plugins.insights.algorithms.grouping import group
from plugins.insights.los import theme_vectors
from plugins.insights.measures.kept import vectors_of
from plugins.insights.measures.planted import planted
from plugins.insights.measures.scores import Spread, ari, macro_f1, nmi, spread
from plugins.insights.measures.sets import Labelled

SEEDS = 5
EXAMPLES = (5, 20, 100)
_ITEMS = 40
_SENTENCES = re.compile(r"(?<=[.!?])\s+")


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """What one engine reached on one set. `tags` by how many examples a topic it was given."""

    engine: str
    nmi: Spread
    ari: Spread
    raw_nmi: Spread
    seeded_nmi: Spread | None  # begun from the themes of Los, where those are the labels
    tags: dict[int, Spread]
    verified: tuple[int, int]  # quotations that stand in their source, of all it gave


class Pairs(msgspec.Struct, frozen=True, kw_only=True):
    """Near-duplicates: shared code, the same for every engine."""

    precision: Spread
    recall: Spread


async def found_by(engine: Sensemaker, labelled: Labelled, folder: Path | None) -> Found:
    """Everything that depends on the engine."""
    vectors = await vectors_of(engine, labelled.texts, folder)
    frame = Frame(vectors, labelled.languages)
    framed, raw = _grouped(frame.place(vectors, labelled.languages), labelled), _grouped(vectors, labelled)
    seeds = await _seeds(engine, frame, labelled)
    plain = frame.place(vectors, labelled.languages, whitened=False)
    return Found(
        engine=f"{engine.name} ({engine.space})",
        nmi=spread([one for one, _ in framed]),
        ari=spread([other for _, other in framed]),
        raw_nmi=spread([one for one, _ in raw]),
        seeded_nmi=None
        if seeds is None
        else spread([one for one, _ in _grouped(frame.place(vectors, labelled.languages), labelled, seeds)]),
        tags={count: spread(_tagged(plain, labelled, count)) for count in EXAMPLES},
        verified=await _quotations(engine, labelled),
    )


def majority(labelled: Labelled) -> float:
    """Macro-F1 of who always says the commonest topic."""
    commonest = Counter(labelled.labels).most_common(1)[0][0]
    return macro_f1(labelled.labels, [commonest] * len(labelled.labels))


def pairs_found(labelled: Labelled) -> Pairs:
    """Planted copies among real texts: how many of those found were planted, how many of the planted were found."""
    precisions, recalls = [], []
    for seed in range(SEEDS):
        texts, truth = planted(labelled.texts, seed)
        found = {(pair.first, pair.second) for pair in near_duplicates(texts)}
        precisions.append(len(found & truth) / max(1, len(found)))
        recalls.append(len(found & truth) / max(1, len(truth)))
    return Pairs(precision=spread(precisions), recall=spread(recalls))


async def _seeds(engine: Sensemaker, frame: Frame, labelled: Labelled) -> Any:
    """The themes of Los, where the labels are such: their names are all that is known beforehand."""
    if not any(label.startswith("tema/") for label in labelled.labels):
        return None
    _, vectors = await theme_vectors(engine, frame, language=labelled.languages[0], topmost=True)
    return vectors


def _grouped(vectors: Any, labelled: Labelled, seeds: Any = None) -> list[tuple[float, float]]:
    """Grouped into as many groups as there are topics, each time on another nine tenths of the texts."""
    scores = []
    for seed in range(SEEDS):
        rows = np.random.default_rng(seed).permutation(len(vectors))[: max(2, len(vectors) * 9 // 10)]
        truth = [labelled.labels[row] for row in rows]
        groups = group(vectors[rows], len(set(labelled.labels)), seeds).groups.tolist()
        scores.append((nmi(truth, groups), ari(truth, groups)))
    return scores


def _tagged(vectors: Any, labelled: Labelled, count: int) -> list[float]:
    """Macro-F1 on what was not shown: at most `count` texts of each topic are, and never more than half of them."""
    names = sorted(set(labelled.labels))
    truth = np.array([names.index(label) for label in labelled.labels])
    scores = []
    for seed in range(SEEDS):
        chance, shown = np.random.default_rng(seed), []
        for topic in range(len(names)):
            own = chance.permutation(np.flatnonzero(truth == topic))
            shown.extend(own[: min(count, len(own) // 2)].tolist())
        hidden = np.setdiff1d(np.arange(len(truth)), shown)
        taught = Classifier(vectors[shown], truth[shown].tolist(), classes=len(names))
        scores.append(macro_f1(truth[hidden].tolist(), taught.best(vectors[hidden])))
    return scores


async def _quotations(engine: Sensemaker, labelled: Labelled) -> tuple[int, int]:
    """Of the sentences a summary points to: how many are there, and say word for word what is quoted."""
    items = [
        Item(number=at, sentences=tuple(_SENTENCES.split(text)), language=language)
        for at, (text, language) in enumerate(
            zip(labelled.texts[:_ITEMS], labelled.languages[:_ITEMS], strict=True)
        )
    ]
    draft = await engine.summarise(items, language=labelled.languages[0])
    right = total = 0
    for claim in draft.claims:
        for number, cite in enumerate(claim.cites):
            total += 1
            there = 0 <= cite.item < len(items) and 0 <= cite.sentence < len(items[cite.item].sentences)
            own = claim.verbatim and number == 0
            right += there and (not own or items[cite.item].sentences[cite.sentence] == claim.text)
    return right, total
