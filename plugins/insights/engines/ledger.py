"""The budget and the record of a place. Written aside: what has left the house stands on record, whatever becomes of the job."""

from dataclasses import dataclass

from core.sdk import CallRecord, SensemakerOut, aside, execute, value

_SPENT = "SELECT coalesce(sum(cost), 0) FROM insights_sent WHERE at >= date_trunc('month', now())"
# What was set aside by a worker that died is free again after a while: longer than any question lasts.
_SET_ASIDE = "SELECT coalesce(sum(cost), 0) FROM insights_reserved WHERE at > now() - interval '30 minutes'"


@dataclass(frozen=True)
class PlaceLedger:
    """`budget` in kroner a month."""

    budget: float
    may_leave: bool

    async def reserve(self, *, cost: float) -> int:
        if not self.may_leave:
            raise SensemakerOut("forbidden")

        async def set_aside() -> int | None:
            # One at a time: two who looked at the same moment would both find room for one.
            await execute("SELECT pg_advisory_xact_lock(hashtext(current_schema() || '.insights_reserved'))")
            await execute("DELETE FROM insights_reserved WHERE at < now() - interval '1 day'")
            new_id: int | None = await value(
                f"INSERT INTO insights_reserved (cost) SELECT $1 WHERE $1 + ({_SPENT}) + ({_SET_ASIDE}) <= $2 RETURNING id",
                cost,
                self.budget,
            )
            return new_id

        reserved = await aside(set_aside)
        if reserved is None:
            raise SensemakerOut("budget")
        return reserved

    async def answered(self, digest: str) -> str | None:
        async def read() -> str | None:
            found: str | None = await value(
                "SELECT answer FROM insights_sent WHERE digest = $1 AND answer IS NOT NULL ORDER BY id DESC LIMIT 1",
                digest,
            )
            return found

        return await aside(read)

    async def keep(self, record: CallRecord, *, answer: str | None, reserved: int) -> None:
        async def write() -> None:
            await execute("DELETE FROM insights_reserved WHERE id = $1", reserved)
            await execute(
                "INSERT INTO insights_sent "
                "(purpose, model, prompt, digest, ids, sent, answer, tokens_in, tokens_out, cost, outcome) "
                "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
                record.purpose,
                record.model[:120],
                record.prompt,
                record.digest,
                list(record.ids),
                record.sent.replace("\0", ""),
                answer.replace("\0", "") if answer is not None else None,
                record.tokens_in,
                record.tokens_out,
                record.cost,
                record.outcome,
            )

        await aside(write)

    async def mode(self) -> str | None:
        async def read() -> str | None:
            return await value("SELECT nullif(mode, '') FROM insights_service") or None

        return await aside(read)

    async def keep_mode(self, mode: str) -> None:
        async def write() -> None:
            await execute("UPDATE insights_service SET mode = $1", mode)

        await aside(write)


async def spent_this_month() -> float:
    """Kroner, of all that has been asked since the first of the month."""

    async def read() -> float:
        return float(await value(_SPENT))

    return await aside(read)
