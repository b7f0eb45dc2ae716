"""Choosing the engine. The only writer of `insights_service`."""

from typing import Any

from core.sdk import (
    Person,
    Refused,
    _,
    allowed_hosts,
    check_version,
    checked_address,
    execute,
    note,
    row,
    seal,
)


class SaysTooLittle(Refused):
    def __init__(self) -> None:
        super().__init__(
            _(
                "A language model needs an address and the name of a model, and texts must be allowed to leave."
            )
        )


class NotAKey(Refused):
    field = "key"

    def __init__(self) -> None:
        super().__init__(
            _("This is no key: it holds letters or signs that keys never have. Copy it once more.")
        )


async def change_service(*, given: Any, by: Person) -> None:
    """Raises StaleForm, SaysTooLittle, NotAKey, Unreachable. The key is sealed, and on no record."""
    kept = await row("SELECT * FROM insights_service FOR UPDATE")
    check_version(current=kept["version"] if kept else 0, sent=given.version)
    if given.engine == "openai" and not (given.base_url and given.model and given.may_leave):
        raise SaysTooLittle
    if not given.key.isascii() or not given.key.isprintable() or " " in given.key:
        raise NotAKey
    address = await checked_address(given.base_url, allowed=allowed_hosts()) if given.base_url else ""
    key = seal(given.key) if given.key else (kept["key"] if kept else "")
    if kept and address != kept["base_url"] and not given.key:
        key = ""  # a key is never sent to another address than the one it was given for
    await execute(
        "INSERT INTO insights_service "
        "(engine, may_leave, base_url, model, embedding_model, key, price_in, price_out, budget, changed_by, keep_days) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT ((true)) DO UPDATE SET engine = excluded.engine, "
        "may_leave = excluded.may_leave, base_url = excluded.base_url, model = excluded.model, mode = '', key = excluded.key, "
        "embedding_model = excluded.embedding_model, price_in = excluded.price_in, price_out = excluded.price_out, "
        "budget = excluded.budget, keep_days = excluded.keep_days, "
        "changed_by = excluded.changed_by, changed_at = now(), version = insights_service.version + 1",
        given.engine,
        given.may_leave,
        address,
        given.model,
        given.embedding_model,
        key,
        given.price_in or 0,
        given.price_out or 0,
        given.budget or 0,
        by.id,
        given.keep_days,
    )
    details = {"engine": given.engine, "address": address, "model": given.model, "may_leave": given.may_leave}
    await note(action="insights.engine", subject="site", subject_id=1, details=details, by=by)
