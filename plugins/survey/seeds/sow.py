"""Writes a theme's questions and, by the stage, its answers: through the same services as people's own."""

import random
import tomllib
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from core.sdk import Act, Channel, Place, Seeding, execute, record_many
from plugins.survey.answering.keeping import LOGGED_AS, Kept, keep
from plugins.survey.answering.quotas import recount
from plugins.survey.answering.sending import ACTION
from plugins.survey.builder.editing import appended
from plugins.survey.model import Questionnaire, from_plain
from plugins.survey.seeds.answers import answers_of_one
from plugins.survey.versions import Version, begin, newest_version

FOLDER = Path(__file__).parent
THEMES = tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))
DEFAULT = "travel"
_HOW_MANY = {"open": 0, "running": 164, "finished": 412}
_PAPER = 0.12
_WITH_ACCOUNT = 0.5  # of the residents


async def sow(seeding: Seeding) -> None:
    """A survey that has questions already keeps them; answers come only where there are none."""
    place: Place = seeding.place
    theme = _theme(seeding.theme if seeding.theme in THEMES else DEFAULT)
    form = appended(Questionnaire(), from_plain(theme))
    by = seeding.staff[0].id if seeding.staff else None
    version = await newest_version(activity_id=place.here.id) or await begin(
        activity_id=place.here.id, questionnaire=form, by=by
    )
    await execute(
        "UPDATE survey_version SET published_at = $2, made_at = $2 WHERE id = $1", version.id, _opened(place)
    )
    count = _HOW_MANY.get(seeding.stage, 0)
    if count and version.questionnaire == form and not version.answered:
        await _answer(seeding, version, theme, count)


async def _answer(seeding: Seeding, version: Version, theme: dict[str, Any], count: int) -> None:
    place: Place = seeding.place
    drawn = random.Random(f"{seeding.theme}.{place.here.slug}")  # noqa: S311 - invented answers, the same each time
    hints = [question for page in theme["pages"] for question in page["questions"]]
    moments = sorted(_moment(place, drawn) for _n in range(count))
    responses = [
        Kept(
            version_id=version.id,
            answers=answers_of_one(version.questionnaire, hints, drawn, seeding.language),
            channel="paper" if drawn.random() < _PAPER else "web",
            on=at.date(),
        )
        for at in moments
    ]
    await keep(place=place, responses=responses, forms={version.id: version.questionnaire})
    await _log(seeding, responses, moments)
    await recount(activity_id=place.here.id, forms={version.id: version.questionnaire})


async def _log(seeding: Seeding, responses: list[Kept], moments: list[datetime]) -> None:
    """Some of the town's people have an account; the others answered without one."""
    place: Place = seeding.place
    known = list(seeding.residents[: int(len(seeding.residents) * _WITH_ACCOUNT)])
    acts: dict[Channel, list[Act]] = {}
    for n, (response, at) in enumerate(zip(responses, moments, strict=True)):
        channel = LOGGED_AS[response.channel]
        who = f"survey:seed:{place.here.id}:{n}"
        if channel is Channel.WEB and known:
            person = known.pop()
            who = f"person:{person.id}"
            await execute(
                "INSERT INTO survey_taker (activity, person) VALUES ($1, $2) ON CONFLICT DO NOTHING",
                place.here.id,
                person.id,
            )
        acts.setdefault(channel, []).append(Act(who, ACTION, at))
    for channel, some in acts.items():
        await record_many(some, project_id=place.project.id, activity_id=place.here.id, channel=channel)


def _opened(place: Place) -> datetime:
    return place.here.opens_at or datetime.now(UTC) - timedelta(days=14)


def _moment(place: Place, drawn: random.Random) -> datetime:
    """Many in the first days, as surveys go."""
    begin_, now = _opened(place), datetime.now(UTC)
    end = min(place.here.closes_at or now, now)
    return begin_ + (max(end, begin_) - begin_) * min(drawn.betavariate(1, 2), 0.999)


@cache
def _theme(name: str) -> dict[str, Any]:
    """As a questionnaire is stored; keys are given by the place in the file, and anew when it becomes a version."""
    theme = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    for page_number, page in enumerate(theme["pages"]):
        page["key"] = f"page{page_number}"
        for question in page["questions"]:
            for part in ("options", "rows"):
                labels = question.get(part, ())
                question[part] = [
                    {"key": f"{part}-{question['key']}-{n}", "label": each} for n, each in enumerate(labels)
                ]
    return theme
