"""Routes: form → service → page. Support is not here: `components/reactions.html` posts to the host's own page."""

import json
from typing import Annotated

import msgspec
from core.sdk import (
    Answer,
    Bound,
    Choice,
    Data,
    Image,
    Location,
    LongText,
    NotFound,
    Page,
    Place,
    PlaceOnMap,
    Refused,
    ShortText,
    State,
    Upload,
    Visit,
    Wish,
    _,
    bind,
    get,
    listing,
    load,
    on_map,
    page,
    person_of,
    post,
    redirect,
)

from allmenning_walk.service import KIND, add_note, tones_of
from allmenning_walk.settings import LONGEST, TONES

BIGGEST = 12_000_000  # bytes: a photo as a phone takes it


class NoteForm(msgspec.Struct):
    """A new note."""

    text: Annotated[str, LongText(label=_("Your note"), max=LONGEST, missing=_("Write something first."))]
    tone: Annotated[str, Choice(label=_("This is"), options=tuple(TONES.items()))] = "wish"
    where: Annotated[Location | None, PlaceOnMap(label=_("Where on the walk is it?"), required=True)] = None
    photo: Annotated[Upload | None, Image(label=_("Photo"), required=False)] = None
    photo_alt: Annotated[
        str,
        ShortText(
            label=_("What the photo shows"),
            help=_("For those who cannot see it."),
            required=False,
            max=200,
        ),
    ] = ""


@get("/", action="walk.view", at="activity")
async def show_all(visit: Visit, place: Place) -> Answer:
    """All notes, newest first, and the form for one more."""
    return await _all(visit, place, bind(NoteForm))


@post("/", action="walk.add", at="activity", max_body=BIGGEST)
async def add(visit: Visit, place: Place) -> Answer:
    """Write a note."""
    form = bind(NoteForm, await visit.body())
    if not form.ok:
        return await _all(visit, place, form, status=422)
    author = person_of(visit)
    try:
        note_id = await add_note(place=place, author=author, given=form.values)
    except Refused as refused:
        return await _all(visit, place, form.refuse(refused), status=422)
    note = await load(contribution_id=note_id, activity_id=place.here.id, viewer=author)
    waits = note is not None and note.state is State.WAITING
    said = _("Thank you. A moderator reads it before it is shown.") if waits else _("Your note is here.")
    return redirect(place.url, toast=said)


@get("/map.json", action="walk.view", at="activity")
async def show_map(visit: Visit, place: Place) -> Answer:
    """GeoJSON points: the map is an extra, the list beside it says the same in words."""
    found = await on_map(activity_id=place.here.id, kind=KIND, wish=Wish())
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [each["longitude"], each["latitude"]]},
            "properties": {"title": each["title"], "url": f"{place.url}/{each['id']}", "kind": KIND},
        }
        for each in found
    ]
    content = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)
    return Data(content.encode(), "application/geo+json")


@get("/{note_id:int}", action="walk.view", at="activity")
async def show_one(visit: Visit, place: Place, note_id: int) -> Answer:
    """One note: where lists, mail and the front page lead to."""
    note = await load(contribution_id=note_id, activity_id=place.here.id, viewer=visit.person)
    if note is None or note.kind != KIND:
        raise NotFound
    may_support = visit.can("walk.support").allowed
    tones = await tones_of([note])
    return page("walk/one.html", note=note, tone=tones[note.id], may_support=may_support)


async def _all(visit: Visit, place: Place, form: Bound[NoteForm], *, status: int = 200) -> Page:
    wish = Wish(cursor=visit.query.get("cursor", ""))
    notes = await listing(activity_id=place.here.id, kind=KIND, wish=wish, viewer=visit.person)
    return page(
        "walk/all.html",
        status=status,
        notes=notes,
        tones=await tones_of(notes.items),
        form=form,
        may_support=visit.can("walk.support").allowed,
    )
