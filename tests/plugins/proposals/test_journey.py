"""From a thought to a decision, through the front door."""

from datetime import UTC, datetime

import httpx

from core.jobs.testing import run_due_jobs
from core.people import Person
from core.sdk.testing import Towns
from tests.conftest import Client, MakePerson
from tests.plugins.proposals.conftest import POSTCODE, SIGNATURES, Ground, new_proposal


async def _id_of(ground: Ground, title: str) -> int:
    found = await ground.ask("SELECT id FROM contribution WHERE title = $1 ORDER BY id DESC LIMIT 1", title)
    assert isinstance(found, int)
    return found


async def test_proposal_goes_all_the_way(ground: Ground, client: Client, make_person: MakePerson) -> None:
    author, staff = await client(ground.tenant, ground.author), await client(ground.tenant, ground.staff)
    visitor = await client(ground.tenant)
    sent = {
        "title": "Lysløype rundt vannet",
        "body": "<p>Bygg den <script>x</script> nå.</p>",
        "step": "send",
    }
    assert (await author.post(f"{ground.url}/new", data=sent)).status_code == 303
    new_id = await _id_of(ground, "Lysløype rundt vannet")
    page, own = f"{ground.url}/{new_id}", f"{ground.url}/manage/{new_id}"
    assert (await visitor.get(page)).status_code == 404
    assert "checks the form" in (await author.get(page)).text
    assert "Lysløype rundt vannet" in (await staff.get(f"{ground.url}/manage")).text

    refused = await staff.post(f"{own}/check", data={"verdict": "return", "reason": " "})
    assert refused.status_code == 422
    back = {"verdict": "return", "reason": "Si hva kommunestyret skal vedta."}
    assert (await staff.post(f"{own}/check", data=back)).status_code == 303
    mend = (await author.get(f"{page}/change")).text
    assert "Si hva kommunestyret skal vedta." in mend
    again = {"title": "Lysløype rundt Tjønna", "body": "<p>Bygg den.</p>", "version": "1", "step": "send"}
    assert (await author.post(f"{page}/change", data=again)).status_code == 303
    assert (await staff.post(f"{own}/check", data={"verdict": "approve"})).status_code == 303

    shown = (await visitor.get(page)).text
    assert "Lysløype rundt Tjønna" in shown
    assert "Sign in to take part" in shown
    assert (await author.post(f"{page}/change", data=again)).status_code == 422  # the text stands
    signer = visitor
    for number in range(4):
        signer = await client(
            ground.tenant, await make_person(ground.tenant, name=f"Signer {number}", postcode=POSTCODE)
        )
        assert (await signer.post(f"{page}/sign", data={"hear": "on", "shown": "on"})).status_code == 303
    reached = (await visitor.get(page)).text
    assert "The council must decide by" in reached
    assert "Signer 2" in reached

    assert (
        await staff.post(f"{own}/send", data={"case_number": "2026/77", "case_url": "javascript:x"})
    ).status_code == 422
    assert (await staff.post(f"{own}/send", data={"case_number": "2026/77"})).status_code == 303
    assert (await signer.post(f"{page}/unsign")).status_code == 303
    assert await ground.ask("SELECT signatures FROM proposals_case WHERE contribution = $1", new_id) == 4
    decision = {
        "outcome": "adopted",
        "decided_on": datetime.now(UTC).date().isoformat(),
        "reason": "Vi bygger <b>den</b>.",
    }
    assert (await staff.post(f"{own}/decide", data=decision)).status_code == 303
    assert (await staff.post(f"{own}/decide", data=decision)).status_code == 422
    assert (
        await staff.post(f"{own}/follow", data={"reason": "Den er bygd.", "done": "on"})
    ).status_code == 303
    ended = (await visitor.get(page)).text
    for words in ("The council said yes", "2026/77", "Den er bygd.", "Vi bygger &lt;b&gt;den"):
        assert words in ended
    log = await ground.ask(
        "SELECT array_agg(s.stage ORDER BY s.id) FROM proposals_step s JOIN proposals_case k ON k.id = s.proposal "
        "WHERE k.contribution = $1",
        new_id,
    )
    assert log == [
        "received", "returned", "received", "checked", "collecting", "reached", "sent", "decided", "followed"
    ]  # fmt: skip
    await run_due_jobs(ground.tenant)
    told = await ground.ask(
        "SELECT count(DISTINCT n.id) FROM notice n JOIN notification o ON o.notice = n.id WHERE o.person = $1 AND n.url LIKE $2",
        ground.author.id,
        f"%/{new_id}%",
    )
    assert isinstance(told, int)
    assert told >= 6  # returned, checked, reached, sent, decided, followed


async def test_every_page_answers_for_everyone_it_is_for(
    ground: Ground, client: Client, towns: Towns
) -> None:
    new_id = await new_proposal(ground)
    author, staff = await client(ground.tenant, ground.author), await client(ground.tenant, ground.staff)
    visitor = await client(ground.tenant)
    for path in ("", "?show=decided&sort=signed&q=bru", f"/{new_id}", f"/{new_id}/qr.svg"):
        assert (await visitor.get(ground.url + path)).status_code == 200, path
    for path in ("/new", "/mine", f"/{new_id}/author", f"/{new_id}/withdraw"):
        assert (await author.get(ground.url + path)).status_code == 200, path
    for path in ("/manage", "/manage?show=other", f"/manage/{new_id}", f"/manage/{new_id}/paper"):
        assert (await staff.get(ground.url + path)).status_code == 200, path


