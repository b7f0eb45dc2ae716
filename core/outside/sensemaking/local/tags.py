"""Which topics a text belongs to, by likeness to the topic's description and to what staff put there."""

from collections.abc import Sequence

import numpy as np

from core.outside.sensemaking.local.extracts import Embeds
from core.outside.sensemaking.local.space import Floats, spread
from core.outside.sensemaking.shapes import Item, Tag, TopicHint

_BEST = 3
_SHARP = 8.0  # how quickly confidence falls with distance
_DESCRIPTION_WEIGHS = 2.0  # as so many examples


async def tag_items(
    engine: Embeds, items: Sequence[Item], topics: Sequence[TopicHint]
) -> tuple[tuple[Tag, ...], ...]:
    """The three best topics of each item, with how sure it is."""
    if not items or not topics:
        return tuple(() for _ in items)
    texts = [" ".join(item.sentences) for item in items]
    names = [f"{topic.name}. {topic.description}" for topic in topics]
    examples = [text for topic in topics for text in topic.examples]
    raw = (await engine.embed(texts + names + examples)).matrix()
    mine, named, shown = np.split(raw, [len(texts), len(texts) + len(names)])
    mean = (mine if len(mine) > _BEST else raw).mean(axis=0)
    centres = _centres(spread(named), spread(shown, mean) if len(shown) else shown, topics)
    return _best(spread(mine, mean) @ centres.T, topics)


def _centres(named: Floats, shown: Floats, topics: Sequence[TopicHint]) -> Floats:
    rows, at = [], 0
    for number, topic in enumerate(topics):
        own = shown[at : at + len(topic.examples)]
        at += len(topic.examples)
        rows.append(_DESCRIPTION_WEIGHS * named[number] + own.sum(axis=0) if len(own) else named[number])
    centres = np.vstack(rows)
    return np.asarray(centres / np.maximum(np.linalg.norm(centres, axis=1, keepdims=True), 1e-6), np.float32)


def _best(near: Floats, topics: Sequence[TopicHint]) -> tuple[tuple[Tag, ...], ...]:
    sure = np.exp(_SHARP * (near - near.max(axis=1, keepdims=True)))
    sure /= sure.sum(axis=1, keepdims=True)
    return tuple(
        tuple(
            Tag(topic=topics[at].number, confidence=round(float(row[at]), 3))
            for at in np.argsort(-row)[:_BEST]
        )
        for row in sure
    )
