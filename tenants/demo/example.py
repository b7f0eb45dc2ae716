"""`python -m tenants.demo.example`: the report that README shows, from the first town of the demonstration.

It stands in a folder of its own (`.local/example`, thrown away first). What it writes: `docs/reports/example.pdf`, and a picture
of its first pages in `docs/images/report.webp`.
"""

import asyncio
import re
import sys
from contextlib import AsyncExitStack
from typing import Any

import httpx
import pypdfium2
from PIL import Image

from core.app import make_app
from core.commands.running import run
from core.db import rows
from core.host import house
from core.host.migrate import migrate
from core.host.provision import set_up_platform
from core.jobs.run import try_job
from core.settings import project_folder
from core.tenancy import scope
from core.tenancy.registry import tenant_at
from tenants.demo.grounds import Grounds
from tenants.demo.load import load_all

TOWN, PROJECT = "skreivag", "bryggepromenaden"
PORT = 8000
_HOST = f"{TOWN}.localhost"
_PAGES, _GAP, _HEIGHT = 3, 24, 1_000


def main() -> None:
    grounds = Grounds(project_folder() / ".local" / "example")
    grounds.take()
    try:
        grounds.clear()
        asyncio.run(grounds.settle(grounds.start_servers(), PORT))
        paper = run(_paper())
    finally:
        grounds.leave()
    docs = project_folder() / "docs"
    (docs / "reports").mkdir(exist_ok=True)
    (docs / "reports" / "example.pdf").write_bytes(paper)
    _picture(paper).save(docs / "images" / "report.webp", quality=80, method=6)
    sys.stdout.write(f"docs/reports/example.pdf: {len(paper) // 1000} kB\n")


async def _paper() -> bytes:
    """Made by the job that makes it for residents, and fetched as they fetch it."""
    await set_up_platform({})
    async for _result in migrate():
        pass
    await load_all(slugs=(TOWN,))
    await _make_files()
    async with AsyncExitStack() as stack:
        app: Any = make_app(house())
        transport = httpx.ASGITransport(app=app)
        base = f"http://{_HOST}:{PORT}"
        visitor = await stack.enter_async_context(httpx.AsyncClient(transport=transport, base_url=base))
        listed = (await visitor.get(f"/projects/{PROJECT}/reports")).text
        found = re.search(rf'href="(/projects/{PROJECT}/reports/\d+)"', listed)
        if found is None:
            raise LookupError("no report is published in the demonstration")
        answer = await visitor.get(f"{found[1]}/pdf")
        if not answer.content.startswith(b"%PDF"):
            raise LookupError("the report has no PDF: is Pango there?")
        return answer.content


async def _make_files() -> None:
    tenant = await tenant_at(_HOST)
    if tenant is None:
        raise LookupError(f"{TOWN} was not made")
    async with scope(tenant, read_only=True):
        waiting = await rows("SELECT id FROM outbox WHERE name = 'reports.make_file' ORDER BY id")
    for each in waiting:
        _outcome, error = await try_job(tenant, each["id"])
        if error is not None:
            raise error


def _picture(paper: bytes) -> Image.Image:
    """The first pages beside each other."""
    document = pypdfium2.PdfDocument(paper)
    shown = [document[n] for n in range(min(_PAGES, len(document)))]
    pages = [page.render(scale=_HEIGHT / page.get_height()).to_pil() for page in shown]
    width = sum(page.width for page in pages) + _GAP * (len(pages) + 1)
    sheet = Image.new("RGB", (width, _HEIGHT + 2 * _GAP), "#e4e1da")
    left = _GAP
    for page in pages:
        sheet.paste(page, (left, _GAP))
        left += page.width + _GAP
    return sheet


if __name__ == "__main__":
    main()
