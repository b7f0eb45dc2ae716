"""Signatures on paper: read, compared with those that stand, counted with the rest, struck out; the list is staff's alone."""

import csv
import io

from core.people import Role
from plugins.proposals.paper import Verdict, judge, read_lines
from plugins.proposals.signing import sign
from plugins.proposals.steps import lock
from tests.conftest import Client, MakePerson
from tests.plugins.proposals.conftest import POSTCODE, SIGNATURES, Ground, new_proposal
from tests.plugins.proposals.test_signing import REACHED, RECOUNT

LINES = f"""Kari Nordmo; Kaiveien 1; {POSTCODE}
Nordmo, Kari; KAIVEIEN 1.; {POSTCODE}
Kari Nordmo; Fjellveien 9; {POSTCODE}
Ola Utflyttet; Storgata 2; 0150
Per Tab\tSkolebakken 3\t{POSTCODE}
Siri Samlet; Fyrveien 8, {POSTCODE} Havneby
bare et navn
På Nett; Kaiveien 4; {POSTCODE}
"""


async def test_every_line_has_its_verdict(ground: Ground, make_person: MakePerson) -> None:
    new_id = await new_proposal(ground)
    online = await make_person(ground.tenant, name="På Nett", postcode=POSTCODE)
    async with ground.stand.open() as place:
        await sign(place=place, person=online, proposal_id=new_id, shown=False, hear=False)
        lines = await judge(case=await lock(place=place, proposal_id=new_id), lines=read_lines(LINES))
    verdict = Verdict
    assert [line.verdict for line in lines] == [
        verdict.GOOD,
        verdict.DOUBLE,
        verdict.PERHAPS,
        verdict.OUTSIDE,
        verdict.GOOD,
        verdict.GOOD,
        verdict.UNREADABLE,
        verdict.PERHAPS,
    ]


async def test_paper_counts_with_the_web_and_meets_the_goal_once(
    ground: Ground, client: Client, make_person: MakePerson
) -> None:
    new_id = await new_proposal(ground)
    staff = await client(ground.tenant, ground.staff)
    paper = f"{ground.url}/manage/{new_id}/paper"
    seen = await staff.post(paper, data={"lines": LINES, "note": "Ark 1"})
    assert seen.status_code == 200
    assert "Look over before they count" in seen.text
    assert await ground.ask(SIGNATURES, new_id) == 0
    counted = await staff.post(
        paper, data={"lines": LINES, "note": "Ark 1", "step": "count", "sure": ["3", "4", "x"]}
    )
    assert (
        counted.status_code == 303
    )  # four good ones and one that staff are sure of; who lives elsewhere is not among them
    assert await ground.ask("SELECT signatures FROM proposals_case WHERE contribution = $1", new_id) == 5
    assert await ground.ask(REACHED, new_id) == 1
    again = await staff.post(paper, data={"lines": LINES, "step": "count"})
    assert again.status_code == 422
    assert "None of these lines" in again.text
    assert await ground.ask(RECOUNT, new_id) is True
    channel = "SELECT count(*) FROM participation WHERE contribution_id = $1 AND channel = 'paper'"
    assert await ground.ask(channel, new_id) == 5


async def test_struck_out_does_not_count_and_may_be_entered_again(ground: Ground, client: Client) -> None:
    new_id = await new_proposal(ground)
    staff = await client(ground.tenant, ground.staff)
    own = f"{ground.url}/manage/{new_id}"
    line = {"lines": f"Kari Nordmo; Kaiveien 1; {POSTCODE}", "step": "count"}
    await staff.post(f"{own}/paper", data=line)
    signature = await ground.ask("SELECT max(id) FROM proposals_signature")
    for sent in ({}, {"signature": str(signature), "reason": " "}, {"signature": "x", "reason": "Feil"}):
        await staff.post(f"{own}/strike", data=sent)
    assert await ground.ask("SELECT signatures FROM proposals_case WHERE contribution = $1", new_id) == 1
    for _again in range(2):
        await staff.post(f"{own}/strike", data={"signature": str(signature), "reason": "Uleselig"})
    assert await ground.ask("SELECT signatures FROM proposals_case WHERE contribution = $1", new_id) == 0
    assert (await staff.post(f"{own}/paper", data=line)).status_code == 303
    assert await ground.ask(RECOUNT, new_id) is True


async def test_signed_on_paper_first_and_then_on_the_web_is_pointed_out(
    ground: Ground, client: Client, make_person: MakePerson
) -> None:
    new_id = await new_proposal(ground)
    staff = await client(ground.tenant, ground.staff)
    paper = f"{ground.url}/manage/{new_id}/paper"
    await staff.post(paper, data={"lines": f"Nordmo, Kari; Kaiveien 1; {POSTCODE}", "step": "count"})
    assert "Perhaps doubles" not in (await staff.get(paper)).text
    kari = await make_person(ground.tenant, name="Kari Nordmo", postcode=POSTCODE)
    async with ground.stand.open() as place:
        await sign(place=place, person=kari, proposal_id=new_id, shown=False, hear=False)
    assert "Perhaps doubles" in (await staff.get(paper)).text


async def test_list_of_names_is_for_managers_and_stands_in_the_record(
    ground: Ground, client: Client, make_person: MakePerson
) -> None:
    new_id = await new_proposal(ground)
    staff = await client(ground.tenant, ground.staff)
    own = f"{ground.url}/manage/{new_id}"
    await staff.post(
        f"{own}/paper", data={"lines": f"=HYPERLINK(1) Nordmo; Kaiveien 1; {POSTCODE}", "step": "count"}
    )
    taken = await staff.post(f"{own}/signatures.csv")
    found = list(csv.DictReader(io.StringIO(taken.content.decode("utf-8-sig")), delimiter=";"))
    assert [row["Name"] for row in found] == ["'=HYPERLINK(1) Nordmo"]
    noted = "SELECT count(*) FROM audit WHERE action = 'proposals.list'"
    assert await ground.ask(noted) == 1
    for role in (Role.MODERATOR, Role.PARTICIPANT):
        other = await client(ground.tenant, role=role)
        for path in ("paper", "signatures.csv", "strike"):
            assert (await other.post(f"{own}/{path}", data={"lines": "x"})).status_code == 403
        assert (await other.get(f"{own}/paper")).status_code == 403
    public = (await (await client(ground.tenant)).get(f"{ground.url}/{new_id}")).text
    assert "HYPERLINK" not in public


async def test_too_many_lines_and_nonsense_are_refused_beside_the_field(
    ground: Ground, client: Client
) -> None:
    new_id = await new_proposal(ground)
    staff = await client(ground.tenant, ground.staff)
    paper = f"{ground.url}/manage/{new_id}/paper"
    many = "\n".join(f"A B{n}; Vei {n}; {POSTCODE}" for n in range(501))
    for lines in ("", many, ";;;\n\x00;\u202e;1"):
        answer = await staff.post(paper, data={"lines": lines, "step": "count"})
        assert answer.status_code == 422
    assert await ground.ask(SIGNATURES, new_id) == 0
