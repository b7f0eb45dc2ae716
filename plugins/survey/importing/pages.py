"""The page where staff bring in a form from another program, and see what did not come along."""

from typing import Annotated

import msgspec

from core.sdk import Answer, Bound, Place, Refused, Upload, Visit, _, bind, get, page, post
from plugins.survey.builder.editing import appended, last_made
from plugins.survey.importing.file_field import FormFile
from plugins.survey.importing.reading import MOST_BYTES, ImportedForm, read_form
from plugins.survey.model import Questionnaire
from plugins.survey.versions import change, newest_version

ACTION = "survey.manage"
_BODY = MOST_BYTES + 100_000


class FileForm(msgspec.Struct, kw_only=True):
    file: Annotated[
        Upload,
        FormFile(
            label=_("The form"),
            help=_(
                "From LimeSurvey the export “Survey structure (.lss)”, from Google Forms, Microsoft Forms or Typeform the form "
                "as JSON."
            ),
            missing=_("Choose the file with the form."),
        ),
    ]


@get("/manage/import-form", action=ACTION, at="activity")
async def show_import(visit: Visit, place: Place) -> Answer:
    del visit
    return await _page(place, bind(FileForm))


@post("/manage/import-form", action=ACTION, at="activity", max_body=_BODY)
async def import_form(visit: Visit, place: Place) -> Answer:
    form = bind(FileForm, await visit.body())
    if form.ok:
        try:
            imported = await bring_in(visit, place, form.values.file)
            return page("survey/imported.html", place=place, imported=imported)
        except Refused as refused:
            form.refuse(refused)
    return await _page(place, form, status=422)


async def bring_in(visit: Visit, place: Place, file: Upload) -> ImportedForm:
    """In place of the questions that are there; where those have answers, as a new version. Raises NotAForm, TooMany."""
    main, *_others = languages = visit.site.languages
    imported = read_form(file.data, main=main, languages=languages)
    by = visit.person.id if visit.person else None
    await change(
        activity_id=place.here.id, by=by, edit=lambda before: _instead(before, imported.questionnaire)
    )
    return imported


def _instead(before: Questionnaire, now: Questionnaire) -> Questionnaire:
    """With keys that no question had before: an answer to an earlier version never counts for another question."""
    return appended(Questionnaire(made=last_made(before)), now)


async def _page(place: Place, form: Bound[FileForm], *, status: int = 200) -> Answer:
    newest = await newest_version(activity_id=place.here.id)
    there = len(newest.questionnaire.asked) if newest else 0
    return page("survey/import_form.html", status=status, place=place, form=form, there=there)
