"""How the work goes on: steps with days, state and a picture. The only writer of `followup_step`."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from core.sdk import (
    Localized,
    Person,
    Text,
    _,
    check_version,
    clean_line,
    clean_text,
    execute,
    row,
    rows,
    value,
)
from plugins.followup.refusals import PictureWithoutWords
from plugins.followup.telling import tell_of_step
from plugins.followup.words import Step

_COLUMNS = "project, title, text, due_on, done_on, state, picture, alt, outcome"
_STEP = """
    SELECT s.id, s.project, s.title, s.text, s.due_on, s.done_on, s.state, s.picture, s.alt, s.outcome, s.version,
      p.slug, p.titles
    FROM followup_step s JOIN project p ON p.id = s.project
"""


@dataclass(frozen=True, kw_only=True)
class StepWords:
    """What staff write in a step."""

    title: str
    text: str = ""
    due_on: date | None = None
    done_on: date | None = None
    state: str = Step.PLANNED
    picture: str = ""
    alt: str = ""
    outcome: int | None = None


@dataclass(frozen=True, slots=True)
class StepOf:
    id: int
    project_id: int
    project_slug: str
    project: Localized
    words: StepWords
    version: int

    @property
    def time(self) -> str:
        """For the component timeline: past, now or coming."""
        return {Step.DONE: "past", Step.DROPPED: "past", Step.UNDERWAY: "now"}.get(
            Step(self.words.state), "coming"
        )

    @property
    def day(self) -> date | None:
        return self.words.done_on or self.words.due_on


async def steps_of_project(project_id: int) -> list[StepOf]:
    """In order of their days; those without one last."""
    sql = f"{_STEP} WHERE s.project = $1 ORDER BY coalesce(s.done_on, s.due_on) NULLS LAST, s.id LIMIT 100"
    return [_step(each) for each in await rows(sql, project_id)]


async def load_step(step_id: int) -> StepOf | None:
    found = await row(f"{_STEP} WHERE s.id = $1", step_id)
    return _step(found) if found else None


async def write_step(*, project_id: int, words: StepWords, by: Person) -> int:
    """Raises PictureWithoutWords."""
    made: int = await value(
        f"INSERT INTO followup_step ({_COLUMNS}, by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, "
        "(SELECT id FROM followup_outcome WHERE id = $9 AND project = $1), $10) RETURNING id",
        project_id,
        *_checked(words),
        by.id,
    )
    return made


async def change_step(*, step_id: int, sent_version: str, words: StepWords, by: Person) -> None:
    """Raises StaleForm, PictureWithoutWords."""
    now = await row("SELECT version FROM followup_step WHERE id = $1 FOR UPDATE", step_id)
    check_version(current=now["version"] if now else 0, sent=sent_version)
    await execute(
        "UPDATE followup_step SET title = $2, text = $3, due_on = $4, done_on = $5, state = $6, picture = $7, alt = $8, "
        "outcome = (SELECT o.id FROM followup_outcome o WHERE o.id = $9 AND o.project = followup_step.project), "
        "by = $10, updated_at = now(), version = version + 1 WHERE id = $1",
        step_id,
        *_checked(words),
        by.id,
    )


async def tell_followers(*, step_id: int, by: Person) -> int:
    """How many were told of how it stands."""
    step = await load_step(step_id)
    if step is None:
        return 0
    return await tell_of_step(
        project_id=step.project_id,
        slug=step.project_slug,
        step_id=step.id,
        title=_said(step),
        text=step.words.text or step.words.title,
        by=by,
    )


async def delete_step(*, step_id: int) -> None:
    await execute("DELETE FROM followup_step WHERE id = $1", step_id)


def _said(step: StepOf) -> Text:
    told = {
        Step.DONE: _("Finished: “{title}” ({project})"),
        Step.UNDERWAY: _("Now under way: “{title}” ({project})"),
        Step.DROPPED: _("Will not be done: “{title}” ({project})"),
    }
    said = told.get(Step(step.words.state), _("News about “{title}” ({project})"))
    return said.format(title=step.words.title, project=step.project)


def _checked(words: StepWords) -> tuple[Any, ...]:
    alt = clean_line(words.alt)
    if words.picture and not alt:
        raise PictureWithoutWords
    done_on = words.done_on if words.state == Step.DONE else None
    text = clean_text(words.text)
    return (
        clean_line(words.title),
        text,
        words.due_on,
        done_on,
        words.state,
        words.picture,
        alt,
        words.outcome,
    )


def _step(found: dict[str, Any]) -> StepOf:
    own = {name: found[name] for name in StepWords.__dataclass_fields__}
    return StepOf(
        id=found["id"],
        project_id=found["project"],
        project_slug=found["slug"],
        project=Localized.of(found["titles"]),
        words=StepWords(**own),
        version=found["version"],
    )
