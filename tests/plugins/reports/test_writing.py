"""Staff build a report: from a template, section by section, saved by itself, with a history."""

import re

from core.tenancy import scope
from plugins.reports.reading import load_report
from tests.plugins.reports.conftest import Ground, new_report


async def test_report_from_template_shows_figures_and_what_people_said(ground: Ground) -> None:
    report_id = await new_report(ground)
    shown = (await ground.desk.get(f"/manage/reports/{report_id}")).text
    assert "Prosjektrapport: Havna vår" in shown or "Project report: Havna vår" in shown
    assert shown.index("Lys i parken") < shown.index("Badebrygge ved torget")  # most supported first
    assert "Kari Nordvik" in shown


async def test_section_saves_by_button_and_stale_form_is_told(ground: Ground) -> None:
    report_id = await new_report(ground, "empty")
    url = f"/manage/reports/{report_id}"
    added = await ground.desk.post(f"{url}/add/text", data={"title": "Kort sagt", "body": "<p>Hei</p>"})
    assert added.status_code == 303
    section = f"{url}/sections/{added.headers['location'].rpartition('-')[2]}"
    first = {"title": "Kort sagt", "body": "<p>Ny <script>alert(1)</script>tekst</p>", "version": "1"}
    assert (await ground.desk.post(section, data=first)).status_code == 303
    stale = await ground.desk.post(section, data=first | {"body": "<p>Min tekst</p>"})
    assert stale.status_code == 422
    assert "Min tekst" in stale.text
    again = await ground.desk.post(
        section, data=first | {"body": "<p>Min tekst</p>", "version": _version(stale.text)}
    )
    assert again.status_code == 303
    shown = (await ground.desk.get(url)).text
    assert "Min tekst" in shown
    assert "alert(1)" not in shown


async def test_saving_by_itself_answers_with_the_next_version(ground: Ground) -> None:
    report_id = await new_report(ground, "empty")
    url = f"/manage/reports/{report_id}"
    added = await ground.desk.post(f"{url}/add/text", data={"title": "A", "body": "<p>a</p>"})
    section = f"{url}/sections/{added.headers['location'].rpartition('-')[2]}"
    saved = await ground.desk.post(
        section, data={"title": "B", "body": "<p>b</p>", "version": "1", "auto": "1"}
    )
    assert (saved.status_code, saved.text.split("\n")[0]) == (200, "2")
    stale = await ground.desk.post(section, data={"title": "C", "body": "", "version": "1", "auto": "1"})
    assert stale.status_code == 422
    assert "<html" not in stale.text


async def test_sections_move_and_go(ground: Ground) -> None:
    report_id = await new_report(ground, "empty")
    url = f"/manage/reports/{report_id}"
    ids = []
    for name in ("En", "To", "Tre"):
        added = await ground.desk.post(f"{url}/add/text", data={"title": name, "body": ""})
        ids.append(added.headers["location"].rpartition("-")[2])
    await ground.desk.post(f"{url}/sections/{ids[2]}/move", data={"step": "-2"})
    assert await _titles(ground, report_id) == ["Tre", "En", "To"]
    await ground.desk.post(f"{url}/sections/{ids[0]}/remove")
    assert await _titles(ground, report_id) == ["Tre", "To"]
    gone = await ground.desk.post(f"{url}/sections/{ids[0]}/move", data={"step": "up"})
    assert gone.status_code == 303


async def test_history_compares_and_restores(ground: Ground) -> None:
    report_id = await new_report(ground, "empty")
    url = f"/manage/reports/{report_id}"
    await ground.desk.post(f"{url}/add/text", data={"title": "Første", "body": "<p>gammel linje</p>"})
    await ground.desk.post(f"{url}/publish")  # what is published stays a version of its own
    await ground.desk.post(f"{url}/add/text", data={"title": "Andre", "body": "<p>ny linje</p>"})
    shown = (await ground.desk.get(f"{url}/history/1")).text
    assert re.search(r"<ins>ny linje</ins>", shown)
    assert (await ground.desk.post(f"{url}/history/1/restore")).status_code == 303
    assert await _titles(ground, report_id) == ["Første"]
    assert "ny linje" in (await ground.desk.get(f"{url}/history/2")).text


async def test_duplicate_is_a_report_of_its_own(ground: Ground) -> None:
    report_id = await new_report(ground)
    copy = await ground.desk.post(f"/manage/reports/{report_id}/duplicate")
    new_id = int(copy.headers["location"].rpartition("/")[2])
    assert await _titles(ground, new_id) == await _titles(ground, report_id)
    await ground.desk.post(f"/manage/reports/{new_id}/delete")
    assert (await ground.desk.get(f"/manage/reports/{new_id}")).status_code == 404
    assert (await ground.desk.get(f"/manage/reports/{report_id}")).status_code == 200


async def test_wrong_period_is_said_at_its_field(ground: Ground) -> None:
    report_id = await new_report(ground, "empty")
    data = {"title": "T", "since": "2026-05-02", "until": "2026-05-01", "version": "1"}
    answer = await ground.desk.post(f"/manage/reports/{report_id}/details", data=data)
    assert answer.status_code == 422
    assert "The last day must not be before the first." in answer.text


async def _titles(ground: Ground, report_id: int) -> list[str]:
    async with scope(ground.stand.tenant, read_only=True):
        report = await load_report(report_id)
    assert report is not None
    return [section.title for section in report.content.sections]


def _version(text: str) -> str:
    found = re.search(r'name="version"[^>]*value="(\d+)"', text)
    assert found
    return found[1]
