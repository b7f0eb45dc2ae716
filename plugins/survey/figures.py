"""Figures for dashboards, reports and open data: how many, how they came, and each closed question of one survey."""

from collections.abc import Sequence
from datetime import datetime

from core.sdk import ENOUGH, Block, Text, _, current_locale, participants, rows, value
from plugins.survey.exporting.columns import said
from plugins.survey.results.reading import answered
from plugins.survey.results.shown import Result, Table, results_of

CHANNELS = {"web": _("Online"), "kiosk": _("On a tablet"), "paper": _("On paper"), "import": _("From a file")}
_COUNT = """
    SELECT r.channel, count(*) AS n FROM survey_response r JOIN activity a ON a.id = r.activity
    WHERE ($1::bigint IS NULL OR a.project = $1) AND ($2::bigint IS NULL OR a.id = $2)
      AND ($3::date IS NULL OR r.submitted_on >= $3) AND ($4::date IS NULL OR r.submitted_on < $4)
    GROUP BY r.channel ORDER BY n DESC
"""


async def figures(
    *, project_id: int | None, activity_id: int | None, since: datetime | None, until: datetime | None
) -> list[Block]:
    """The questions only of one survey, and only of all time: parts of a small survey would tell on people."""
    found = await rows(_COUNT, project_id, activity_id, since and since.date(), until and until.date())
    n = sum(each["n"] for each in found)
    people = await participants(project_id=project_id, activity_id=activity_id)
    blocks = [
        Block(id="survey.answers", title=_("Answers to surveys"), kind="figure", n=n, value=n),
        Block(id="survey.participants", title=_("Participants"), kind="figure", n=people, value=people),
        Block(
            id="survey.channels",
            title=_("How the answers came in"),
            kind="series",
            n=n,
            columns=(_("Channel"), _("Answers")),
            rows=tuple((str(CHANNELS.get(each["channel"], each["channel"])), each["n"]) for each in found),
        ),
    ]
    if activity_id is not None and since is None and until is None:
        sample = await value("SELECT settings->>'sample' FROM activity WHERE id = $1", activity_id) or "open"
        blocks += _questions(
            results_of(await answered(activity_id=activity_id, only_mixed=True)).questions, sample
        )
    return blocks


def _questions(results: Sequence[Result], sample: str) -> list[Block]:
    """With fewer than thirty answers there are counts only: a share would promise more than they hold."""
    locale = current_locale()
    return [
        Block(
            id=f"survey.{each.asked.question.key}.{n}",
            title=_title(each, table),
            kind="series",
            n=each.n,
            columns=(_("Answer"), _("Answers"), _("Per cent"))[: 3 if each.n >= ENOUGH else 2],
            rows=tuple(
                (said(label, locale), *_numbers(table, line)[: 2 if each.n >= ENOUGH else 1])
                for line, label in enumerate(table.labels)
            ),
            sample=sample,
        )
        for each in results
        if each.n
        for n, table in enumerate(each.tables, start=1)
    ]


def _title(result: Result, table: Table) -> Text:
    question = result.asked.question.name
    if len(result.tables) == 1:
        return _("“{question}”").format(question=question)
    return _("{question} – {part}").format(question=question, part=table.title)


def _numbers(table: Table, line: int) -> tuple[int | str, float | str]:
    count, share = table.counts[line][0], table.share(line)
    hidden = str(_("hidden"))
    return (hidden if count is None else count, hidden if count is None or share is None else share)
