"""Where staff build the extra fields of an activity. A plugin takes them in by naming this module in `routes`."""

from collections.abc import Mapping
from typing import Annotated, Any

import msgspec

from core.forms import Bound, Choice, LocalizedText, YesNo, bind, load_form
from core.forms.building import lines_from_options, new_key, options_from_lines
from core.forms.built import KIND_NAMES, BuiltField, BuiltForm, Kind
from core.http import Answer, NotFound, Page, Visit, get, page, post, redirect
from core.http.steps import steps_of
from core.i18n import Localized, _
from core.projects.fields import move_field, remove_field, save_field
from core.projects.place import Place
from core.text.errors import Refused

ACTION = "project.manage"


class NoOptions(Refused):
    field = "options"

    def __init__(self) -> None:
        super().__init__(_("Write at least two answers to choose from, one on each line."))


CHOOSING = tuple(kind.value for kind in Kind if kind.has_options)


class FieldForm(msgspec.Struct):
    kind: Annotated[
        Kind,
        Choice(label=_("What is the answer?"), options=tuple((k, name) for k, name in KIND_NAMES.items())),
    ]
    labels: Annotated[Localized, LocalizedText(label=_("Question"), max=200)]
    helps: Annotated[Localized, LocalizedText(label=_("Help below the question"), required=False, max=500)]
    options: Annotated[
        Localized,
        LocalizedText(
            label=_("Answers to choose from"),
            help=_("One on each line, the same order in each language. Only where people choose."),
            required=False,
            show_if=("kind", CHOOSING),
            max=5_000,
            long=True,
        ),
    ]
    required: Annotated[bool, YesNo(label=_("It must be answered"))] = False
    public: Annotated[
        bool, YesNo(label=_("The answer is shown to everyone"), help=_("If not, only staff see it."))
    ] = True


@get("/manage/fields", action=ACTION, at="activity")
async def show_fields(visit: Visit, place: Place) -> Answer:
    del visit
    return page("forms/fields.html", form=await load_form(place.here.form_id), kinds=KIND_NAMES)


@get("/manage/fields/new", action=ACTION, at="activity")
async def new_field(visit: Visit, place: Place) -> Answer:
    del place
    return _form_page(bind(FieldForm, locales=visit.site.languages))


@post("/manage/fields/new", action=ACTION, at="activity")
async def add_field(visit: Visit, place: Place) -> Answer:
    bound = bind(FieldForm, await visit.body(), locales=visit.site.languages)
    form = await load_form(place.here.form_id)
    if bound.ok:
        key = new_key(form.fields if form else (), bound.values.labels)
        if await _saved(place, bound, key, None):
            return redirect(f"{place.url}/manage/fields", toast=_("The question is added."))
    return _form_page(bound, status=422)


@get("/manage/fields/{key:str}", action=ACTION, at="activity")
async def edit_field(visit: Visit, place: Place, key: str) -> Answer:
    field = _field(await load_form(place.here.form_id), key)
    return _form_page(
        bind(FieldForm, initial=_shown(field, visit), locales=visit.site.languages), field=field
    )


@post("/manage/fields/{key:str}", action=ACTION, at="activity")
async def change_field(visit: Visit, place: Place, key: str) -> Answer:
    field = _field(await load_form(place.here.form_id), key)
    bound = bind(FieldForm, await visit.body(), initial=_shown(field, visit), locales=visit.site.languages)
    if bound.ok and await _saved(place, bound, key, field):
        return redirect(f"{place.url}/manage/fields", toast=_("The question is saved."))
    return _form_page(bound, status=422, field=field)


@post("/manage/fields/{key:str}/move", action=ACTION, at="activity")
async def reorder_field(visit: Visit, place: Place, key: str) -> Answer:
    await move_field(activity_id=place.here.id, key=key, steps=await steps_of(visit))
    return redirect(f"{place.url}/manage/fields")


@post("/manage/fields/{key:str}/remove", action=ACTION, at="activity")
async def drop_field(visit: Visit, place: Place, key: str) -> Answer:
    del visit
    await remove_field(activity_id=place.here.id, key=key)
    return redirect(
        f"{place.url}/manage/fields", toast=_("The question is removed. Answers already given are kept.")
    )


async def _saved(place: Place, bound: Bound[FieldForm], key: str, kept: BuiltField | None) -> bool:
    """Whether it was saved; if not, the form says why."""
    given = bound.values
    options = (
        options_from_lines(given.options, kept.options if kept else ()) if given.kind.has_options else ()
    )
    field = BuiltField(
        key=key,
        kind=given.kind,
        labels=dict(given.labels),
        helps=dict(given.helps),
        required=given.required,
        public=given.public,
        options=options,
    )
    try:
        if given.kind.has_options and len(options) < 2:  # noqa: PLR2004 - one answer is no choice
            raise NoOptions
        await save_field(activity_id=place.here.id, field=field)
    except Refused as refused:
        bound.refuse(refused)
        return False
    return True


def _field(form: BuiltForm | None, key: str) -> BuiltField:
    found = next((field for field in form.fields if field.key == key), None) if form else None
    if found is None:
        raise NotFound
    return found


def _shown(field: BuiltField, visit: Visit) -> Mapping[str, Any]:
    return {
        "kind": field.kind,
        "labels": Localized(field.labels),
        "helps": Localized(field.helps),
        "options": Localized(lines_from_options(field.options, visit.site.languages)),
        "required": field.required,
        "public": field.public,
    }


def _form_page(bound: Bound[FieldForm], *, status: int = 200, field: BuiltField | None = None) -> Page:
    return page("forms/field.html", status=status, bound=bound, field=field)
