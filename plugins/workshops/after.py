"""After the meeting: recording, presentations, minutes."""

from typing import Annotated, Any

import msgspec

from core.sdk import (
    Answer,
    Bound,
    File,
    Page,
    Place,
    Purpose,
    Refused,
    RichText,
    ShortText,
    Upload,
    Visit,
    YesNo,
    _,
    bind,
    get,
    keep_upload,
    page,
    post,
    redirect,
)
from plugins.workshops.about import about, meeting_here, person_of, sent
from plugins.workshops.meeting import Meeting
from plugins.workshops.minutes import draft_minutes, keep_after, publish_minutes
from plugins.workshops.planning import web_address
from plugins.workshops.registering import counts_of

_AFTER = "/manage/meetings/{meeting_id:int}/after"
BIGGEST = 75_000_000
MOST_FILES = 20


class NotCaptions(Refused):
    field = "captions"

    def __init__(self) -> None:
        super().__init__(_("Captions are a WebVTT file: its first line says WEBVTT."))


class AfterForm(msgspec.Struct, kw_only=True):
    minutes: Annotated[
        str,
        RichText(
            label=_("Minutes"),
            help=_("Drafted from what was collected. Read it through, and say what happens now."),
            required=False,
            max=60_000,
        ),
    ] = ""
    recording: Annotated[str, ShortText(label=_("Link to the recording"), required=False, max=500)] = ""
    film: Annotated[
        Upload | None,
        File(
            label=_("Or the recording itself"),
            help=_(
                "Sound or a short film: MP3, M4A, MP4 or WebM. A longer film: give the link to where it lies."
            ),
            required=False,
            purpose=Purpose.RECORDING,
        ),
    ] = None
    captions: Annotated[
        Upload | None,
        File(label=_("Captions for it"), help=_("A WebVTT file (.vtt)."), required=False),
    ] = None
    captioned: Annotated[bool, YesNo(label=_("The recording has captions"))] = False
    transcript: Annotated[
        str,
        RichText(
            label=_("What is said in the recording"),
            help=_("For those who cannot hear or see it. Needed where there are no captions."),
            required=False,
            max=200_000,
        ),
    ] = ""
    presentation: Annotated[
        Upload | None, File(label=_("A presentation or another document"), required=False)
    ] = None
    second: Annotated[Upload | None, File(label=_("One more"), required=False)] = None


@get(_AFTER, action="workshops.manage", at="activity")
async def show_after(visit: Visit, place: Place, meeting_id: int) -> Answer:  # noqa: ARG001 - every handler has it
    meeting = await meeting_here(place, meeting_id)
    came = (await counts_of([meeting.id]))[meeting.id]["came"]
    initial = {name: getattr(meeting, name) for name in ("recording", "captioned", "transcript")}
    initial["minutes"] = meeting.minutes or await draft_minutes(meeting, came=came)
    return _page(place, meeting, bind(AfterForm, initial=initial))


@post(_AFTER, action="workshops.manage", at="activity", max_body=BIGGEST)
async def save_after(visit: Visit, place: Place, meeting_id: int) -> Answer:
    meeting = await meeting_here(place, meeting_id)
    form = bind(AfterForm, await visit.body())
    if form.ok:
        try:
            await _keep(visit, place, meeting, form.values)
            if await sent(visit, "step") == "publish":
                said_id = await publish_minutes(
                    place=place, meeting=meeting, by=person_of(visit), minutes=form.values.minutes
                )
                return redirect(f"{place.url}/{said_id}", toast=_("The minutes are published."))
        except Refused as refused:
            form.refuse(refused)
        else:
            return redirect(f"{place.url}/manage/meetings/{meeting.id}/after", toast=_("Saved."))
    return _page(place, meeting, form, status=422)


async def _keep(visit: Visit, place: Place, meeting: Meeting, given: AfterForm) -> None:
    gone = {part for part in (await visit.body()).get("remove", []) if isinstance(part, str)}
    files: list[dict[str, Any]] = [file for file in meeting.files if file["key"] not in gone]
    for upload, kind in _uploads(given):
        if upload is not None:
            if kind == "captions" and not upload.data.startswith(b"WEBVTT"):
                raise NotCaptions
            purpose = Purpose.RECORDING if kind == "recording" else Purpose.DOCUMENT
            ref = await keep_upload(upload, purpose=purpose, owner=person_of(visit))
            files = [file for file in files if kind == "document" or file["kind"] != kind]  # one of each
            files.append(ref.entry("") | {"kind": kind})
    await keep_after(
        place=place,
        meeting=meeting,
        recording=web_address(given.recording, "recording"),
        captioned=given.captioned,
        transcript=given.transcript,
        minutes=given.minutes,
        files=files[:MOST_FILES],
    )


def _uploads(given: AfterForm) -> list[tuple[Upload | None, str]]:
    """What was sent, and what it is to the meeting."""
    return [
        (given.film, "recording"),
        (given.captions, "captions"),
        (given.presentation, "document"),
        (given.second, "document"),
    ]


def _page(place: Place, meeting: Meeting, form: Bound[AfterForm], status: int = 200) -> Page:
    return page("workshops/after.html", status=status, form=form, **about(place, meeting))
