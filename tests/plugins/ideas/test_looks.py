"""What a page shows and leaves out, so that nothing is said in vain."""

from datetime import UTC, datetime, timedelta

from core.people import Person
from tests.conftest import Client, MakePerson
from tests.contributions.ground import Ground, close, new_idea

SIGN_IN_FIRST = "(sign in first)"


async def test_open_activity_asks_visitors_to_sign_in_for_support(
    ground: Ground, client: Client, make_person: MakePerson
) -> None:
    idea = await new_idea(ground, await make_person(ground.tenant))
    visitor = await client(ground.tenant)
    assert SIGN_IN_FIRST in (await visitor.get(ground.url)).text
    assert SIGN_IN_FIRST in (await visitor.get(f"{ground.url}/{idea}")).text


async def test_closed_activity_shows_visitors_numbers_only(
    ground: Ground, client: Client, make_person: MakePerson
) -> None:
    idea = await new_idea(ground, await make_person(ground.tenant))
    await close(ground, datetime.now(UTC) - timedelta(minutes=1))
    visitor = await client(ground.tenant)
    for url in (ground.url, f"{ground.url}/{idea}"):
        text = (await visitor.get(url)).text
        assert SIGN_IN_FIRST not in text
        assert "0 support this" in text


async def test_empty_activity_has_no_filters(ground: Ground, client: Client, make_person: MakePerson) -> None:
    kari: Person = await make_person(ground.tenant)
    resident = await client(ground.tenant, kari)
    assert 'role="search"' not in (await resident.get(ground.url)).text
    assert 'role="search"' in (await resident.get(f"{ground.url}?q=finnes-ikke")).text
    await new_idea(ground, kari)
    assert 'role="search"' in (await resident.get(ground.url)).text


async def test_open_activity_is_a_card_once_on_the_project(
    ground: Ground, client: Client, make_person: MakePerson
) -> None:
    await new_idea(ground, await make_person(ground.tenant))
    project = ground.url.rsplit("/", 1)[0]
    text = (await (await client(ground.tenant)).get(project)).text
    assert text.count('class="al-activity"') == 1
    assert text.count(f'href="{ground.url}"') >= 2


async def test_choices_are_folded_until_one_is_made(
    ground: Ground, client: Client, make_person: MakePerson
) -> None:
    await new_idea(ground, await make_person(ground.tenant))
    visitor = await client(ground.tenant)
    assert '<details class="al-filters__more" data-fold' in (await visitor.get(ground.url)).text
    assert (
        '<details class="al-filters__more" open' in (await visitor.get(f"{ground.url}?sort=supported")).text
    )


async def test_form_for_residents_offers_no_headings(
    ground: Ground, client: Client, make_person: MakePerson
) -> None:
    resident = await client(ground.tenant, await make_person(ground.tenant))
    assert 'data-rich="short"' in (await resident.get(f"{ground.url}/new")).text
