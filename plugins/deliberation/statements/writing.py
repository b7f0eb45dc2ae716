"""New statements, from residents and from the municipality. A statement is a contribution of the kind `statement`."""

from core.sdk import (
    Content,
    Person,
    Place,
    Refused,
    State,
    _,
    execute,
    html_from_plain,
    ngettext,
    submit,
    submit_official,
    value,
)
from plugins.deliberation.settings import settings_of
from plugins.deliberation.statements.answering import AGREE, answer
from plugins.deliberation.statements.voter import load_voter

STATEMENT = "statement"


class SaidAlready(Refused):
    field = "text"

    def __init__(self) -> None:
        super().__init__(_("This statement is here already, word for word."))


class TooLong(Refused):
    field = "text"

    def __init__(self, most: int) -> None:
        super().__init__(ngettext("At most {n} character.", "At most {n} characters.", most).format(n=most))


async def add_statement(*, place: Place, author: Person, text: str) -> State:
    """Of a resident, who thereby agrees with it; how it stands now. Raises SaidAlready, TooLong."""
    await _check(place, text)
    chosen = settings_of(place.here)
    new_id = await submit(
        place=place,
        kind=STATEMENT,
        author=author,
        content=Content(body=html_from_plain(text), anonymous=True),
        look_first=chosen.look_first,
        with_status=False,
    )
    await _keep(place, new_id, seed=False)
    state = State(await value("SELECT state FROM contribution WHERE id = $1", new_id))
    if state is State.PUBLISHED:
        voter = await load_voter(name=f"person:{author.id}", place=place)
        await answer(place=place, voter=voter, statement_id=new_id, said=AGREE)
    return state


async def add_seed(*, place: Place, by: Person, text: str) -> int:
    """Of the municipality, to begin with. Its id. Raises SaidAlready, TooLong."""
    await _check(place, text)
    content = Content(body=html_from_plain(text))
    new_id = await submit_official(place=place, kind=STATEMENT, by=by, content=content)
    await _keep(place, new_id, seed=True)
    return new_id


async def _check(place: Place, text: str) -> None:
    most = settings_of(place.here).length
    if len(text) > most:
        raise TooLong(most)
    same = await value(
        "SELECT 1 FROM contribution WHERE activity = $1 AND kind = $2 AND state IN ('published', 'waiting') "
        "AND lower(text) = lower($3) LIMIT 1",
        place.here.id,
        STATEMENT,
        text.strip(),
    )
    if same is not None:
        raise SaidAlready


async def _keep(place: Place, statement_id: int, *, seed: bool) -> None:
    await execute(
        "INSERT INTO deliberation_statement (contribution, activity, seed) VALUES ($1, $2, $3)",
        statement_id,
        place.here.id,
        seed,
    )
