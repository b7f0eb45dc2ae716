"""Proposals, as a job: of each chosen theme a recommendation with words for and against; of those that stand, what is new."""

from typing import Any

import msgspec

from core.sdk import Made, Person, enqueue, execute, job, report_progress, rows, value
from plugins.insights.engines import engine
from plugins.insights.quotations import Source, words_of
from plugins.insights.recommendations.backing import count_behind, take_in
from plugins.insights.studies.model import Study, load_study
from plugins.insights.themes.model import Theme, flat, themes_of
from plugins.insights.vectors import load_vectors

_CENTRAL = 80  # contributions of a theme that sentences are chosen from
_LOOKED = 600  # that are looked through for words against


async def begin_proposing(*, study: Study, theme_ids: list[int], by: Person) -> int:
    """Also takes in what is new behind those that stand already."""
    return await enqueue("insights.propose", study_id=study.id, theme_ids=theme_ids, by=by.id)


@job("insights.propose", queue="urgent", quiet=True)
async def propose(*, study_id: int, theme_ids: list[int], by: int | None) -> None:
    """A theme that has a recommendation gets no second one: safe to run twice."""
    await value("SELECT id FROM insights_study WHERE id = $1 FOR UPDATE", study_id)
    study = await load_study(study_id)
    if study is None:
        return
    themes = {theme.id: theme for theme in flat(await themes_of(study_id=study_id))}
    await _renew(study, themes)
    wanted = [themes[each] for each in theme_ids if each in themes]
    for number, theme in enumerate(wanted):
        await report_progress(number, len(wanted))
        if not await _has_one(theme.id):
            await _propose(study, theme, by)


async def _has_one(theme_id: int) -> bool:
    found: bool = await value(
        "SELECT EXISTS (SELECT 1 FROM insights_recommendation_theme l JOIN insights_recommendation r ON r.id = l.recommendation "
        "WHERE l.theme = $1 AND r.state <> 'dropped')",
        theme_id,
    )
    return found


async def _propose(study: Study, theme: Theme, by: int | None) -> None:
    made = Made(engine=(await engine()).name, model=study.space)
    new_id: int = await value(
        "INSERT INTO insights_recommendation (study, title, text, state, position, made, changed_by) SELECT $1, $2, $3, "
        "'proposed', coalesce(max(position), 0) + 1, $4, $5 FROM insights_recommendation WHERE study = $1 RETURNING id",
        study.id,
        theme.name,
        theme.description,
        msgspec.to_builtins(made),
        by,
    )
    for each in theme.all():
        await execute(
            "INSERT INTO insights_recommendation_theme (recommendation, theme) VALUES ($1, $2) ON CONFLICT DO NOTHING",
            new_id,
            each.id,
        )
    await take_in(study_id=study.id, recommendation_id=new_id)
    await choose_words(study=study, recommendation_id=new_id, about=[theme.name, *theme.words])


async def choose_words(*, study: Study, recommendation_id: int, about: list[str]) -> None:
    """Sentences for and against, cut later from the sources. What staff took away stays away; what is there is kept."""
    from plugins.insights.recommendations.choosing import FOR, telling_sentence, those_against, typical
    from plugins.insights.recommendations.leaning import leaning

    behind = await _behind(study.id, recommendation_id)
    looked = await words_of([*behind[:_LOOKED], *await _answers_to(behind)])
    lean = await leaning(
        await engine(), space=study.space, ids=list(looked), about=about[0], language=study.language
    )
    against = those_against(list(looked.values()), lean)
    otherwise = {source.contribution for source in against}
    kept = await load_vectors(
        space=study.space, ids=[each for each in behind[:_CENTRAL] if each not in otherwise]
    )
    chosen = (typical(kept) or behind[:1])[:FOR]
    words = await words_of(chosen)
    telling = [telling_sentence(words[each], about) for each in chosen if each in words]
    await _keep(recommendation_id, "for", [source for source in telling if source is not None])
    await _keep(recommendation_id, "against", against)


async def _behind(study_id: int, recommendation_id: int) -> list[int]:
    """The most typical first."""
    found = await rows(
        "SELECT b.contribution FROM insights_backing b LEFT JOIN insights_placing p ON p.contribution = b.contribution "
        "AND p.study = $1 WHERE b.recommendation = $2 ORDER BY p.closeness DESC NULLS LAST, b.contribution",
        study_id,
        recommendation_id,
    )
    return [each["contribution"] for each in found]


async def _answers_to(ids: list[int]) -> list[int]:
    """Comments: where people most often say no."""
    found = await rows(
        "SELECT id FROM contribution WHERE root = ANY($1::bigint[]) AND state = 'published' ORDER BY id LIMIT $2",
        ids,
        _LOOKED,
    )
    return [each["id"] for each in found]


async def _keep(recommendation_id: int, side: str, sources: list[Source]) -> None:
    for source in sources:
        await execute(
            "INSERT INTO insights_evidence (recommendation, contribution, sentence, digest, side) VALUES ($1, $2, $3, $4, $5) "
            "ON CONFLICT (recommendation, contribution, sentence) DO UPDATE SET digest = excluded.digest",
            recommendation_id,
            source.contribution,
            source.sentence,
            source.digest,
            side,
        )


async def _renew(study: Study, themes: dict[int, Theme]) -> None:
    """What came since stands behind those that are there already. Titles, texts, order and choices are staff's own: untouched."""
    found = await rows(
        "SELECT r.id, r.title, (SELECT array_agg(l.theme) FROM insights_recommendation_theme l WHERE l.recommendation = r.id) "
        "AS themes FROM insights_recommendation r WHERE r.study = $1 AND r.state IN ('proposed', 'accepted')",
        study.id,
    )
    for each in found:
        before = await count_behind(recommendation_id=each["id"])
        await take_in(study_id=study.id, recommendation_id=each["id"])
        after = await count_behind(recommendation_id=each["id"])
        words = [word for key in each["themes"] or [] if key in themes for word in themes[key].words]
        if after != before:
            await choose_words(study=study, recommendation_id=each["id"], about=[each["title"], *words])
        await _note_change(each["id"], before, after)


async def _note_change(recommendation_id: int, before: dict[str, Any], after: dict[str, Any]) -> None:
    today: str = await value("SELECT now()::date::text")
    changes = {name: after[name] - before[name] for name in ("contributions", "people")}
    await execute(
        "UPDATE insights_recommendation SET changes = $2 WHERE id = $1",
        recommendation_id,
        {**changes, "on": today} if any(changes.values()) else {},
    )
