"""What each person wants mail about."""

from core.db import execute, value
from core.messages.kinds import KINDS, How, choice_of


async def all_kinds_chosen(*, person_id: int) -> dict[str, How]:
    """For every kind, the person's choice or the default."""
    chosen = await value("SELECT mail_choices FROM person WHERE id = $1", person_id) or {}
    return {kind.id: choice_of(kind, chosen) for kind in KINDS.values()}


async def save_choices(*, person_id: int, choices: dict[str, How]) -> None:
    """Kinds that are not named keep their choice. What waits already for the daily mail follows the new choice."""
    named = {name: how.value for name, how in choices.items() if name in KINDS}
    await execute("UPDATE person SET mail_choices = mail_choices || $2 WHERE id = $1", person_id, named)
    stopped = [name for name, how in choices.items() if how is How.NEVER]
    await execute(
        "UPDATE notification n SET mail = 'never' FROM notice o WHERE o.id = n.notice "
        "AND n.person = $1 AND n.mail IN ('now', 'daily') AND o.kind = ANY($2::varchar[])",
        person_id,
        stopped,
    )
