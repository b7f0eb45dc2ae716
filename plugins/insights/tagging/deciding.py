"""Staff say yes or no to suggested topics; what they say is what the next suggestions learn from."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from core.sdk import Localized, Topic, execute, rows, set_topics, topics
from plugins.insights.reading.address import ADDRESS

MOST = 30  # of each topic at a time
SURE = 0.6
_WAITING = f"""
    SELECT * FROM (
        SELECT g.topic, g.confidence, g.reason, c.id, c.title, c.text, c.language, a.names AS activity, {ADDRESS} AS url,
               row_number() OVER (PARTITION BY g.topic ORDER BY g.confidence DESC, c.id) AS place,
               count(*) OVER (PARTITION BY g.topic) AS of
        FROM insights_guess g JOIN contribution c ON c.id = g.contribution JOIN activity a ON a.id = c.activity
        JOIN project r ON r.id = a.project
        WHERE g.decided = '' AND c.id = ANY($1::bigint[])
        AND NOT EXISTS (SELECT 1 FROM contribution_topic t WHERE t.contribution = c.id)
    ) each WHERE place <= $2 ORDER BY topic, place
"""


@dataclass(frozen=True, kw_only=True)
class Guessed:
    """A contribution that may belong to a topic. `sure`: likely enough to be ticked beforehand."""

    id: int
    title: str
    text: str
    language: str
    activity: Localized
    url: str
    percent: int
    sure: bool
    reason: str = ""  # the words that a rule found


@dataclass(frozen=True, kw_only=True)
class Heap:
    """What waits for a yes or a no below one topic: the surest of it, and how many there are in all."""

    topic: Topic
    guessed: tuple[Guessed, ...]
    of: int


async def heaps(*, ids: Sequence[int]) -> list[Heap]:
    """In the order of the topics; those without suggestions are left out."""
    found: dict[int, list[dict[str, Any]]] = {}
    for each in await rows(_WAITING, list(ids), MOST):
        found.setdefault(each["topic"], []).append(each)
    return [
        Heap(
            topic=topic,
            guessed=tuple(_guessed(each) for each in found[topic.id]),
            of=found[topic.id][0]["of"],
        )
        for topic in await topics()
        if topic.id in found
    ]


async def accept(*, topic_id: int, contributions: Sequence[int], within: Sequence[int]) -> int:
    """They belong there. Only what was suggested, and lies `within` what this person may sort."""
    said = await _said(topic_id, contributions, within, "yes")
    for each in said:
        await set_topics(contribution_id=each, topics=(topic_id,))
    return len(said)


async def refuse(*, topic_id: int, contributions: Sequence[int], within: Sequence[int]) -> int:
    """They do not belong there: it is not suggested again."""
    return len(await _said(topic_id, contributions, within, "no"))


async def in_use() -> bool:
    """Have suggestions ever been asked for here, or rules written? Then what comes gets them too."""
    return bool(
        await rows(
            "SELECT 1 WHERE EXISTS (SELECT 1 FROM insights_guess) OR EXISTS (SELECT 1 FROM insights_rule)"
        )
    )


async def _said(topic_id: int, chosen: Sequence[int], within: Sequence[int], answer: str) -> list[int]:
    allowed = sorted(set(chosen) & set(within))
    found = await rows(
        "UPDATE insights_guess SET decided = $3, at = now() WHERE topic = $1 AND contribution = ANY($2::bigint[]) "
        "AND decided = '' RETURNING contribution",
        topic_id,
        allowed,
        answer,
    )
    gone = [each["contribution"] for each in found]
    if answer == "yes" and gone:
        await execute(
            "DELETE FROM insights_guess WHERE contribution = ANY($1::bigint[]) AND decided = '' AND topic <> $2",
            gone,
            topic_id,
        )
    return gone


def _guessed(found: dict[str, Any]) -> Guessed:
    return Guessed(
        id=found["id"],
        title=found["title"],
        text=found["text"],
        language=found["language"],
        activity=Localized.of(found["activity"]),
        url=found["url"],
        percent=round(100 * found["confidence"]),
        sure=found["confidence"] >= SURE,
        reason=found["reason"],
    )
