"""The urn: the only writer of `voting_ballot`. What falls into it is stirred.

PostgreSQL keeps with every row the transaction that wrote it (`xmin`) and where it lies (`ctid`). A ballot that was simply
inserted would carry the same transaction as the voter's row, and lie in the order of casting. So each ballot goes in together
with up to sixteen others that are taken out and put back in a random order; and every hour, and before it is counted, the whole
urn is turned over. Whoever looks then sees one transaction and no order.
"""

from collections.abc import Sequence

from core.sdk import Hourly, execute, job, rows, value
from plugins.voting.ballot.codes import ALPHABET, new_code
from plugins.voting.ballot.marks import Marks

HANDFUL = 16
_TRIES = 20
_COLUMNS = "receipt, activity, district, channel, choices"
# From a random place in the order of receipts (which are random themselves): quick in an urn of any size.
_DROP = f"""
    WITH handful AS (
        SELECT receipt FROM voting_ballot WHERE activity = $2 AND receipt >= $6 ORDER BY receipt LIMIT $7
        FOR UPDATE SKIP LOCKED
    ), taken AS (
        DELETE FROM voting_ballot b USING handful WHERE b.receipt = handful.receipt
        RETURNING b.receipt, b.activity, b.district, b.channel, b.choices
    ), all_of_them AS (
        SELECT {_COLUMNS} FROM taken
        UNION ALL SELECT $1::varchar, $2::bigint, $3::bigint, $4::varchar, $5::jsonb
    )
    INSERT INTO voting_ballot ({_COLUMNS}) SELECT {_COLUMNS} FROM all_of_them ORDER BY random()
"""
_TURN = f"""
    WITH taken AS (
        DELETE FROM voting_ballot WHERE activity = $1 RETURNING {_COLUMNS}
    )
    INSERT INTO voting_ballot ({_COLUMNS}) SELECT {_COLUMNS} FROM taken ORDER BY random()
"""
_PUT_IN = f"""
    INSERT INTO voting_ballot ({_COLUMNS})
    SELECT receipt, $1, district, $2, choices
    FROM unnest($3::varchar[], $4::bigint[], $5::jsonb[]) t(receipt, district, choices)
"""
_PART = f"""
    WITH taken AS (
        DELETE FROM voting_ballot WHERE activity = $1 RETURNING {_COLUMNS}
    ), receipts AS (
        SELECT receipt, row_number() OVER (ORDER BY random()) AS n FROM taken
    ), ballots AS (
        SELECT activity, district, channel, choices, row_number() OVER (ORDER BY random()) AS n FROM taken
    )
    INSERT INTO voting_ballot ({_COLUMNS})
    SELECT r.receipt, b.activity, b.district, b.channel, b.choices FROM receipts r JOIN ballots b USING (n)
    ORDER BY random()
"""
_UNSTIRRED = "SELECT activity FROM voting_ballot GROUP BY activity HAVING count(DISTINCT xmin::text) > 1"


async def drop(*, activity_id: int, receipt: str, marks: Marks, channel: str = "web") -> None:
    """Let one ballot fall into the urn, and stir a handful."""
    await execute(
        _DROP,
        receipt,
        activity_id,
        marks.district,
        channel,
        marks.stored,
        new_code()[: len(ALPHABET) // 2],
        HANDFUL,
    )


async def put_in(*, activity_id: int, channel: str, ballots: Sequence[tuple[str, Marks]]) -> None:
    """All ballots of one channel at once, by receipt, in the place of those put in before; the urn is turned over."""
    await execute("DELETE FROM voting_ballot WHERE activity = $1 AND channel = $2", activity_id, channel)
    await execute(
        _PUT_IN,
        activity_id,
        channel,
        [receipt for receipt, _marks in ballots],
        [marks.district for _receipt, marks in ballots],
        [marks.stored for _receipt, marks in ballots],
    )
    await turn(activity_id=activity_id)


async def replace(*, activity_id: int, receipt: str, marks: Marks) -> bool:
    """Change what stands on a ballot; False where there is none of this receipt.

    A row that is being stirred looks gone for a moment: it is looked for again, in a new snapshot.
    """
    for _each in range(_TRIES):
        changed = await value(
            "UPDATE voting_ballot SET choices = $3, district = $4 WHERE activity = $1 AND receipt = $2 RETURNING receipt",
            activity_id,
            receipt,
            marks.stored,
            marks.district,
        )
        if changed:
            return True
        if not await holds(activity_id=activity_id, receipt=receipt):
            return False
    return False


async def holds(*, activity_id: int, receipt: str) -> bool:
    found: bool = await value(
        "SELECT EXISTS (SELECT 1 FROM voting_ballot WHERE activity = $1 AND receipt = $2)",
        activity_id,
        receipt,
    )
    return found


async def turn(*, activity_id: int) -> None:
    """Turn the whole urn over."""
    await execute(_TURN, activity_id)


async def part(*, activity_id: int) -> None:
    """When the result is published: receipts are dealt out anew, so that none leads to what its voter chose, for ever.

    The receipts and the ballots are the same as before; only which belongs to which is gone.
    """
    await execute(_PART, activity_id)


@job("voting.turn", schedule=Hourly(), quiet=True)
async def turn_urns() -> None:
    """Every urn that something fell into since it was last turned over."""
    for urn in await rows(_UNSTIRRED):
        await turn(activity_id=urn["activity"])
