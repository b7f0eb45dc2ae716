"""Every form, with everything that people and machines should not send: an answer that says so, never a failure."""

import httpx
import pytest

from core.host import House
from core.http import Route
from core.tenancy import Tenant
from tests.conftest import Client
from tests.support.hostile import DANGEROUS, SAID_BACK, TYPED, forget_tries, send
from tests.support.html_forms import Form, forms_of
from tests.support.people import session_for
from tests.support.stage import Stage, new_stage, with_import
from tests.support.towns import Towns, new_town
from tests.support.walk import forms_for, routes_of_towns

FINE = (200, 303, 400, 401, 403, 404, 409, 413, 422, 429)
GUESSED = Form(
    "", "post", dict.fromkeys(("code", "text", "email", "to", "sure", "next", "id", "unknown"), "x")
)
SAYS_SO = ("data-error-summary", "ds-alert")
_known: dict[Route, Form] = {}


@pytest.fixture
async def forms(house: House, two_towns: Towns, client: Client) -> dict[Route, Form]:
    """The real form behind each POST; found once, by walking all pages."""
    if not _known:
        stage = await new_stage(two_towns.a, methods=True)
        admin = await client(two_towns.a, stage.admin)
        await with_import(stage, admin)
        visitors = [admin, await client(two_towns.a, stage.author), await client(two_towns.a)]
        posts, gets = routes_of_towns(house, "POST"), routes_of_towns(house, "GET")
        _known.update(await forms_for(posts, gets, stage, visitors))
    return _known


async def test_most_forms_are_found(forms: dict[Route, Form]) -> None:
    assert len([form for form in forms.values() if form.typed]) > 20


async def test_every_form_answers_whatever_is_sent(
    house: House, two_towns: Towns, client: Client, forms: dict[Route, Form]
) -> None:
    problems: list[str] = []
    for route in routes_of_towns(house, "POST"):
        tenant = await _town_for(route, two_towns)
        stage = await new_stage(tenant, methods=tenant is two_towns.a)
        visitor = await client(stage.tenant, stage.admin if "manage" in route.full_path else stage.author)
        if "import_id" in route.full_path:
            await with_import(stage, visitor)
        await forget_tries()
        form = forms.get(route, GUESSED)
        for kind, text in TYPED.items():
            await _keep_session(visitor, stage, route)
            values = form.values | dict.fromkeys(form.typed or form.values, text)
            problems += await _tried(visitor, stage.address(route), values | {"unknown": text}, kind, form)
        for name in {each.partition(".")[0]: each for each in form.values}.values():  # one of its languages
            await _keep_session(visitor, stage, route)
            values = form.values | {name: TYPED["long" if name in form.typed else "number"]}
            problems += await _tried(visitor, stage.address(route), values, f"{name} alone", form)
        problems += await _pages_of(visitor, stage)
    assert not problems, "\n".join(problems)


async def _town_for(route: Route, towns: Towns) -> Tenant:
    """A form of the whole place – settings, rules, topics – gets a place of its own: the next route needs a sound one."""
    whole = "manage" in route.path and route.at == "site" and "{project_id" not in route.path
    return await new_town("Prøveby") if whole else towns.a


async def _keep_session(visitor: httpx.AsyncClient, stage: Stage, route: Route) -> None:
    """Some forms end the session of the one who sends them."""
    if "session" in route.path or "/sign-" in route.path or "password" in route.path or "close" in route.path:
        person = stage.admin if "manage" in route.full_path else stage.author
        host = stage.tenant.hosts[0]
        await forget_tries()
        visitor.cookies.set("session", await session_for(stage.tenant, person), domain=host)


