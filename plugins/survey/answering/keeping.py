"""Writing responses: packed for counting, what was written as contributions. The only writer of `survey_response`."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import msgspec

from core.sdk import Channel, Place, Said, copy_rows, execute, keep_internal
from plugins.survey.answering.texts import Wrote, split
from plugins.survey.model import Answers, Questionnaire
from plugins.survey.results.layout import layout_of, pack

KIND = "answer"
LOGGED_AS = {
    "web": Channel.WEB,
    "kiosk": Channel.MEETING,
    "paper": Channel.PAPER,
    "import": Channel.IMPORT,
}  # how the participation log calls a response's channel
_INSERT = """
    INSERT INTO survey_response (id, version, activity, channel, answers, codes, numbers, receipt_hash, mixed, import_id,
        submitted_on, person, locale)
    SELECT id, version, $1, channel, answers::jsonb, codes, numbers, receipt, $2, import, day, person, ''
    FROM unnest($3::uuid[], $4::bigint[], $5::varchar[], $6::text[], $7::bytea[], $8::bytea[], $9::varchar[], $10::bigint[],
        $11::date[], $12::bigint[]) t(id, version, channel, answers, codes, numbers, receipt, import, day, person)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One response, with what was written still in its answers."""

    version_id: int
    answers: Answers
    channel: str
    on: date
    receipt_hash: str = ""
    person_id: int | None = None
    import_id: int | None = None


async def keep(
    *, place: Place, responses: Sequence[Kept], forms: Mapping[int, Questionnaire], mixed: bool = True
) -> None:
    """`forms`: version id -> questionnaire. Not `mixed`: they wait in one piece, to be moved together with others."""
    parts = [split(forms[each.version_id], each.answers) for each in responses]
    layouts = {version: layout_of(form) for version, form in forms.items()}
    packed = [pack(layouts[each.version_id], each.answers) for each in responses]
    ids = [uuid.uuid4() for _each in responses]
    await execute(
        _INSERT,
        place.here.id,
        mixed,
        ids,
        [each.version_id for each in responses],
        [each.channel for each in responses],
        [
            msgspec.json.encode(part[0] if mixed else each.answers).decode()
            for each, part in zip(responses, parts, strict=True)
        ],
        [codes for codes, _numbers in packed],
        [numbers for _codes, numbers in packed],
        [each.receipt_hash for each in responses],
        [each.import_id for each in responses],
        [each.on for each in responses],
        [each.person_id for each in responses],
    )
    if mixed:
        await _keep_texts(place, responses, ids, [wrote for _answers, wrote in parts])


async def _keep_texts(
    place: Place, responses: Sequence[Kept], ids: Sequence[uuid.UUID], wrote: Sequence[Sequence[Wrote]]
) -> None:
    """Each text a contribution for staff and sense-making, by nobody where the survey is anonymous."""
    lines = [
        (each, new_id, text)
        for each, new_id, texts in zip(responses, ids, wrote, strict=True)
        for text in texts
    ]
    if not lines:
        return
    made = await keep_internal(
        place=place,
        kind=KIND,
        items=[
            Said(text=text.text, on=each.on, author_id=each.person_id, channel=LOGGED_AS[each.channel])
            for each, _new_id, text in lines
        ],
    )
    await copy_rows(
        "survey_text",
        ("response", "activity", "question", "part", "contribution"),
        [
            (new_id, place.here.id, text.question, text.part, contribution)
            for (_each, new_id, text), contribution in zip(lines, made, strict=True)
        ],
    )
