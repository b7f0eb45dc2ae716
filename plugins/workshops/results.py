"""What came of a step: counts, orders, what was said. Counted from the rows each time."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from core.sdk import rows
from plugins.workshops.steps import Step

MOST_SHOWN = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """`n` people or lines stand behind it. `bars`: (label, number). `lines`: what was said. `key` changes when it changes."""

    n: int = 0
    bars: list[tuple[str, float]] = field(default_factory=list)
    lines: list[dict[str, Any]] = field(default_factory=list)
    groups: list[dict[str, Any]] = field(default_factory=list)
    words: list[tuple[str, int]] = field(default_factory=list)
    key: str = ""


async def result_of(step: Step) -> Result:
    if step.kind in ("poll", "ranking"):
        return await _counted(step)
    if step.kind == "groups":
        return await _groups(step)
    if step.kind in ("questions", "collect"):
        return await _said(step)
    return Result()


async def results_of(agenda: list[Step]) -> list[tuple[Step, Result]]:
    """Of the steps that have begun and ask something."""
    return [(step, await result_of(step)) for step in agenda if step.asks and step.begun_at is not None]


def borda(orders: list[list[int]], options: int) -> list[float]:
    """Points of each option: the last place gives 0, each place before it one more; who was left out shares what is left."""
    points = [0.0] * options
    for order in orders:
        for place, option in enumerate(order):
            points[option] += options - 1 - place
        left = [option for option in range(options) if option not in order]
        for option in left:
            points[option] += (len(left) - 1) / 2
    return points


async def _counted(step: Step) -> Result:
    found = await rows("SELECT choices FROM workshops_answer WHERE step = $1 ORDER BY id", step.id)
    labels = step.labels
    orders = [[n for n in each["choices"] if n < len(labels)] for each in found]
    if step.kind == "ranking":
        points = borda(orders, len(labels))
        bars = sorted(zip(labels, points, strict=True), key=lambda bar: -bar[1])
    else:
        count = Counter(n for order in orders for n in order)
        bars = [(label, float(count[n])) for n, label in enumerate(labels)]
    return Result(n=len(found), bars=bars, key=f"{len(found)}-{bars}")


async def _said(step: Step) -> Result:
    order = "s.answered, c.support_count DESC, c.id" if step.kind == "questions" else "c.id DESC"
    found = await rows(
        "SELECT c.id, c.text, c.support_count AS supports, c.language, s.answered, count(*) OVER () AS n, "
        "CASE WHEN c.anonymous OR c.author IS NULL THEN '' ELSE p.name END AS author "
        "FROM workshops_said s JOIN contribution c ON c.id = s.contribution LEFT JOIN person p ON p.id = c.author "
        f"WHERE s.step = $1 AND c.state = 'published' ORDER BY {order} LIMIT {MOST_SHOWN}",
        step.id,
    )
    words = await _words(step) if step.kind == "collect" and not step.many else []
    key = "-".join(f"{each['id']}:{each['supports']}:{each['answered']:d}" for each in found)
    return Result(n=found[0]["n"] if found else 0, lines=found, words=words, key=key)


async def _words(step: Step) -> list[tuple[str, int]]:
    """The same word in capitals or not is one word."""
    found = await rows(
        "SELECT min(c.text) AS word, count(*) AS n FROM workshops_said s JOIN contribution c ON c.id = s.contribution "
        "WHERE s.step = $1 AND c.state = 'published' GROUP BY lower(btrim(c.text, ' .!,')) ORDER BY n DESC, word LIMIT 40",
        step.id,
    )
    return [(each["word"], each["n"]) for each in found]


async def _groups(step: Step) -> Result:
    found = await rows(
        'SELECT g.id, g.number, (SELECT count(*) FROM workshops_member m WHERE m."group" = g.id) AS members, '
        "coalesce((SELECT jsonb_agg(jsonb_build_object('id', c.id, 'text', c.text, 'language', c.language) ORDER BY c.id) "
        "FROM workshops_said s JOIN contribution c ON c.id = s.contribution "
        "WHERE s.\"group\" = g.id AND c.state = 'published'), '[]') AS notes "
        "FROM workshops_group g WHERE g.step = $1 ORDER BY g.number",
        step.id,
    )
    n = sum(len(each["notes"]) for each in found)
    key = "-".join(f"{each['number']}:{each['members']}:{len(each['notes'])}" for each in found)
    return Result(n=n, groups=found, key=key)
