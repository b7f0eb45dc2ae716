"""The survey on paper: a PDF to print, and the page where staff type in what came back."""

import segno
from msgspec.structs import replace

from core.sdk import (
    Answer,
    Bound,
    Data,
    NotFound,
    PdfUnavailable,
    Place,
    Refused,
    Visit,
    _,
    address_of,
    get,
    ngettext,
    page,
    pdf,
    post,
    redirect,
    value,
)
from plugins.survey.answering.sending import new_code, send, was_sent
from plugins.survey.model import Answers, Question
from plugins.survey.paper.tablet import tablet_link
from plugins.survey.questions import bind_questions, keep_files
from plugins.survey.versions import Version, version_in_use

BIGGEST = 30_000_000


@get("/manage/paper", action="survey.enter", at="activity")
async def show_paper(visit: Visit, place: Place) -> Answer:
    """What there is to print, type in and open on a tablet."""
    address = address_of(visit.tenant, tablet_link(place))
    return page(
        "survey/paper_ways.html",
        place=place,
        version=await version_in_use(activity_id=place.here.id),
        typed=await _typed(place),
        tablet=address,
        code=segno.make(address, error="m").svg_data_uri(scale=4, border=2),
    )


@get("/manage/paper.pdf", action="survey.enter", at="activity")
async def print_paper(visit: Visit, place: Place) -> Answer:
    """`lang` in the address: which language to print."""
    version = await _version(place)
    lang = visit.query.get("lang", "")
    spoken = lang if lang in visit.site.languages else visit.locale
    try:
        content = await pdf(
            "survey/paper.html",
            title=str(place.here.name),
            lang=spoken,
            place=place,
            form=version.questionnaire,
        )
    except PdfUnavailable:
        return redirect(
            f"{place.url}/manage/paper", toast=_("This machine cannot make PDF files."), done=False
        )
    return Data(content, "application/pdf", headers={"Content-Disposition": 'inline; filename="survey.pdf"'})


@get("/manage/paper/enter", action="survey.enter", at="activity")
async def show_entry(visit: Visit, place: Place) -> Answer:
    del visit
    return await _entry(place, bind_questions(_asked(await _version(place)), answers={}), new_code())


@post("/manage/paper/enter", action="survey.enter", at="activity", max_body=BIGGEST)
async def send_entry(visit: Visit, place: Place) -> Answer:
    """On paper nothing can be demanded: what is missing is missing. A sheet that is sent twice is counted once."""
    version, sent = await _version(place), await visit.body()
    code = str((sent.get("once") or [""])[-1])[:20] or new_code()
    if not await was_sent(activity_id=place.here.id, code=code):
        form = bind_questions(_asked(version), sent, answers={})
        if not form.ok or not await _kept(visit, place, version, form, code):
            return await _entry(place, form, code, status=422)
    count = await _typed(place)
    said = ngettext("{n} sheet is typed in.", "{n} sheets are typed in.", count).format(n=count)
    return redirect(f"{place.url}/manage/paper/enter", toast=said)


async def _entry(place: Place, form: Bound[Answers], code: str, *, status: int = 200) -> Answer:
    typed = await _typed(place)
    return page("survey/paper_entry.html", status=status, place=place, form=form, typed=typed, once=code)


async def _kept(visit: Visit, place: Place, version: Version, form: Bound[Answers], code: str) -> bool:
    try:
        await send(
            place=place,
            version=version,
            answers=await keep_files(form, owner=visit.person),
            person=None,
            now=visit.now,
            channel="paper",
            must_be_whole=False,
            code=code,
        )
    except Refused as refused:
        form.refuse(refused)
        return False
    return True


async def _typed(place: Place) -> int:
    count: int = await value(
        "SELECT count(*) FROM survey_response WHERE activity = $1 AND channel = 'paper'", place.here.id
    )
    return count


async def _version(place: Place) -> Version:
    found = await version_in_use(activity_id=place.here.id)
    if found is None:
        raise NotFound
    return found


def _asked(version: Version) -> tuple[Question, ...]:
    """All questions, none demanded; a condition on paper is a sentence, and what was answered is counted."""
    return tuple(replace(question, required=False) for question in version.questionnaire.questions)
