"""What the builder's pages share: the version at hand, the revision that was seen, and who changes it."""

from collections.abc import Callable, Sequence

import msgspec

from core.sdk import NotFound, Person, Place, Purpose, Text, Visit, _, keep_upload, person_of
from plugins.survey.builder.editing import Gone
from plugins.survey.builder.options_field import Written
from plugins.survey.model import Option, Page, Question, Questionnaire
from plugins.survey.versions import Version, change, newest_version


async def at_hand(place: Place) -> Version | None:
    return await newest_version(activity_id=place.here.id)


async def needed(place: Place) -> Version:
    found = await at_hand(place)
    if found is None:
        raise NotFound
    return found


async def question_at(place: Place, key: str) -> tuple[Version, Question]:
    version = await needed(place)
    question = version.questionnaire.question(key)
    if question is None:
        raise NotFound
    return version, question


async def page_at(place: Place, key: str) -> tuple[Version, Page]:
    version = await needed(place)
    found = version.questionnaire.page(key)
    if found is None:
        raise NotFound
    return version, found


async def edited(
    visit: Visit,
    place: Place,
    edit: Callable[[Questionnaire], Questionnaire],
    *,
    sent: str | None = None,
) -> Version:
    """Change the questionnaire; 404 where what should be changed is gone. Raises StaleForm and TooMany."""
    try:
        return await change(
            activity_id=place.here.id,
            by=person_of(visit).id,
            edit=edit,
            sent_state=sent,
        )
    except Gone as gone:
        raise NotFound from gone


async def options_from(written: Sequence[Written], *, owner: Person) -> tuple[Option, ...]:
    """With new pictures kept. Raises what `keep_upload` refuses."""
    found = []
    for each in written:
        option = each.option
        if each.upload is not None:
            ref = await keep_upload(each.upload, purpose=Purpose.IMAGE, owner=owner, public=True)
            option = msgspec.structs.replace(option, image=ref.key)
        found.append(option)
    return tuple(found)


def said(version: Version, words: Text) -> Text:
    """What the person is told after a change; a new version is worth a sentence."""
    if version.in_use or version.number == 1:
        return words
    return _("{done} People answer version {n} until you take this one in use.").format(
        done=words, n=version.number - 1
    )
