"""The importer for staff: a file, what its columns mean, a preview, and back again."""

import asyncio
from typing import Annotated, Any

import msgspec

from core.sdk import (
    Answer,
    Bound,
    NotFound,
    Place,
    Refused,
    Upload,
    Visit,
    _,
    bind,
    enqueue,
    get,
    ngettext,
    page,
    post,
    progress_of,
    redirect,
)
from plugins.survey.responses.keep import (
    KeptImport,
    begin_import,
    imports_of,
    load_import,
    set_mapping,
    start,
    table_of,
)
from plugins.survey.responses.mapping import DAY, checked, guess, is_personal
from plugins.survey.responses.new_form import form_from
from plugins.survey.responses.plan import plan
from plugins.survey.responses.run import columns_in_use, undo
from plugins.survey.responses.table import MOST_BYTES, SourceTable, read_table
from plugins.survey.responses.upload import AnswersFile
from plugins.survey.versions import change, newest_version

ACTION = "survey.manage"
_BODY = MOST_BYTES + 100_000
_PREVIEW = 500  # rows that are tried
_SAMPLES = 3


class AnswersForm(msgspec.Struct, kw_only=True):
    file: Annotated[
        Upload,
        AnswersFile(
            label=_("The answers"),
            help=_(
                "CSV or XLSX: raw data from SurveyMonkey or Qualtrics, our own download, or any table with a row each."
            ),
            missing=_("Choose the file with the answers."),
        ),
    ]


@get("/manage/responses", action=ACTION, at="activity")
async def show_imports(visit: Visit, place: Place) -> Answer:
    del visit
    return await _start(place, bind(AnswersForm))


@post("/manage/responses", action=ACTION, at="activity", max_body=_BODY)
async def send_file(visit: Visit, place: Place) -> Answer:
    form = bind(AnswersForm, await visit.body())
    if not form.ok:
        return await _start(place, form, status=422)
    file = form.values.file
    try:
        table = await asyncio.to_thread(read_table, file.filename, file.data)
    except Refused as refused:
        form.refuse(refused)
        return await _start(place, form, status=422)
    chosen = guess(table.headings, await columns_in_use(place))
    import_id = await begin_import(
        place=place, by=visit.person, filename=file.filename, data=file.data, table=table, chosen=chosen
    )
    return redirect(f"{place.url}/manage/responses/{import_id}")


@get("/manage/responses/{import_id:int}", action=ACTION, at="activity")
async def show_one(visit: Visit, place: Place, import_id: int) -> Answer:
    del visit
    kept = await _kept(place, import_id)
    if kept.state != "mapping":
        progress = await progress_of(job_id=kept.job_id) if kept.job_id else None
        return page("survey/responses_state.html", place=place, kept=kept, progress=progress)
    return page("survey/responses_mapping.html", place=place, kept=kept, **await _mapping(place, kept))


@post("/manage/responses/{import_id:int}", action=ACTION, at="activity")
async def send_mapping(visit: Visit, place: Place, import_id: int) -> Answer:
    """`do`: look (see the preview again), make (questions from the file), run."""
    kept = await _kept(place, import_id)
    here = f"{place.url}/manage/responses/{import_id}"
    sent = {name: str(parts[-1]) for name, parts in (await visit.body()).items()}
    if kept.state != "mapping":
        return redirect(here)
    if sent.get("do") == "make":
        await _make_questions(visit, place, kept)
        return redirect(
            here, toast=_("The questions are made. Look through them before you read in the answers.")
        )
    chosen = checked(sent, kept.headings, await columns_in_use(place))
    await set_mapping(kept=kept, chosen=chosen)
    if sent.get("do") != "run" or not set(chosen.values()) - {DAY}:
        return redirect(here)
    try:
        await start(kept=kept, job_id=await enqueue("survey.import", import_id=import_id))
    except Refused as refused:
        return redirect(here, toast=refused.message, done=False)
    return redirect(here, toast=_("The answers are being read in. You can leave this page."))


@post("/manage/responses/{import_id:int}/undo", action=ACTION, at="activity")
async def send_undo(visit: Visit, place: Place, import_id: int) -> Answer:
    del visit
    gone = await undo(place=place, kept=await _kept(place, import_id))
    said = ngettext("{n} answer is taken out again.", "{n} answers are taken out again.", gone).format(n=gone)
    return redirect(f"{place.url}/manage/responses", toast=said)


async def _start(place: Place, form: Bound[AnswersForm], *, status: int = 200) -> Answer:
    found = await imports_of(activity_id=place.here.id)
    return page("survey/responses.html", status=status, place=place, form=form, imports=found)


async def _kept(place: Place, import_id: int) -> KeptImport:
    found = await load_import(activity_id=place.here.id, import_id=import_id)
    if found is None:
        raise NotFound
    return found


async def _mapping(place: Place, kept: KeptImport) -> dict[str, Any]:
    table, columns = await table_of(kept), await columns_in_use(place)
    planned = await asyncio.to_thread(plan, table, kept.mapping, columns, most=_PREVIEW)
    newest = await newest_version(activity_id=place.here.id)
    return {
        "columns": columns,
        "planned": planned,
        "tried": min(_PREVIEW, len(table.rows)),
        "samples": [_samples(table, n) for n in range(len(table.headings))],
        "personal": [is_personal(heading) for heading in table.headings],
        "may_make": newest is None or not newest.questionnaire.asked,
        "day": DAY,
    }


async def _make_questions(visit: Visit, place: Place, kept: KeptImport) -> None:
    """Only where there are none: nothing that staff wrote is changed."""
    newest = await newest_version(activity_id=place.here.id)
    if newest is not None and newest.questionnaire.asked:
        return
    table = await table_of(kept)
    made, chosen = await asyncio.to_thread(form_from, table, locale=visit.site.languages[0])
    by = visit.person.id if visit.person else None
    await change(activity_id=place.here.id, by=by, edit=lambda _before: made)
    await set_mapping(kept=kept, chosen=chosen)


def _samples(table: SourceTable, n: int) -> list[str]:
    return list(dict.fromkeys(row[n][:40] for row in table.rows[:_PREVIEW] if row[n]))[:_SAMPLES]
