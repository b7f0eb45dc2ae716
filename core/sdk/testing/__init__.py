"""The vendors' test bench: real PostgreSQL and Redis from wheels, the real application, two towns, nothing mocked.

pytest finds it by its entry point wherever Allmenning is installed: a plugin needs no line for it.
Fixtures are in `fixtures.py`; what tests call is named here.
Needs pytest, pytest-asyncio (auto mode, one event loop for the session) and httpx beside the service.
"""

from core.jobs.testing import run_due_jobs
from core.sdk.testing import environment  # first: settings stand before anything reads them
from core.sdk.testing.activities import Stand, new_activity
from core.sdk.testing.days import let_days_pass
from core.sdk.testing.fixtures import (
    Client,
    MakePerson,
    app,
    client,
    house,
    mails,
    make_person,
    plugin_modules,
    servers,
    town,
    two_towns,
)
from core.sdk.testing.people import new_person, session_for
from core.sdk.testing.towns import Towns, new_town

__all__ = [
    "Client",
    "MakePerson",
    "Stand",
    "Towns",
    "app",
    "client",
    "environment",
    "house",
    "let_days_pass",
    "mails",
    "make_person",
    "new_activity",
    "new_person",
    "new_town",
    "plugin_modules",
    "run_due_jobs",
    "servers",
    "session_for",
    "town",
    "two_towns",
]
