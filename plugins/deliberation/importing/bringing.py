"""From a conversation as it was read to statements and answers of an activity, in the open transaction."""

from datetime import UTC, datetime

from core.sdk import (
    Channel,
    Content,
    Imported,
    Place,
    execute,
    finish_import,
    html_from_plain,
    insert_many,
    value,
)
from plugins.deliberation.groups.asking import ask_for_run
from plugins.deliberation.importing.polis import Conversation
from plugins.deliberation.statements.many import Answered, answer_many
from plugins.deliberation.statements.writing import STATEMENT

# From the sequence of contributions, as other plugins' imports: no two share a number.
_NUMBER = "SELECT nextval(pg_get_serial_sequence('contribution', 'id'))"


async def bring_in(*, place: Place, found: Conversation) -> int:
    """The number of the import. Authors and voters are participants of this import, never people who are here."""
    import_id: int = await value(_NUMBER)
    items = [
        Imported(
            external_id=each.id,
            content=Content(body=html_from_plain(each.text), anonymous=True),
            author=each.author,
            published_at=each.at,
        )
        for each in found.comments
    ]
    ids = await insert_many(place=place, kind=STATEMENT, items=items, import_id=import_id)
    await execute(
        "INSERT INTO deliberation_statement (contribution, activity) SELECT id, $2 FROM unnest($1::bigint[]) id",
        list(ids.values()),
        place.here.id,
    )
    now = datetime.now(UTC)
    answers = [
        Answered(f"import:{import_id}:{vote.voter}", ids[vote.comment], vote.value, vote.at or now)
        for vote in found.votes
    ]
    await answer_many(place=place, answers=answers, channel=Channel.IMPORT, import_id=import_id)
    await finish_import(import_id=import_id)
    await ask_for_run(activity_id=place.here.id, at_once=True)
    return import_id
