"""A summary in the making, as a job: theme by theme, each sentence checked before it is kept."""

from collections.abc import Sequence

import msgspec

from core.sdk import (
    Draft,
    Item,
    Made,
    Person,
    Sensemaker,
    SensemakerOut,
    enqueue,
    execute,
    job,
    local_sensemaker,
    report_progress,
    row,
    rows,
    value,
)
from plugins.insights.engines import engine
from plugins.insights.quotations import Words, words_of
from plugins.insights.reading.selection import ids_of
from plugins.insights.studies.model import Study, load_study
from plugins.insights.summaries.checking import as_line, grounded, supported
from plugins.insights.summaries.model import Line
from plugins.insights.themes.model import themes_of
from plugins.insights.vectors import load_vectors, make_vectors

_THEMES = 12
_EACH = 3  # sentences a theme
_ANSWER = 6
_ITEMS = 60
_SENTENCES = {False: 110, True: 400}  # local, sent away: how many sentences an engine is given at once
_BATCH = 100


async def begin_summary(*, study: Study, question: str, by: Person) -> int:
    """Its id. It is made in a job."""
    new_id: int = await value(
        "INSERT INTO insights_summary (study, question, language, asked_by) VALUES ($1, $2, $3, $4) RETURNING id",
        study.id,
        question,
        study.language,
        by.id,
    )
    job_id = await enqueue("insights.summarise", summary_id=new_id)
    await execute("UPDATE insights_summary SET job_id = $2 WHERE id = $1", new_id, job_id)
    return new_id


@job("insights.summarise", queue="urgent", quiet=True)
async def summarise(*, summary_id: int) -> None:
    """Safe to run twice: what is made is not made again."""
    found = await row(
        "SELECT study, question, state FROM insights_summary WHERE id = $1 FOR UPDATE", summary_id
    )
    study = await load_study(found["study"]) if found else None
    if found is None or study is None or found["state"] != "making":
        return
    ids = await ids_of(study.selection, seen=None)
    maker = await engine()
    try:
        lines, made = await _written(study, found["question"], ids, maker)
    except SensemakerOut as out:
        maker = local_sensemaker()
        lines, made = await _written(study, found["question"], ids, maker)
        made = msgspec.structs.replace(made, note=str(out))
    from plugins.insights.summaries.covering import cover

    cover(lines, await load_vectors(space=maker.space, ids=ids))
    plain = msgspec.to_builtins(lines)
    await execute(
        "UPDATE insights_summary SET state = 'draft', made = $2, draft = $3, lines = $3, looked_at = $4, "
        "made_at = now() WHERE id = $1",
        summary_id,
        msgspec.to_builtins(made),
        plain,
        ids,
    )


async def _written(study: Study, question: str, ids: list[int], maker: Sensemaker) -> tuple[list[Line], Made]:
    made = Made(engine=maker.name, model=maker.space, by_model=False)
    lines: list[Line] = []
    for start in range(0, len(ids), _BATCH):
        await make_vectors(ids=ids[start : start + _BATCH])
    parts = [("", await _near(question, ids, maker))] if question else await _parts(study, ids)
    for number, (heading, inside) in enumerate(parts):
        await report_progress(number, len(parts))
        words = await _within(inside, most=_SENTENCES[maker.leaves_house])
        draft = await _asked(maker, question, words, language=study.language)
        if draft is None:
            continue
        made = _both(made, draft.made) if lines else draft.made
        items = _items(words)
        claims = await supported(maker, grounded(draft, items), items)
        lines += [
            as_line(claim, key=len(lines) + n, heading=heading, words=words) for n, claim in enumerate(claims)
        ]
    return lines, made


def _both(before: Made, now: Made) -> Made:
    """Of parts that a language model wrote and parts that it did not: what has to be said of any of them is said of all."""
    writer = before if before.by_model else now
    return msgspec.structs.replace(writer, note=before.note or now.note)


async def _asked(maker: Sensemaker, question: str, words: Sequence[Words], *, language: str) -> Draft | None:
    if not words:
        return None
    if question:
        return await maker.answer(question, _items(words), language=language, most=_ANSWER)
    return await maker.summarise(_items(words), language=language, most=_EACH)


def _items(words: Sequence[Words]) -> list[Item]:
    """Numbered from one, for this call only."""
    return [
        Item(number=n, id=each.id, sentences=each.sentences[:_ITEMS], language=each.language)
        for n, each in enumerate(words, 1)
    ]


async def _parts(study: Study, ids: list[int]) -> list[tuple[str, list[int]]]:
    """The largest themes, the most typical contributions of each first. Where nothing is sorted: everything."""
    themes = [
        theme for theme in await themes_of(study_id=study.id) if not theme.hidden and theme.contributions
    ]
    parts = []
    for theme in themes[:_THEMES]:
        found = await rows(
            "SELECT contribution FROM insights_placing WHERE study = $1 AND theme = ANY($2::bigint[]) "
            "ORDER BY closeness DESC, contribution LIMIT $3",
            study.id,
            [each.id for each in theme.all()],
            _ITEMS,
        )
        parts.append((theme.name, [each["contribution"] for each in found]))
    return parts or [("", ids[:_ITEMS])]


async def _near(question: str, ids: list[int], maker: Sensemaker) -> list[int]:
    """The contributions whose meaning is nearest to the question."""
    import numpy as np

    kept = await load_vectors(space=maker.space, ids=ids)
    if not kept.ids:
        return ids[:_ITEMS]
    asked = np.asarray((await maker.embed([question], query=True)).matrix()[0], np.float32)
    order = np.argsort(-(kept.values @ asked), kind="stable")
    return [kept.ids[int(n)] for n in order[:_ITEMS]]


async def _within(ids: list[int], *, most: int) -> list[Words]:
    """As many as an engine can be given, in this order; at least one."""
    words = await words_of(ids)
    taken: list[Words] = []
    sentences = 0
    for each in ids:
        if each in words and (not taken or sentences < most):
            taken.append(words[each])
            sentences += len(words[each].sentences)
    return taken
