"""The form in which an idea is written, and how it becomes content."""

from collections.abc import Sequence
from typing import Annotated, Any

import msgspec

from core.sdk import (
    Bound,
    BuiltForm,
    Choice,
    Choices,
    Content,
    Contribution,
    File,
    Hidden,
    Image,
    Localized,
    Location,
    Place,
    PlaceOnMap,
    Raw,
    RichText,
    ShortText,
    Site,
    Topic,
    Upload,
    YesNo,
    _,
    bind,
    bind_built,
    joined,
)
from plugins.ideas.settings import settings_of

MOST_TOPICS = 3
ATTACHMENTS = ("document_1", "document_2", "document_3")
_TITLE = ShortText(label=_("Title"), max=120, missing=_("Write a title."))
_DRAFT_TITLE = ShortText(label=_("Title"), max=120, required=False)


class DraftForm(msgspec.Struct, kw_only=True):
    """Nothing has to be filled in yet."""

    title: Annotated[str, _DRAFT_TITLE] = ""
    body: Annotated[
        str,
        RichText(label=_("Tell more"), help=_("What do you want, and why?"), required=False, headings=False),
    ] = ""
    topics: Annotated[list[str], Choices(label=_("Topic"), required=False, max=MOST_TOPICS)] = []
    area: Annotated[str, Choice(label=_("Area"), required=False)] = ""
    place: Annotated[Location | None, PlaceOnMap(label=_("Place"), required=False)] = None
    image: Annotated[Upload | None, Image(label=_("Picture"), required=False)] = None
    image_alt: Annotated[
        str,
        ShortText(
            label=_("What the picture shows"),
            help=_("For those who cannot see it."),
            required=False,
            max=200,
        ),
    ] = ""
    document_1: Annotated[Upload | None, File(label=_("Document"), required=False)] = None
    document_2: Annotated[Upload | None, File(label=_("Second document"), required=False)] = None
    document_3: Annotated[Upload | None, File(label=_("Third document"), required=False)] = None
    anonymous: Annotated[
        bool,
        YesNo(label=_("Hide my name from the public"), help=_("The municipality still sees who you are.")),
    ] = False
    version: Annotated[str, Hidden(required=False)] = ""


class IdeaForm(DraftForm, kw_only=True):
    title: Annotated[str, _TITLE]


class Form:
    """The idea's own fields and those that staff added, bound together."""

    def __init__(self, own: Bound[Any], extra: Bound[dict[str, Any]], built: BuiltForm | None) -> None:
        self.own = own
        self.extra = extra
        self.built = built

    @property
    def ok(self) -> bool:
        return self.own.ok and self.extra.ok

    @property
    def whole(self) -> Bound[Any]:
        return joined(self.own, self.extra)

    @property
    def files_lost(self) -> bool:
        """A browser sends files once: with a form that comes back they must be chosen again."""
        sent = (part for values in self.own.raw.values() for part in values)
        return any(not isinstance(part, str) and part.data for part in sent)


def idea_form(
    *,
    place: Place,
    site: Site,
    topics: Sequence[Topic],
    built: BuiltForm | None,
    raw: Raw | None = None,
    kept: Contribution | None = None,
    draft: bool = False,
) -> Form:
    """The fields that this activity asks for; others are neither shown nor read."""
    kind: type[DraftForm] = DraftForm if draft else IdeaForm
    options = {
        "topics": [(str(topic.id), topic.name) for topic in topics],
        "area": [(area["key"], Localized.of(area.get("names", {}))) for area in site.areas],
    }
    asked = _asked(place, topics, site)
    sent = (
        None if raw is None else {name: part for name, part in raw.items() if name.partition(".")[0] in asked}
    )
    own = bind(kind, sent, initial=_initial(kept), options=options)
    own.fields[:] = [field for field in own.fields if field.key in asked]
    if settings_of(place.here).topics_required and "topics" in own:
        own["topics"].required = True
        if own.sent and not draft and not own["topics"].value:
            own.refuse(_("Choose a topic."), "topics")
    fields = built.fields if built else ()
    loose = tuple(msgspec.structs.replace(field, required=False) for field in fields) if draft else fields
    extra_sent = None if raw is None else {n: part for n, part in raw.items() if n.startswith("extra.")}
    return Form(own, bind_built(loose, extra_sent, initial=kept.answers if kept else None), built)


def content_of(form: Form, *, files: Sequence[dict[str, Any]], hide_name: bool) -> Content:
    """What was written, for the service. `files` are those kept already and those that just came."""
    given: DraftForm = form.own.values
    place = given.place or Location()
    return Content(
        title=given.title,
        body=given.body,
        topics=tuple(int(topic) for topic in given.topics),
        location=(place.lat, place.lon) if place.lat is not None and place.lon is not None else None,
        address=place.address,
        area=given.area,
        answers=form.extra.values,
        form_version=form.built.version_id if form.built else None,
        files=tuple(files),
        anonymous=given.anonymous and hide_name,
    )


def _asked(place: Place, topics: Sequence[Topic], site: Site) -> set[str]:
    chosen = settings_of(place.here)
    asked = {"title", "body", "version"}
    asked |= {"topics"} if topics else set()
    asked |= {"area"} if site.areas else set()
    asked |= {"place"} if chosen.map else set()
    asked |= {"image", "image_alt"} if chosen.images else set()
    asked |= set(ATTACHMENTS) if chosen.attachments else set()
    asked |= {"anonymous"} if chosen.anonymous else set()
    return asked


def _initial(kept: Contribution | None) -> dict[str, Any]:
    if kept is None:
        return {}
    documents = [file for file in kept.files if file.get("kind") == "document"]
    given = bool(kept.address) or kept.latitude is not None
    return {
        "title": kept.title,
        "body": kept.body,
        "topics": [str(topic.id) for topic in kept.topics],
        "area": kept.area,
        "place": Location(address=kept.address, lat=kept.latitude, lon=kept.longitude) if given else None,
        "image": kept.image,
        "image_alt": (kept.image or {}).get("alt", ""),
        **dict(zip(ATTACHMENTS, documents, strict=False)),
        "anonymous": kept.anonymous,
        "version": str(kept.version),
    }
