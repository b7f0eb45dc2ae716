"""What people do on a board, through the front door."""

import re

import httpx

from core.sdk import Role
from core.sdk.testing import Client, MakePerson, Stand, Towns


async def pin_up(
    visitor: httpx.AsyncClient, board: Stand, text: str, colour: str = "green"
) -> httpx.Response:
    return await visitor.post(board.url, data={"text": text, "colour": colour})


async def id_of_pin(visitor: httpx.AsyncClient, board: Stand) -> int:
    """The newest one on the board."""
    found = re.search(rf'href="{board.url}/(\d+)"', (await visitor.get(board.url)).text)
    assert found
    return int(found[1])


async def test_pin_is_seen_by_everyone(board: Stand, client: Client) -> None:
    resident = await client(board.tenant, role=Role.PARTICIPANT)
    sent = await pin_up(resident, board, "En badstue på flytebrygga")
    assert (sent.status_code, sent.headers["location"]) == (303, board.url)
    visitor = await client(board.tenant)
    page = await visitor.get(board.url)
    assert "En badstue på flytebrygga" in page.text
    assert "Hva savner du i havna?" in page.text
    one = await visitor.get(f"{board.url}/{await id_of_pin(visitor, board)}")
    assert one.status_code == 200
    assert "En badstue på flytebrygga" in one.text
    assert "En badstue på flytebrygga" in (await visitor.get(board.url.rpartition("/")[0])).text  # the panel


async def test_pin_that_is_too_long_is_given_back(board: Stand, client: Client) -> None:
    resident = await client(board.tenant, role=Role.PARTICIPANT)
    long = "Benker " * 10
    answer = await pin_up(resident, board, long)
    assert answer.status_code == 422
    assert "A pin can have at most 60 characters." in answer.text
    assert long.strip() in answer.text
    assert "The board is empty" in answer.text


async def test_pin_without_text_or_with_a_strange_colour_is_refused(board: Stand, client: Client) -> None:
    resident = await client(board.tenant, role=Role.PARTICIPANT)
    assert (await pin_up(resident, board, " ")).status_code == 422
    assert (await pin_up(resident, board, "Benk", colour="<script>")).status_code == 422
    assert "The board is empty" in (await resident.get(board.url)).text


async def test_hostile_text_is_only_text(board: Stand, client: Client) -> None:
    resident = await client(board.tenant, role=Role.PARTICIPANT)
    await pin_up(resident, board, "<script>alert(1)</script> 🦭")
    page = (await resident.get(board.url)).text
    assert "<script>alert" not in page
    assert "🦭" in page


async def test_visitor_is_asked_to_sign_in(board: Stand, client: Client) -> None:
    visitor = await client(board.tenant)
    assert "/sign-in" in (await visitor.get(board.url)).text
    assert (await pin_up(visitor, board, "Uten navn")).status_code == 401
    assert "The board is empty" in (await visitor.get(board.url)).text


async def test_support_counts_once(board: Stand, client: Client) -> None:
    author, other = [await client(board.tenant, role=Role.PARTICIPANT) for _ in range(2)]
    await pin_up(author, board, "Flere benker")
    pin_id = await id_of_pin(other, board)
    for _ in range(2):
        answer = await other.post(f"/contributions/{pin_id}/react", data={"reaction": "support"})
        assert answer.status_code == 303
    assert 'al-reaction__count">1<' in (await other.get(f"{board.url}/{pin_id}")).text


async def test_opposing_and_commenting_are_not_part_of_a_board(board: Stand, client: Client) -> None:
    resident = await client(board.tenant, role=Role.PARTICIPANT)
    await pin_up(resident, board, "Flere benker")
    pin_id = await id_of_pin(resident, board)
    against = await resident.post(f"/contributions/{pin_id}/react", data={"reaction": "oppose"})
    comment = await resident.post(f"/contributions/{pin_id}/comment", data={"text": "Enig"})
    assert (against.status_code, comment.status_code) == (404, 404)


async def test_pin_of_one_town_is_not_found_in_another(
    two_towns: Towns, board: Stand, client: Client, make_person: MakePerson
) -> None:
    author = await client(board.tenant, await make_person(board.tenant))
    await pin_up(author, board, "Bare i Havneby")
    pin_id = await id_of_pin(author, board)
    neighbour = await client(two_towns.b, role=Role.ADMIN)
    assert (await neighbour.get(board.url)).status_code == 404
    assert (await neighbour.get(f"{board.url}/{pin_id}")).status_code == 404
    assert (await pin_up(neighbour, board, "Fra nabobyen")).status_code == 404
