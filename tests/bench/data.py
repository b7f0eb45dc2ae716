"""The data: written by the services and importers that the product uses."""

import random
import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from core.contributions import (
    Content,
    Imported,
    ImportedComment,
    ImportedVote,
    finish_import,
    insert_comments,
    insert_many,
    insert_votes,
    seed_defaults,
)
from core.db import execute, value
from core.host import house
from core.host.declaration import Enabled
from core.host.provision import provision
from core.i18n import Localized
from core.projects.activities import add_activity
from core.projects.phases import add_phase
from core.projects.place import place_of_activity
from core.projects.service import create_project
from core.tenancy import Kind, Status, Tenant, scope, site

IDEAS, COMMENTS, REACTIONS, OTHERS, VOTERS = 10_000, 50_000, 100_000, 100, 64
BUSY_THREAD = 200  # comments of the one idea whose page is measured
WORDS = (
    "sykkelvei",
    "lekeplass",
    "benk",
    "kafé",
    "brygge",
    "skole",
    "buss",
    "snø",
    "lys",
    "trapp",
    "park",
    "bibliotek",
    "gangvei",
    "fortau",
    "ungdom",
    "kyst",
    "fjell",
    "tur",
    "hund",
    "badeplass",
    "parkering",
    "torg",
    "hall",
    "scene",
    "verksted",
    "hage",
    "frukttrær",
    "vannpost",
    "rampe",
    "heis",
    "undergang",
    "rundkjøring",
    "kunst",
    "musikk",
)
_dice = random.Random(2026)


def sentence(words: int) -> str:
    """Made of the words that residents use; the same at each run."""
    text = " ".join(_dice.choice(WORDS) for _ in range(words))
    return f"{text[0].upper()}{text[1:]}."


async def fill(say: Callable[[str], None]) -> tuple[Tenant, list[str]]:
    """The town that is measured, and session tokens of people who will vote."""
    plugins = [lodger.plugin.id for lodger in house().lodgers_in(Enabled.TENANTS)]
    for n in range(OTHERS):
        await provision(
            name=f"By {n}", kind=Kind.OTHER, host=f"by{n}.bench.test", plugins=plugins, status=Status.ACTIVE
        )
    say(f"{OTHERS} other tenants")
    town = await provision(
        name="Målby",
        kind=Kind.MUNICIPALITY,
        host="maalby.bench.test",
        plugins=plugins,
        status=Status.ACTIVE,
        settings={
            "names": {"nb": "Målby"},
            "languages": ("nb", "nn", "en"),
            "taglines": {"nb": "Vi former byen sammen"},
        },
    )
    async with scope(town):
        await seed_defaults()
        activity_id = await _activity()
    async with scope(town):
        place = await place_of_activity(await site(), activity_id)
        assert place is not None
        now = datetime.now(UTC)
        ideas = [
            Imported(
                external_id=str(n),
                author=f"Innbygger {n % 3000}",
                published_at=now - timedelta(minutes=n),
                content=Content(title=sentence(5)[:120], body=f"<p>{sentence(30)}</p><p>{sentence(25)}</p>"),
            )
            for n in range(IDEAS)
        ]
        await insert_many(place=place, kind="idea", items=ideas, import_id=1)
        say(f"{IDEAS:,} ideas")
        busy = [
            ImportedComment(external_id=f"b{n}", about="0", author=f"Innbygger {n}", text=sentence(18))
            for n in range(BUSY_THREAD)
        ]
        rest = [
            ImportedComment(
                external_id=f"c{n}",
                about=str(_dice.randrange(1, IDEAS)),
                author=f"Innbygger {n % 3000}",
                text=sentence(18),
            )
            for n in range(COMMENTS - BUSY_THREAD)
        ]
        await insert_comments(place=place, comments=busy + rest, import_id=1)
        say(f"{COMMENTS:,} comments")
        pairs = {(_dice.randrange(IDEAS), _dice.randrange(20_000)) for _ in range(REACTIONS + 500)}
        votes = [
            ImportedVote(about=str(idea), voter=f"v{voter}") for idea, voter in sorted(pairs)[:REACTIONS]
        ]
        await insert_votes(place=place, votes=votes, import_id=1)
        await finish_import(import_id=1)
        say(f"{REACTIONS:,} reactions")
    async with scope(town):
        tokens = [await voter(n) for n in range(VOTERS)]
    async with scope(town):
        await execute("ANALYZE")
    return town, tokens


async def _activity() -> int:
    project_id = await create_project(
        titles=Localized(nb="Havna vår"), summaries=Localized(nb="Hva skal vi gjøre med havna?"), slug="havna"
    )
    now = datetime.now(UTC)
    phase_id = await add_phase(
        project_id=project_id,
        names=Localized(nb="Ideer"),
        descriptions=Localized(),
        starts_at=now - timedelta(days=30),
        ends_at=now + timedelta(days=30),
    )
    activity_id = await add_activity(
        site=await site(),
        project_id=project_id,
        phase_id=phase_id,
        method="ideas",
        names=Localized(nb="Ideer til havna"),
        slug="ideer",
    )
    await execute("UPDATE project SET promise = $1 WHERE id = $2", {"nb": "Vi leser alt."}, project_id)
    await execute("UPDATE project SET state = 'published', published_at = now() WHERE id = $1", project_id)
    await execute("UPDATE activity SET state = 'published' WHERE id = $1", activity_id)
    return activity_id


async def voter(n: int) -> str:
    from core.people import Role
    from core.people.sessions import begin_session

    person_id = await value(
        "INSERT INTO person (name, email) VALUES ($1, $2) RETURNING id",
        f"Velger {n}",
        f"velger{n}-{secrets.token_hex(3)}@example.org",
    )
    return await begin_session(person_id=person_id, role=Role.PARTICIPANT)
