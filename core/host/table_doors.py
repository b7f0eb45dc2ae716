"""Which of the host's tables a plugin's own SQL may name. The text is looked at once for each statement, and remembered."""

import re
from functools import lru_cache

from core.host.capabilities import Capability, refused, require
from core.host.house import house
from core.tenancy.acting import acting_plugin

_WRITTEN = (
    "contribution contribution_flag contribution_topic contribution_version contribution_words reaction "
    "status_change participation screening moderation_decision"
)
_PERSONAL = "person person_group person_group_member project_role follow invitation participant consent"
_HOSTS = (
    "session sign_in_code tenant_secret outbox mail_queue mail_failure audit site site_change support_visit event "
    "job_schedule notice notification migration"
)
NEEDS: dict[str, Capability] = {
    **dict.fromkeys(_WRITTEN.split(), Capability.CONTRIBUTIONS),
    **dict.fromkeys(_PERSONAL.split(), Capability.PERSONAL_DATA),
}
NEVER = frozenset(_HOSTS.split())
_COMMENT = re.compile(r"/\*.*?\*/|--[^\n]*", re.DOTALL)
_AFTER = re.compile(r"\b(?:from|join|into|update|using|table|truncate)\b(?=\s+([^()]*))", re.IGNORECASE)
_END = re.compile(
    r"\b(?:where|group|order|limit|join|set|values|returning|on|union|select|having)\b", re.IGNORECASE
)
_NAME = re.compile(r'\s*(?:only\s+|lateral\s+)?(?:"?\w+"?\s*\.\s*)?"?(\w+)"?', re.IGNORECASE)


@lru_cache(maxsize=4096)
def tables_in(sql: str) -> frozenset[str]:
    """The names that stand where a statement names tables."""
    found: set[str] = set()
    text = _COMMENT.sub(" ", sql)
    for after in _AFTER.finditer(text):
        for part in _END.split(after[1])[0].split(","):
            if name := _NAME.match(part):
                found.add(name[1].lower())
    return frozenset(found)


def needs_of(sql: str) -> dict[str, str]:
    """Table → capability, of those tables that take one."""
    return {table: NEEDS[table] for table in sorted(tables_in(sql)) if table in NEEDS}


async def require_tables(sql: str, *, plugin_id: str | None = None) -> None:
    """Raises NotAllowed for a table that is the host's alone, another plugin's, or behind a capability that is missing."""
    who = acting_plugin() if plugin_id is None else plugin_id
    if not who:
        return
    for table in sorted(tables_in(sql)):
        if table in NEVER or _owner_of(table) not in (who, ""):
            raise refused(who, f"the table {table}")
        if table in NEEDS:
            await require(NEEDS[table], plugin_id=who)


def _owner_of(table: str) -> str:
    for lodger in house().lodgers.values():
        if any(each._meta.tablename == table for each in lodger.plugin.tables):  # noqa: SLF001 - as in find.py
            return lodger.plugin.id
    return ""
