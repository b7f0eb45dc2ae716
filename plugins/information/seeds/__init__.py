"""Demonstration content: invented places, in TOML."""

import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Any

from core.sdk import Person, Seeding, clean_html, execute, html_from_plain
from plugins.information.content import add_block
from plugins.information.documents.changes import changes_of, explain
from plugins.information.documents.publish import publish_version
from plugins.information.documents.store import add_version, current_version, sections_of
from plugins.information.documents.take_in import keep_read
from plugins.information.hearing.answers import answer
from plugins.information.hearing.remarks import write_remark
from plugins.information.hearing.response import publish_answers
from plugins.information.hearing.spots import spot_in
from plugins.information.hearing.statements import Words, publish_statement, receive, statement_of
from plugins.information.letters import letter_of, send_letter, write_letter
from plugins.information.questions import answer_question, ask
from plugins.information.reading.markdown import read_markdown
from plugins.information.settings import HEARING

_FOLDER = Path(__file__).parent
_DEFAULT = {"hearing": "harbour", "information": "plan"}


async def seed(seeding: Seeding) -> None:
    """As `stage` says: open has only what staff wrote, running half of what people wrote, finished all with its answers."""
    content = _content(seeding.theme, seeding.place.here.method)
    if seeding.place.here.method == HEARING:
        await _hearing(seeding, content)
    else:
        await _information(seeding, content)


def themes() -> list[str]:
    return sorted(file.stem for file in _FOLDER.glob("*.toml"))


def _content(theme: str, method: str) -> dict[str, Any]:
    """Of the theme, where it is for this method; else the usual one."""
    file = _FOLDER / f"{theme}.toml"
    found = tomllib.loads(file.read_text(encoding="utf-8")) if theme in themes() else {}
    if found.get("method") == method:
        return found
    return tomllib.loads((_FOLDER / f"{_DEFAULT[method]}.toml").read_text(encoding="utf-8"))


async def _information(seeding: Seeding, content: dict[str, Any]) -> None:
    place, boss = seeding.place, seeding.staff[0]
    for block in content["blocks"]:
        body = {seeding.language: clean_html(block["text"]) if block["kind"] == "text" else block["text"]}
        await add_block(
            activity_id=place.here.id, kind=block["kind"], title={seeding.language: block["title"]}, body=body
        )
    if seeding.stage == "open":
        return
    asked = _some(content["questions"], seeding.stage)
    for n, question in enumerate(asked):
        person = _one(seeding, n)
        new_id = await ask(
            place=place,
            author=person,
            title=question["title"],
            text=question["text"],
            anonymous=n == len(asked) - 1,
        )
        if "answer" in question:
            await answer_question(
                place=place, question_id=new_id, by=boss, html=html_from_plain(question["answer"])
            )
    letter = content["letter"]
    letter_id = await write_letter(
        place=place, by=boss, subject=letter["subject"], body=html_from_plain(letter["body"])
    )
    written = await letter_of(activity_id=place.here.id, letter_id=letter_id)
    if written is not None:
        await send_letter(place=place, letter=written, by=boss)


async def _hearing(seeding: Seeding, content: dict[str, Any]) -> None:
    await _version(seeding, content["document"], 1)
    if seeding.stage == "open":
        return
    remarks = [
        await _remark(seeding, remark, n) for n, remark in enumerate(_some(content["remarks"], seeding.stage))
    ]
    statements = [
        await _statement(seeding, each, n)
        for n, each in enumerate(_some(content["statements"], seeding.stage))
    ]
    if seeding.stage != "finished":
        return
    boss = seeding.staff[0]
    for new_id, said in [
        *zip(remarks, content["remarks"], strict=False),
        *zip(statements, content["statements"], strict=False),
    ]:
        if new_id is not None and "answer" in said:
            html = html_from_plain(said["answer"])
            await answer(
                place=seeding.place,
                contribution_id=new_id,
                by=boss,
                outcome=said["outcome"],
                summary="",
                reason=html,
            )
    await _version(seeding, content["after"], 2)
    await _because(seeding, content, [each for each in remarks if each is not None])
    await publish_answers(place=seeding.place, by=boss)


async def _version(seeding: Seeding, document: dict[str, Any], number: int) -> None:
    """Read in this process: the text is ours."""
    place, boss = seeding.place, seeding.staff[0]
    version_id = await add_version(
        place=place,
        by_id=boss.id,
        title=document["title"],
        note=document.get("note", ""),
        filename="plan.md",
        kind="md",
        source=b"",
        file={},
    )
    await keep_read(
        version_id=version_id, activity_id=place.here.id, read=read_markdown(document["text"].encode())
    )
    await publish_version(place=place, number=number, by=boss)
    if place.here.opens_at is not None and number == 1:
        await execute(
            "UPDATE information_version SET published_at = $2 WHERE id = $1", version_id, place.here.opens_at
        )


async def _remark(seeding: Seeding, remark: dict[str, Any], n: int) -> int | None:
    place = seeding.place
    version = await current_version(activity_id=place.here.id)
    sections = await sections_of(version_id=version.id) if version else []
    section = next((each for each in sections if remark["section"] in each.heading), None)
    if version is None or section is None:
        return None
    spot = spot_in(
        section, paragraph=remark.get("paragraph"), exact=remark.get("exact", ""), start=0, point=None
    )
    return await write_remark(
        place=place, author=_one(seeding, n), version_id=version.id, spot=spot, text=remark["text"]
    )


async def _statement(seeding: Seeding, said: dict[str, Any], n: int) -> int:
    place = seeding.place
    person = _one(seeding, n + 3)
    words = Words(
        sender=person.name, organisation=said.get("organisation", ""), title=said["title"], text=said["text"]
    )
    new_id = await receive(place=place, author=person, words=words)
    statement = await statement_of(activity_id=place.here.id, statement_id=new_id)
    if statement is not None and said.get("published", True):
        await publish_statement(
            place=place, statement=statement, by=seeding.staff[0], body=statement.body, files=[], redacted=""
        )
    if place.here.opens_at is not None:
        on = place.here.opens_at + timedelta(days=3 + n)
        await execute(
            "UPDATE information_statement SET received_at = least(now(), $2) WHERE contribution = $1",
            new_id,
            on,
        )
    return new_id


async def _because(seeding: Seeding, content: dict[str, Any], remarks: list[int]) -> None:
    """The changes name the comments that led to them."""
    place = seeding.place
    version = await current_version(activity_id=place.here.id)
    if version is None:
        return
    for change in await changes_of(version_id=version.id):
        why = next((each for each in content["after"]["because"] if each["section"] in change.heading), None)
        if why is not None:
            causes = [remarks[n] for n in why["remarks"] if n < len(remarks)]
            await explain(
                activity_id=place.here.id,
                version_id=version.id,
                change_id=change.id,
                note=why["note"],
                causes=causes,
            )


def _some(said: list[dict[str, Any]], stage: str) -> list[dict[str, Any]]:
    return said if stage == "finished" else said[: max(1, (len(said) + 1) // 2)]


def _one(seeding: Seeding, n: int) -> Person:
    found: Person = seeding.residents[n % len(seeding.residents)]
    return found
