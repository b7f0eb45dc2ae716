"""Learns from the topics that contributions have, and guesses for those that have none. numpy: for jobs only."""

from collections.abc import Sequence

from core.sdk import Sensemaker, Topic, execute, rows, topics
from plugins.insights.algorithms.classifier import Classifier
from plugins.insights.algorithms.frame import Frame
from plugins.insights.vectors import load_vectors

_TAUGHT_BY = 4_000  # the newest of those that have one topic: more teach little
_SURE_ENOUGH = 0.3
_CHANCE = 1.5  # times what chance would give, where topics are many
_KEEP = """
    INSERT INTO insights_guess (contribution, topic, confidence)
    SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::real[])
    ON CONFLICT (contribution, topic) DO UPDATE SET confidence = excluded.confidence, at = now()
    WHERE insights_guess.decided = ''
"""


async def guess_topics(maker: Sensemaker, *, ids: Sequence[int], language: str) -> int:
    """One guess at most for each of these that has no topic; how many there are. A guess that was refused is not made again."""
    known = await topics()
    bare = await _without_topic(ids)
    if len(known) < 2 or not bare:  # noqa: PLR2004 - nothing to choose between
        return 0
    taught = await _taught(maker, known, language)
    kept = await load_vectors(space=maker.space, ids=bare)
    if taught is None or not kept.ids:
        return 0
    frame, classifier = taught
    refused = await _refused(bare)
    least = max(_SURE_ENOUGH, _CHANCE / len(known))
    found = [
        (contribution, known[guess.topic].id, guess.confidence)
        for contribution, guesses in zip(
            kept.ids,
            classifier.guesses(frame.place(kept.values, kept.languages, whitened=False)),
            strict=True,
        )
        for guess in guesses[:1]
        if guess.confidence >= least and (contribution, known[guess.topic].id) not in refused
    ]
    await execute(
        "DELETE FROM insights_guess WHERE decided = '' AND contribution = ANY($1::bigint[])", list(kept.ids)
    )
    if found:
        contributions, chosen, sure = zip(*found, strict=True)
        await execute(_KEEP, list(contributions), list(chosen), list(sure))
    return len(found)


async def _taught(maker: Sensemaker, known: list[Topic], language: str) -> tuple[Frame, Classifier] | None:
    """By what staff and residents put in one topic, and by the topics' names and descriptions."""
    number = {topic.id: at for at, topic in enumerate(known)}
    examples = {each["id"]: number[each["topic"]] for each in await _examples()}
    kept = await load_vectors(space=maker.space, ids=list(examples))
    described = await maker.embed([_described(topic, language) for topic in known])
    frame = (
        Frame(kept.values, kept.languages) if kept.ids else Frame(described.matrix(), [language] * len(known))
    )
    shown = frame.place(kept.values, kept.languages, whitened=False) if kept.ids else described.matrix()[:0]
    named = Frame(described.matrix(), [language] * len(known)).place(
        described.matrix(), [language] * len(known), whitened=False
    )
    labels = [examples[each] for each in kept.ids]
    return frame, Classifier(shown, labels, classes=len(known), descriptions=named)


def _described(topic: Topic, language: str) -> str:
    name, more = topic.name.text(language), topic.description.text(language)
    return f"{name}. {more}" if more else name


async def _examples() -> list[dict[str, int]]:
    return await rows(
        "SELECT t.contribution AS id, min(t.topic) AS topic FROM contribution_topic t "
        "JOIN contribution c ON c.id = t.contribution WHERE c.state IN ('published', 'internal') AND NOT c.official "
        "GROUP BY t.contribution HAVING count(*) = 1 "
        f"ORDER BY t.contribution DESC LIMIT {_TAUGHT_BY:d}"
    )


async def _without_topic(ids: Sequence[int]) -> list[int]:
    found = await rows(
        "SELECT c.id FROM contribution c WHERE c.id = ANY($1::bigint[]) AND NOT EXISTS "
        "(SELECT 1 FROM contribution_topic t WHERE t.contribution = c.id) ORDER BY c.id",
        list(ids),
    )
    return [each["id"] for each in found]


async def _refused(ids: Sequence[int]) -> set[tuple[int, int]]:
    found = await rows(
        "SELECT contribution, topic FROM insights_guess WHERE decided = 'no' AND contribution = ANY($1::bigint[])",
        list(ids),
    )
    return {(each["contribution"], each["topic"]) for each in found}
