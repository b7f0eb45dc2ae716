"""Letters: the archive that everyone reads, and the desk where staff write and send them."""

from core.sdk import (
    Answer,
    Bound,
    NotFound,
    Page,
    Place,
    Refused,
    Visit,
    _,
    bind,
    followers,
    get,
    ngettext,
    page,
    post,
    redirect,
)
from plugins.information.common import about, person_of
from plugins.information.forms import LetterForm
from plugins.information.letters import (
    Letter,
    change_letter,
    drop_letter,
    letter_of,
    letters_of,
    send_letter,
    write_letter,
)


@get("/letters", action="information.view", at="activity", keep=True)
async def show_letters(visit: Visit, place: Place) -> Answer:  # noqa: ARG001
    return page(
        "information/letters.html", letters=await letters_of(activity_id=place.here.id), **about(place)
    )


@get("/letters/{letter_id:int}", action="information.view", at="activity", keep=True)
async def show_letter(visit: Visit, place: Place, letter_id: int) -> Answer:  # noqa: ARG001
    letter = await _letter(place, letter_id)
    if letter.sent_at is None:
        raise NotFound
    return page("information/letter.html", letter=letter, **about(place))


@get("/manage/letters", action="information.manage", at="activity")
async def show_desk(visit: Visit, place: Place) -> Answer:  # noqa: ARG001
    letters = await letters_of(activity_id=place.here.id, sent=False)
    many = len(await followers(project_id=place.project.id))
    return page("information/manage_letters.html", letters=letters, followers=many, **about(place))


@get("/manage/letters/new", action="information.manage", at="activity")
async def new_letter(visit: Visit, place: Place) -> Answer:  # noqa: ARG001
    return _form(place, bind(LetterForm), None)


@post("/manage/letters/new", action="information.manage", at="activity")
async def add_letter(visit: Visit, place: Place) -> Answer:
    form = bind(LetterForm, await visit.body())
    if not form.ok:
        return _form(place, form, None, 422)
    given = form.values
    new_id = await write_letter(place=place, by=person_of(visit), subject=given.subject, body=given.body)
    return redirect(
        f"{place.url}/manage/letters/{new_id}", toast=_("The draft is saved. Nothing is sent yet.")
    )


@get("/manage/letters/{letter_id:int}", action="information.manage", at="activity")
async def look_at_letter(visit: Visit, place: Place, letter_id: int) -> Answer:  # noqa: ARG001
    many = len(await followers(project_id=place.project.id))
    return page(
        "information/manage_letter.html",
        letter=await _letter(place, letter_id),
        followers=many,
        **about(place),
    )


@get("/manage/letters/{letter_id:int}/edit", action="information.manage", at="activity")
async def edit_letter(visit: Visit, place: Place, letter_id: int) -> Answer:  # noqa: ARG001
    letter = await _letter(place, letter_id)
    kept = {"subject": letter.subject, "body": letter.body, "version": str(letter.version)}
    return _form(place, bind(LetterForm, initial=kept), letter)


@post("/manage/letters/{letter_id:int}/edit", action="information.manage", at="activity")
async def save_letter(visit: Visit, place: Place, letter_id: int) -> Answer:
    letter = await _letter(place, letter_id)
    form = bind(LetterForm, await visit.body())
    if not form.ok:
        return _form(place, form, letter, 422)
    given = form.values
    try:
        await change_letter(
            place=place, letter=letter, subject=given.subject, body=given.body, version=given.version
        )
    except Refused as refused:
        return _form(place, form.refuse(refused), letter, 422)
    return redirect(f"{place.url}/manage/letters/{letter.id}", toast=_("Saved."))


@post("/manage/letters/{letter_id:int}/send", action="information.manage", at="activity")
async def send_now(visit: Visit, place: Place, letter_id: int) -> Answer:
    letter = await _letter(place, letter_id)
    back = f"{place.url}/manage/letters"
    try:
        n = await send_letter(place=place, letter=letter, by=person_of(visit))
    except Refused as refused:
        return redirect(back, toast=refused.message, done=False)
    return redirect(
        back,
        toast=ngettext(
            "The letter is sent to {n} follower.", "The letter is sent to {n} followers.", n
        ).format(n=n),
    )


@post("/manage/letters/{letter_id:int}/delete", action="information.manage", at="activity")
async def delete_letter(visit: Visit, place: Place, letter_id: int) -> Answer:  # noqa: ARG001
    letter = await _letter(place, letter_id)
    try:
        await drop_letter(place=place, letter_id=letter.id)
    except Refused as refused:
        return redirect(f"{place.url}/manage/letters", toast=refused.message, done=False)
    return redirect(f"{place.url}/manage/letters", toast=_("The draft is deleted."))


async def _letter(place: Place, letter_id: int) -> Letter:
    found = await letter_of(activity_id=place.here.id, letter_id=letter_id)
    if found is None:
        raise NotFound
    return found


def _form(place: Place, form: Bound[LetterForm], letter: Letter | None, status: int = 200) -> Page:
    return page("information/letter_form.html", status=status, form=form, letter=letter, **about(place))
