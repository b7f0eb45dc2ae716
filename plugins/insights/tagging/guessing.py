"""Learns from the topics that contributions have, and guesses for those that have none. numpy: for jobs only."""

from collections.abc import Sequence

from core.sdk import Item, Sensemaker, Topic, TopicHint, execute, rows, topics
from plugins.insights.algorithms.classifier import Classifier
from plugins.insights.algorithms.frame import Frame
from plugins.insights.quotations import words_of
from plugins.insights.tagging.ruling import ruled
from plugins.insights.vectors import load_vectors

_TAUGHT_BY = 4_000  # the newest of those that have one topic: more teach little
_SURE_ENOUGH = 0.3
_CHANCE = 1.5  # times what chance would give, where topics are many
_BY_RULE = 0.95
_KEEP = """
    INSERT INTO insights_guess (contribution, topic, confidence, reason)
    SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::real[], $4::varchar[])
    ON CONFLICT (contribution, topic) DO UPDATE SET confidence = excluded.confidence, reason = excluded.reason, at = now()
    WHERE insights_guess.decided = ''
"""
Guesses = dict[int, tuple[int, float, str]]  # contribution -> topic, how sure, the words that a rule found


async def guess_topics(maker: Sensemaker, *, ids: Sequence[int], language: str) -> int:
    """One guess at most for each of these that has no topic; how many there are. A guess that was refused is not made again.

    Where a rule of staff finds its words, it goes before what was learnt.
    """
    known = await topics()
    bare = await _without_topic(ids)
    if len(known) < 2 or not bare:  # noqa: PLR2004 - nothing to choose between
        return 0
    by_rule = {key: (topic, _BY_RULE, words[:120]) for key, (topic, words) in (await ruled(bare)).items()}
    others = [each for each in bare if each not in by_rule]
    refused = await _refused(bare)
    found = {
        key: guess
        for key, guess in ((await _learnt(maker, known, others, language)) | by_rule).items()
        if (key, guess[0]) not in refused
    }
    await execute("DELETE FROM insights_guess WHERE decided = '' AND contribution = ANY($1::bigint[])", bare)
    if found:
        chosen, sure, words = zip(*found.values(), strict=True)
        await execute(_KEEP, list(found), list(chosen), list(sure), list(words))
    return len(found)


async def _learnt(maker: Sensemaker, known: list[Topic], ids: list[int], language: str) -> Guesses:
    """By a language model where the place has one that answers, all in a few questions; else by the classifier."""
    if not ids:
        return {}
    said = await _asked(maker, known, ids, language) if maker.leaves_house else None
    return said if said is not None else await _classified(maker, known, ids, language)


async def _asked(maker: Sensemaker, known: list[Topic], ids: list[int], language: str) -> Guesses | None:
    """None where the local engine stood in: the classifier knows more than it does."""
    words = await words_of(ids)
    items = [
        Item(number=n, id=each.id, sentences=each.sentences, language=each.language)
        for n, each in enumerate(words.values(), 1)
    ]
    hints = [
        TopicHint(number=n, name=topic.name.text(language), description=topic.description.text(language))
        for n, topic in enumerate(known)
    ]
    said = await maker.tag(items, hints)
    if said.made.note:
        return None
    return {
        item.id: (known[tags[0].topic].id, tags[0].confidence, "")
        for item, tags in zip(items, said.tags, strict=True)
        if tags and tags[0].confidence >= _SURE_ENOUGH
    }


async def _classified(maker: Sensemaker, known: list[Topic], ids: list[int], language: str) -> Guesses:
    kept = await load_vectors(space=maker.space, ids=ids)
    taught = await _taught(maker, known, language) if kept.ids else None
    if taught is None:
        return {}
    frame, classifier = taught
    least = max(_SURE_ENOUGH, _CHANCE / len(known))
    guessed = classifier.guesses(frame.place(kept.values, kept.languages, whitened=False))
    return {
        contribution: (known[guesses[0].topic].id, guesses[0].confidence, "")
        for contribution, guesses in zip(kept.ids, guessed, strict=True)
        if guesses and guesses[0].confidence >= least
    }


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
