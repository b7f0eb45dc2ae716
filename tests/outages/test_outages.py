"""PostgreSQL or Redis dies under the running service: it says so kindly, loses nothing, and goes on when they are back."""

import asyncio
import re
import time
from collections.abc import Iterator

import httpx
import pytest

from core.local import make_database
from core.outside.mail import FolderMailer
from tests.support.outage import Installation, until_true

pytestmark = pytest.mark.xdist_group("processes")
HOST = "sundvik.allmenning.test"
ADMIN = "aud@example.org"


@pytest.fixture(scope="module")
def service() -> Iterator[Installation]:
    """A place named Sundvik, with an administrator, on servers of its own."""
    installed = Installation()
    try:
        installed.start_postgres()
        installed.redis.start()
        url = asyncio.run(make_database(installed.postgres.get_uri(), "outages"))
        installed.run(url, "migrate")
        founder = ("--admin-email", ADMIN, "--admin-name", "Aud Leder", "--confirmed")
        installed.run(url, "tenant", "create", "Sundvik", "--host", HOST, *founder)
        installed.serve(url)
        yield installed
    finally:
        installed.end()


@pytest.fixture
def visitor(service: Installation) -> Iterator[httpx.Client]:
    with service.client(HOST) as made:
        yield made


def _code(service: Installation, email: str, before: int = 0) -> str:
    """The code in the newest mail; mail leaves by the worker."""
    mails = FolderMailer(service.folder / "mail")
    until_true(lambda: len(mails.sent(email)) > before, f"no mail to {email}")
    found = re.search(r"\b\d{6}\b", str(mails.sent(email)[-1]["subject"]))
    assert found
    return found[0]


def _sign_in(service: Installation, visitor: httpx.Client) -> None:
    before = len(FolderMailer(service.folder / "mail").sent(ADMIN))
    assert visitor.post("/sign-in", data={"email": ADMIN}).status_code == 303
    assert visitor.post("/sign-in/code", data={"code": _code(service, ADMIN, before)}).status_code == 303


def _rename(visitor: httpx.Client, name: str) -> int:
    return visitor.post("/account", data={"name": name, "locale": "en", "postcode": ""}).status_code


def test_database_dies_and_comes_back(service: Installation, visitor: httpx.Client) -> None:
    _sign_in(service, visitor)
    assert _rename(visitor, "Aud Før") == 303

    service.kill_postgres()
    for language, words in (("en", "Nothing is lost"), ("nb", 'lang="nb"'), ("nn", 'lang="nn"')):
        with service.client(HOST, language) as stranger:
            answer = stranger.get("/projects?page=1")
        assert answer.status_code == 503
        assert words in answer.text
        assert "retry-after" in answer.headers
        assert "content-security-policy" in answer.headers
    assert _rename(visitor, "Aud Under") == 503
    assert service.ready() == 503
    assert visitor.get("/healthz").status_code == 200

    service.start_postgres()
    until_true(lambda: service.ready() == 200, "not ready again", seconds=20)
    assert (
        'value="Aud Før"' in visitor.get("/account").text
    )  # what was saved is there, what was refused is not
    assert _rename(visitor, "Aud Etter") == 303
    assert visitor.get("/").status_code == 200


def test_what_was_answered_is_there_whatever_moment_the_database_dies(
    service: Installation, visitor: httpx.Client
) -> None:
    _sign_in(service, visitor)
    saved, asked = "", 0
    killed_at = time.monotonic() + 0.5
    while True:
        if time.monotonic() > killed_at:
            killed_at = float("inf")
            service.kill_postgres()
        asked += 1
        status = _rename(visitor, f"Aud {asked}")
        assert status in (303, 503)
        if status == 503:
            break
        saved = f"Aud {asked}"
    service.start_postgres()
    until_true(lambda: service.ready() == 200, "not ready again", seconds=20)
    shown = visitor.get("/account").text
    assert (
        f'value="{saved}"' in shown or f'value="Aud {asked}"' in shown
    )  # the last commit may have been made


def test_redis_dies_and_jobs_run_when_it_is_back(service: Installation, visitor: httpx.Client) -> None:
    mails = FolderMailer(service.folder / "mail")
    service.redis.stop()
    assert service.ready() == 503
    began = time.monotonic()
    assert visitor.get("/").status_code == 200
    assert visitor.post("/sign-in", data={"email": ADMIN}).status_code == 303
    assert time.monotonic() - began < 5
    with service.client(HOST) as many:
        statuses = [many.post("/sign-in", data={"email": "x@example.org"}).status_code for _ in range(8)]
    assert 429 in statuses  # counted in the process, not open
    before = len(mails.sent(ADMIN))
    time.sleep(1)
    assert len(mails.sent(ADMIN)) == before

    service.redis.start()
    until_true(lambda: service.ready() == 200, "not ready again", seconds=20)
    code = _code(service, ADMIN, before)
    assert visitor.post("/sign-in/code", data={"code": code}).status_code == 303
    assert "/sign-out" in visitor.get("/account").text


def test_worker_dies_and_the_next_one_does_its_jobs(service: Installation, visitor: httpx.Client) -> None:
    mails = FolderMailer(service.folder / "mail")
    worker = service.processes[1]
    worker.kill()
    worker.wait(timeout=10)
    before = len(mails.sent("ola@example.org"))
    data = {"name": "Ola Vik", "email": "ola@example.org", "agree": "on"}
    answer = visitor.post("/register", data=data)
    assert answer.status_code in (303, 429)
    service.start_worker()
    if answer.status_code == 303:
        assert _code(service, "ola@example.org", before)
