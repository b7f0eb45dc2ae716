"""The rules of a place: what staff wrote, and what it is for a text."""

from collections.abc import Mapping

from core.sdk import execute, rows
from plugins.insights.algorithms.rules import Rule, Rules


async def rules() -> dict[int, Rule]:
    """By topic."""
    found = await rows("SELECT topic, phrases, never FROM insights_rule ORDER BY topic")
    return {each["topic"]: Rule(tuple(each["phrases"]), tuple(each["never"])) for each in found}


async def keep_rules(*, given: Mapping[int, Rule]) -> int:
    """All of them, in place of what was there; topics that are gone are passed over. How many topics have one."""
    await execute("DELETE FROM insights_rule WHERE topic = ANY($1::bigint[])", list(given))
    kept = 0
    for topic, rule in given.items():
        if rule.phrases:
            kept += await execute(
                "INSERT INTO insights_rule (topic, phrases, never) SELECT t.id, $2, $3 FROM topic t WHERE t.id = $1",
                topic,
                list(rule.phrases),
                list(rule.never),
            )
    return kept


async def ruled(ids: list[int]) -> dict[int, tuple[int, str]]:
    """Contributions that a rule puts in a topic: the topic, and the words that were found."""
    written = Rules(await rules())
    found = await rows(
        "SELECT id, title || E'\\n' || text AS words FROM contribution WHERE id = ANY($1::bigint[])", ids
    )
    said = {each["id"]: written.topic_of(each["words"]) for each in found}
    return {contribution: topic for contribution, topic in said.items() if topic is not None}
