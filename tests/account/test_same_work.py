"""A known and an unknown address take the same work, so that the time tells nothing."""

from tests.account.steps import new_address
from tests.conftest import Client, MakePerson
from tests.support.queries import count_queries
from tests.support.towns import Towns


async def _queries(visitor_path: str, sent: dict[str, str], client: Client, towns: Towns) -> int:
    visitor = await client(towns.a)
    with count_queries() as seen:
        await visitor.post(visitor_path, data=sent)
    return len(seen)


async def test_known_and_unknown_address_ask_the_database_the_same(
    two_towns: Towns, make_person: MakePerson, client: Client
) -> None:
    kari = await make_person(two_towns.a)
    await _queries("/sign-in", {"email": kari.email}, client, two_towns)  # the first fills what is kept
    for path, more in (
        ("/sign-in", {}),
        ("/register", {"name": "Kari", "agree": "on"}),
        ("/sign-in/password", {"password": "wrong wrong"}),
    ):
        counts = [
            await _queries(path, {"email": email, **more}, client, two_towns)
            for email in (kari.email, new_address())
        ]
        assert counts[0] == counts[1]
