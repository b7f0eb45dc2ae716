"""A town before anything has happened in it: its place, topics, people and groups."""

from dataclasses import dataclass, field

from core.contributions import seed_defaults, statuses, topics
from core.contributions.labels import add_topic
from core.founding.service import default_plugins
from core.host.provision import provision_here
from core.people import Person, Role
from core.people.groups import add_to_group, create_group
from core.people.service import create_person
from core.tenancy import Kind, Status, Tenant, site
from core.tenancy.site import Site
from tenants.demo.clock import Clock
from tenants.demo.town import Town

ROLES = {"admin": Role.ADMIN, "manager": Role.MANAGER, "moderator": Role.MODERATOR}
STATUS_KEYS = {"considering": "considered"}  # the content's word -> the workflow's, where they differ


@dataclass
class Settled:
    """A town with the numbers that the database gave to what the content calls by keys."""

    town: Town
    tenant: Tenant
    site: Site
    clock: Clock
    people: dict[str, Person] = field(default_factory=dict)
    topics: dict[str, int] = field(default_factory=dict)
    statuses: dict[str, int] = field(default_factory=dict)


async def provide(town: Town, *, host: str) -> Tenant:
    """In the platform's open scope: the empty place."""
    words = town.site
    return await provision_here(
        name=words.name,
        kind=Kind.MUNICIPALITY,
        host=host,
        status=Status.ACTIVE,
        plugins=default_plugins(),
        settings={
            "names": words.names,
            "taglines": words.tagline,
            "about": words.about,
            "languages": words.languages,
            "brand_colour": words.brand_colour,
            "contact": {"name": words.contact_name, "email": words.contact_email},
            "postcodes": words.postcodes,
            "population": words.population,
            "population_year": Clock().today.year,
            "areas": [{"key": area.key, "names": area.names} for area in words.areas],
        },
    )


async def settle(town: Town, tenant: Tenant, clock: Clock) -> Settled:
    """In the place's own scope: topics, statuses, people, groups."""
    settled = Settled(town, tenant, await site(), clock)
    for topic in town.site.topics:
        await add_topic(names=topic.names, descriptions=topic.description, icon=topic.icon, key=topic.key)
    await seed_defaults()
    settled.topics = {topic.key: topic.id for topic in await topics()}
    known = {status.key: status.id for status in await statuses()}
    settled.statuses = known | {word: known[key] for word, key in STATUS_KEYS.items()}
    await _move_in(settled)
    return settled


async def _move_in(settled: Settled) -> None:
    roles = {each.key: ROLES[each.role] for each in settled.town.staff}
    for each in settled.town.people:
        email, role = f"{each.key}@example.org", roles.get(each.key, Role.PARTICIPANT)
        person_id = await create_person(
            name=each.name, email=email, locale=each.lang, postcode=each.postcode, role=role
        )
        settled.people[each.key] = Person(
            id=person_id, name=each.name, email=email, role=role, locale=each.lang, postcode=each.postcode
        )
    for group in settled.town.site.groups:
        group_id = await create_group(names=group.names)
        await add_to_group(group_id=group_id, person_ids=[settled.people[key].id for key in group.members])