async def _tried(
    visitor: httpx.AsyncClient, path: str, values: dict[str, str], kind: str, form: Form
) -> list[str]:
    """What is wrong with the answer, if anything."""
    answer = await send(visitor, path, values)
    here = f"POST {path} ({kind}) → {answer.status_code}"
    if answer.status_code not in FINE:
        return [here]
    is_page = "text/html" in answer.headers.get("content-type", "")
    found = [f"{here}: script" for bad in DANGEROUS if is_page and bad in answer.text]
    if answer.status_code == 422:
        if form.typed and not any(sign in answer.text for sign in SAYS_SO):
            found.append(f"{here}: nothing says what is wrong")
        if kind == "markup":
            found += [f"{here}: {name} is lost" for name in _lost(answer, path, form)]
    elif answer.status_code == 303:
        landed = await visitor.get(answer.headers["location"])
        if landed.status_code >= 500 or any(bad in landed.text for bad in DANGEROUS):
            found.append(f"{here}: the next page {landed.url} {landed.status_code}")
    return found


def _lost(answer: httpx.Response, path: str, form: Form) -> list[str]:
    """Fields whose text the answer does not give back."""
    back = [each for each in forms_of(answer.text, path=path) if form.typed & set(each.values)]
    if not back:
        return sorted(form.typed)
    given = {name: value for each in back for name, value in each.values.items()}
    secret = {name for name in form.typed if "password" in name}
    return sorted(name for name in form.typed - secret if given.get(name, "").strip() != SAID_BACK)


async def _pages_of(visitor: httpx.AsyncClient, stage: Stage) -> list[str]:
    """Where it would be shown, if it was kept."""
    project = stage.ground.url.rpartition("/")[0]
    paths = ["/", "/projects", project, stage.ground.url, f"{stage.ground.url}/{stage.ids['idea_id']}"]
    found = []
    for path in [*paths, f"/manage/projects/{stage.ids['project_id']}", "/account"]:
        answer = await visitor.get(path)
        if answer.status_code >= 500 or any(bad in answer.text for bad in DANGEROUS):
            found.append(f"GET {path} after that → {answer.status_code}")
    return found


async def test_every_form_with_a_version_refuses_a_stale_one_and_gives_the_text_back(
    house: House, two_towns: Towns, client: Client, forms: dict[Route, Form]
) -> None:
    stage = await new_stage(two_towns.a, methods=True)
    admin, author = await client(stage.tenant, stage.admin), await client(stage.tenant, stage.author)
    found: list[str] = []
    tried = 0
    for route in routes_of_towns(house, "POST"):
        form = forms.get(route, GUESSED)
        if not form.values.get("version", "").isdigit() or "/new" in route.full_path:
            continue
        visitor = admin if "manage" in route.full_path else author
        values = form.values | dict.fromkeys(form.typed, "Min egen tekst") | {"version": "987654"}
        answer = await send(visitor, stage.address(route), values)
        tried += 1
        if answer.status_code != 422 or (form.typed and "Min egen tekst" not in answer.text):
            found.append(f"{route.full_path} {answer.status_code}")
    assert not found, "\n".join(found)
    assert tried > 5


@pytest.mark.parametrize(
    ("name", "kind", "data"),
    [
        ("bilde.png", "image/png", b"<!doctype html><script>alert(1)</script>"),
        ("bilde.svg", "image/png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("ideer.csv", "text/csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4),
        ("ark.xlsx", "application/pdf", b"PK\x03\x04" + b"\x00" * 400),
        ("../../etc/passwd\x00.png", "text/html; charset=x", b"%PDF-1.7\n%\xff\xff"),
        ("tom.png", "image/png", b""),
    ],
)
async def test_no_form_takes_a_file_that_lies(
    house: House,
    two_towns: Towns,
    client: Client,
    forms: dict[Route, Form],
    name: str,
    kind: str,
    data: bytes,
) -> None:
    stage = await new_stage(two_towns.a, methods=True)
    admin, author = await client(stage.tenant, stage.admin), await client(stage.tenant, stage.author)
    found: list[str] = []
    for route in routes_of_towns(house, "POST"):
        form = forms.get(route, GUESSED)
        for field in sorted(form.files):
            visitor = admin if "manage" in route.full_path else author
            values = form.values | dict.fromkeys(form.typed, "x")
            answer = await visitor.post(stage.address(route), data=values, files={field: (name, data, kind)})
            if answer.status_code != 422 or "data-error-summary" not in answer.text:
                found.append(f"{route.full_path} {field} {answer.status_code}")
    assert not found, "\n".join(found)
