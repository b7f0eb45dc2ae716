"""One page of questions on the way through: drawn, read, kept, and on to the next."""

from dataclasses import dataclass

from msgspec.structs import replace

from core.sdk import Answer, Bound, Cookie, Page, Place, Redirect, Refused, Visit, _, redirect, savepoint
from plugins.survey.answering.drafts import Draft, cookie_name, key_of, save_draft, spend_draft
from plugins.survey.answering.quotas import full_options
from plugins.survey.answering.receipts import receipt_cookie, tablet_of
from plugins.survey.answering.sending import send
from plugins.survey.logic import next_page, pages_gone_through
from plugins.survey.model import Answers, Question
from plugins.survey.model import Page as FormPage
from plugins.survey.questions import bind_page, keep_files
from plugins.survey.settings import settings_of
from plugins.survey.versions import Version, load_version

BIGGEST = 30_000_000  # a page may hold a file or two
_TABLET_WAITS = 180  # seconds without a touch, and the tablet begins again for the next person


@dataclass(frozen=True, slots=True)
class Step:
    """Where a person is. `way`: the pages that the answers so far lead to."""

    version: Version
    draft: Draft
    page: FormPage
    way: tuple[FormPage, ...]

    @classmethod
    async def at(cls, *, place: Place, draft: Draft, wanted: str) -> "Step | None":
        """The page that is asked for, if the answers lead to it; else where the person was."""
        version = await load_version(activity_id=place.here.id, version_id=draft.version_id)
        if version is None:
            return None
        way = tuple(pages_gone_through(version.questionnaire, draft.answers))
        here = next((p for key in (wanted, draft.page) for p in way if p.key == key), way[0] if way else None)
        return cls(version, draft, here, way) if here is not None else None

    @property
    def number(self) -> int:
        return self.way.index(self.page) + 1

    @property
    def before(self) -> FormPage | None:
        return self.way[self.number - 2] if self.number > 1 else None


async def draw(
    visit: Visit, place: Place, step: Step, *, form: Bound[Answers] | None = None, status: int = 200
) -> Page:
    full = await full_options(activity_id=place.here.id, questionnaire=step.version.questionnaire)
    shown = form or bind_page(
        step.version.questionnaire, step.page, answers=step.draft.answers, seed=step.draft.seed, full=full
    )
    tablet = tablet_of(visit, place) if step.draft.kiosk else ""
    headers = {"Refresh": f"{_TABLET_WAITS}; url={place.url}/tablet/{tablet}"} if tablet else {}
    context = {
        "place": place,
        "step": step,
        "form": shown,
        "tablet": tablet,
        "resume": settings_of(place.here).resume and not step.draft.kiosk,
        "last": next_page(step.version.questionnaire, step.draft.answers, step.page) is None,
    }
    return Page("survey/answer.html", context, status, headers=headers)


async def read(visit: Visit, place: Place, step: Step, wanted: str) -> Answer | None:
    """Keep what was answered and go where the person wants; None where that was the last page."""
    moves_on = wanted not in ("back", "later")
    questionnaire = step.version.questionnaire
    asked = (
        step.page if moves_on else replace(step.page, questions=tuple(map(_optional, step.page.questions)))
    )
    full = await full_options(activity_id=place.here.id, questionnaire=questionnaire)
    form = bind_page(
        questionnaire,
        asked,
        await visit.body(),
        answers=step.draft.answers,
        seed=step.draft.seed,
        full=full,
    )
    if not form.ok and moves_on:
        return await draw(visit, place, step, form=form, status=422)
    answers = await _answers(visit, place, step, form) if form.ok else step.draft.answers
    if answers is None:
        return await draw(visit, place, step, form=form, status=422)
    after = next_page(questionnaire, answers, step.page) if moves_on else step.before or step.page
    stays = after if after is not None and wanted != "later" else step.page
    await save_draft(draft=step.draft, answers=answers, page=stays.key)
    if wanted == "later":
        return redirect(place.url, toast=_("Your answers so far are kept on this device."))
    return redirect(f"{place.url}/answer?page={after.key}") if after is not None else None


async def send_all(visit: Visit, place: Place, step: Step) -> Answer:
    """Everything that was answered. Sent twice, the second finds nothing left to send. Raises refusals of `send`."""
    async with savepoint():
        draft = await spend_draft(activity_id=place.here.id, key=key_of(visit, place))
        if draft is None:
            return redirect(f"{place.url}/done")
        code = await send(
            place=place,
            version=step.version,
            answers=draft.answers,
            person=None if draft.kiosk else visit.person,
            now=visit.now,
            channel="kiosk" if draft.kiosk else "web",
        )
    gone = Cookie(cookie_name(place), "", 0)
    if draft.kiosk:
        return Redirect(f"{place.url}/tablet/{tablet_of(visit, place)}?thanks=1", cookies=(gone,))
    return Redirect(f"{place.url}/done", cookies=(gone, receipt_cookie(place, code)))


async def _answers(visit: Visit, place: Place, step: Step, form: Bound[Answers]) -> Answers | None:
    """All answers so far with those of this page; None where a file was refused, which the form then says."""
    owner = None if settings_of(place.here).anonymous else visit.person
    try:
        values = await keep_files(form, owner=owner)
    except Refused as refused:
        form.refuse(refused)
        return None
    here = {question.key for question in step.page.questions}
    return {key: answer for key, answer in step.draft.answers.items() if key not in here} | values


def _optional(question: Question) -> Question:
    """Who goes back, or stops for now, need not have answered everything."""
    return replace(question, required=False)
