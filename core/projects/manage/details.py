"""Title, summary, promise, cover picture, folder, topics, area, who answers."""

from typing import Annotated, Any

import msgspec

from core.forms import Bound, Choice, Choices, Hidden, Image, LocalizedText, Raw, bind
from core.http import Answer, Visit, get, page, post, redirect
from core.i18n import Localized, _
from core.projects.manage.files import keep_file
from core.projects.manage.place import managed, refuse
from core.projects.manage.reads import drop_empty_choices, form_options, project_row
from core.projects.service import Details, change_details, folder_named
from core.text.errors import Refused

MOST = 12_000_000  # a cover picture and the texts


class DetailsForm(msgspec.Struct, kw_only=True):
    titles: Annotated[
        Localized, LocalizedText(label=_("Title"), max=120, required=True, missing=_("Write a title."))
    ]
    summaries: Annotated[
        Localized,
        LocalizedText(
            label=_("In a sentence or two"),
            help=_("Stands on the card and on top of the page."),
            long=True,
            max=300,
            required=False,
        ),
    ]
    promise: Annotated[
        Localized,
        LocalizedText(
            label=_("What you promise to do with what people write"),
            help=_("Who reads it, when do people get an answer, and who decides?"),
            long=True,
            max=2_000,
            required=False,
        ),
    ]
    cover: Annotated[Any, Image(label=_("Cover picture"), required=False)] = None
    cover_alt: Annotated[
        Localized,
        LocalizedText(
            label=_("What the cover picture shows"),
            help=_("For those who cannot see it. One sentence."),
            max=300,
            required=False,
        ),
    ]
    folder: Annotated[str | None, Choice(label=_("Folder"), required=False)] = None
    new_folder: Annotated[Localized, LocalizedText(label=_("New folder"), max=80, required=False)]
    topics: Annotated[list[str], Choices(label=_("Topics"), required=False)] = []
    area: Annotated[str | None, Choice(label=_("Area"), required=False)] = None
    contact_person: Annotated[str | None, Choice(label=_("Who answers questions?"), required=False)] = None
    version: Annotated[str, Hidden()] = ""


@get("/manage/projects/{project_id:int}/details", action="staff.enter")
async def details(visit: Visit, project_id: int) -> Answer:
    place = await managed(visit, project_id)
    return page("manage/projects/details.html", project=place.project, form=await _form(visit, project_id))


@post("/manage/projects/{project_id:int}/details", action="staff.enter", max_body=MOST)
async def save_details(visit: Visit, project_id: int) -> Answer:
    place = await managed(visit, project_id)
    form = await _form(visit, project_id, await visit.body())
    if form.ok:
        try:
            await _save(visit, project_id, form)
            return redirect(f"/manage/projects/{project_id}", toast=_("Saved."))
        except Refused as refused:
            refuse(form, refused, place.project.version)
    return page("manage/projects/details.html", status=422, project=place.project, form=form)


async def _form(visit: Visit, project_id: int, raw: Raw | None = None) -> Bound[DetailsForm]:
    found = await project_row(project_id)
    options = await form_options(site=visit.site, project_id=project_id)
    initial = {
        "titles": Localized.of(found["titles"]),
        "summaries": Localized.of(found["summaries"]),
        "promise": Localized.of(found["promise"]),
        "cover": found["cover"].get("file", ""),
        "cover_alt": Localized.of(found["cover"].get("alt")),
        "folder": _word(found["folder"]),
        "topics": [str(each) for each in found["topics"]],
        "area": found["area"],
        "contact_person": _word(found["contact_person"]),
        "version": str(found["version"]),
    }
    locales = visit.site.languages
    form = bind(DetailsForm, raw, initial=initial, options=options, locales=locales)
    drop_empty_choices(form, "folder", "topics", "area", "contact_person")
    return form


async def _save(visit: Visit, project_id: int, form: Bound[DetailsForm]) -> None:
    values = form.values
    cover = await keep_file(visit)(form, "cover", form["cover"].kept or "")
    folder = await folder_named(titles=values.new_folder) if values.new_folder else _number(values.folder)
    await change_details(
        project_id=project_id,
        sent_version=values.version,
        details=Details(
            titles=values.titles,
            summaries=values.summaries,
            promise=values.promise,
            cover={"file": cover, "alt": values.cover_alt} if cover else {},
            folder=folder,
            topics=[int(each) for each in values.topics],
            area=values.area or "",
            contact_person=_number(values.contact_person),
        ),
    )


def _word(number: int | None) -> str:
    return "" if number is None else str(number)


def _number(word: str | None) -> int | None:
    return int(word) if word else None