async def test_what_is_being_checked_is_seen_by_nobody_else(
    ground: Ground, client: Client, make_person: MakePerson
) -> None:
    hidden = await new_proposal(ground, "Ikke sjekket ennå", approved=False)
    other = await client(ground.tenant, await make_person(ground.tenant))
    for visitor in (await client(ground.tenant), other):
        for path in ("", "/sign", "/author", "/change", "/withdraw", "/poster.pdf", "/sheet.pdf", "/qr.svg"):
            answer = await _ask(visitor, f"{ground.url}/{hidden}{path}", post=path == "/sign")
            assert answer.status_code in (401, 404), path
        assert "Ikke sjekket" not in (await visitor.get(f"{ground.url}?q=Ikke")).text


async def test_draft_is_kept_and_only_its_authors(ground: Ground, client: Client) -> None:
    author, staff = await client(ground.tenant, ground.author), await client(ground.tenant, ground.staff)
    await author.post(f"{ground.url}/new", data={"title": "Kladd om benker", "step": "draft"})
    draft = await _id_of(ground, "Kladd om benker")
    assert (await author.get(f"{ground.url}/{draft}/change")).status_code == 200
    assert (await staff.get(f"{ground.url}/{draft}")).status_code == 404
    assert (await staff.get(f"{ground.url}/manage/{draft}")).status_code == 404
    assert (
        await author.post(
            f"{ground.url}/{draft}/change", data={"title": "Kladd om benker", "step": "send", "version": "1"}
        )
    ).status_code == 422
    assert (await author.post(f"{ground.url}/{draft}/withdraw")).status_code == 303
    assert await ground.ask("SELECT count(*) FROM contribution WHERE id = $1", draft) == 0


async def test_visitor_who_writes_first_loses_nothing(ground: Ground, client: Client) -> None:
    visitor = await client(ground.tenant)
    answer = await visitor.post(f"{ground.url}/new", data={"title": "Sykkelvei", "body": "<p>Til byen</p>"})
    assert answer.status_code == 401
    assert "Sykkelvei" in answer.text
    assert "Sign in" in answer.text


async def test_proposers_stand_together(ground: Ground, client: Client, make_person: MakePerson) -> None:
    new_id = await new_proposal(ground, approved=False)
    key = await ground.ask("SELECT join_key FROM proposals_case WHERE contribution = $1", new_id)
    friend: Person = await make_person(ground.tenant, name="Ola Venn", postcode=POSTCODE)
    far = await client(ground.tenant, await make_person(ground.tenant, postcode="0150"))
    joins = f"{ground.url}/join/{key}"
    assert (await (await client(ground.tenant)).get(joins)).status_code == 200
    assert (await far.post(joins)).headers["location"].endswith(str(key))
    them = await client(ground.tenant, friend)
    assert (await them.get(f"{ground.url}/{new_id}")).status_code == 404
    for _again in range(2):
        assert (await them.post(joins)).status_code == 303
    assert "Ola Venn" in (await them.get(f"{ground.url}/{new_id}/author")).text
    assert (await them.get(f"{ground.url}/{new_id}/change")).status_code == 404  # the author writes
    proposers = "SELECT count(*) FROM proposals_proposer WHERE person = $1"
    assert await ground.ask(proposers, friend.id) == 1
    await them.post(f"{ground.url}/{new_id}/leave")
    assert await ground.ask(proposers, friend.id) == 0
    assert (await them.get(f"{ground.url}/join/nonsense")).status_code == 404


async def test_taken_back_before_the_goal_and_not_after(ground: Ground, client: Client) -> None:
    author = await client(ground.tenant, ground.author)
    first, second = await new_proposal(ground, "Tas tilbake"), await new_proposal(ground, "Nådd")
    await author.post(f"{ground.url}/{first}/withdraw")
    assert await ground.ask("SELECT stage FROM proposals_case WHERE contribution = $1", first) == "withdrawn"
    assert (await (await client(ground.tenant)).get(f"{ground.url}/{first}")).status_code == 404
    await ground.do("UPDATE proposals_case SET stage = 'reached' WHERE contribution = $1", second)
    await author.post(f"{ground.url}/{second}/withdraw")
    assert await ground.ask("SELECT stage FROM proposals_case WHERE contribution = $1", second) == "reached"


async def _ask(visitor: httpx.AsyncClient, path: str, *, post: bool) -> httpx.Response:
    return await visitor.post(path) if post else await visitor.get(path)


async def test_the_page_says_why_one_cannot_sign_or_send(
    ground: Ground, client: Client, make_person: MakePerson
) -> None:
    new_id = await new_proposal(ground)
    for postcode, words in (("0150", "another municipality"), ("", "Tell us your postcode")):
        visitor = await client(ground.tenant, await make_person(ground.tenant, postcode=postcode))
        shown = (await visitor.get(f"{ground.url}/{new_id}")).text
        assert words in shown
        assert "Sign the proposal" not in shown
        assert words in (await visitor.get(f"{ground.url}/new")).text
        sent = await visitor.post(f"{ground.url}/new", data={"title": "X", "body": "Y", "step": "send"})
        assert sent.status_code == 422
        await visitor.post(f"{ground.url}/{new_id}/sign")
    assert await ground.ask(SIGNATURES, new_id) == 0
    nobody = await (await client(ground.tenant)).post(
        f"{ground.url}/new", data={"title": "X", "step": "send"}
    )
    assert "Sign in to take part" in nobody.text
