"""A long report on paper: 50 pages with 30 figures, and 300 pages. Each in a process of its own, so that memory is its own."""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf

from core.db import value
from core.host import house
from core.host.declaration import Enabled
from core.host.provision import provision
from core.tenancy import Kind, Status, scope
from core.tenancy.registry import all_tenants
from plugins.reports.making.paper import paper
from plugins.reports.model import Document, Part

SIZES = (("50 pages, 30 figures", 30), ("300 pages, 180 figures", 180))
_PARAGRAPHS = 5
_WORDS = (
    "<p>"
    + "Vi spurte folk hva de mener om havna, og mange svarte at de vil ha flere benker og bedre lys. " * 7
    + "</p>"
)
_DRAWN = ("bars", "line", "histogram")


async def bench(say: Callable[[str], None]) -> dict[str, Any]:
    await provision(
        name="Rapportby",
        kind=Kind.MUNICIPALITY,
        host=f"rapportby-{time.time_ns()}.allmenning.bench.test",
        status=Status.ACTIVE,
        plugins=[lodger.plugin.id for lodger in house().lodgers_in(Enabled.TENANTS)],
        settings={"names": {"nb": "Rapportby"}, "languages": ("nb",)},
    )
    found: dict[str, Any] = {}
    for name, figures in SIZES:
        say(f"{name} …")
        said = subprocess.run(  # noqa: ASYNC221 - nothing else is at work here
            [sys.executable, "-m", "tests.bench.papers", str(figures)],
            capture_output=True,
            text=True,
            check=True,
        )
        found[name] = json.loads(said.stdout.splitlines()[-1])
    return found


async def _one(figures: int) -> dict[str, Any]:
    tenant = next(each for each in await all_tenants() if each.name == "Rapportby")
    parts = [_part(n) for n in range(figures)]
    async with scope(tenant, read_only=True):
        await value("SELECT 1")
        begun, worked = time.perf_counter(), time.process_time()
        made = await paper(Document(title="Lang rapport", made_on="2026-11-25", parts=parts), address="")
    with pikepdf.open(BytesIO(made)) as document:
        pages = len(document.pages)
    return {
        "pages": pages,
        "seconds": round(time.perf_counter() - begun, 1),
        "cpu_seconds": round(time.process_time() - worked, 1),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1_024,
        "kb": len(made) // 1_000,
    }


def _part(n: int) -> Part:
    kind = _DRAWN[n % len(_DRAWN)]
    figure = {
        "id": f"bench.{kind}{n}",
        "title": f"Figur {n}",
        "kind": kind,
        "n": 120,
        "columns": ["Svar", "Antall"],
        "rows": [[f"Alternativ {k}", 10 + (k * n) % 17] for k in range(8)],
        "description": "Flest svarte det første.",
    }
    return Part(id=f"s{n}", kind="figures", title=f"Avsnitt {n}", body=_WORDS * _PARAGRAPHS, figures=[figure])


if __name__ == "__main__":
    from core.commands.running import run

    sys.stdout.write(json.dumps(run(_one(int(sys.argv[1])))) + "\n")
