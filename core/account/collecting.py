"""Everything that is kept about one person here: core's own tables, and what each plugin says of itself."""

from typing import Any

from core.account.keepers import ask_keepers
from core.contributions.personal import reactions_of, written_by
from core.db import row, rows
from core.host.hookspecs import PersonalData
from core.messages import messages_of
from core.people import Person

# Each table of core's that names a person, beside what the contributions tell themselves.
_OWN = {
    "sessions": "SELECT device, created_at, expires_at FROM session WHERE person = $1 ORDER BY id",
    "agreed_to": "SELECT subject, version, given_at, withdrawn_at FROM consent WHERE person = $1 ORDER BY id",
    "groups": "SELECT g.names FROM person_group_member m JOIN person_group g ON g.id = m.group_id "
    "WHERE m.person = $1 ORDER BY g.id",
    "roles_in_projects": "SELECT project_id, role FROM project_role WHERE person = $1 ORDER BY id",
    "follows": "SELECT subject, subject_id, created_at FROM follow WHERE person = $1 ORDER BY id",
    "files": "SELECT key, name, media_type, bytes, created_at FROM file WHERE owner = $1 ORDER BY id",
}
_PERSON = """
    SELECT id, name, email, role, locale, postcode, verified_resident_on, created_at, last_seen_at,
           mail_choices, password_hash IS NOT NULL AS has_password
    FROM person WHERE id = $1
"""


async def data_about(person: Person) -> dict[str, Any]:
    """Plain data for JSON. `incomplete` names the plugins that could not answer now: a gap must not look like nothing."""
    found: dict[str, Any] = {"person": await row(_PERSON, person.id)}
    for name, sql in _OWN.items():
        found[name] = await rows(sql, person.id)
    found["written"] = await written_by(person_id=person.id)
    found["messages"] = await messages_of(person_id=person.id)
    found["reactions"] = await reactions_of(person_id=person.id)
    heard = await ask_keepers("personal_data", expect=PersonalData, person_id=person.id)
    found["plugins"] = {
        answer.plugin_id: {item.name: list(item.rows) for item in answer.items}
        for answer in heard
        if answer.items
    }
    found["incomplete"] = [answer.plugin_id for answer in heard if answer.failed]
    return found
