"""Starts the process that reads, waits for it no longer than it may take, and takes in what it answers."""

import asyncio
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from .model import MOST_PICTURES, Read, Section, Unreadable

_PATIENCE = 150  # seconds by the clock; the process itself has 90 of the processor
_LARGEST_ANSWER = 50_000_000


async def read_apart(data: bytes, kind: str) -> Read:
    """Raises Unreadable."""
    with tempfile.TemporaryDirectory(prefix="allmenning-reading-") as name:
        folder = Path(name)
        await asyncio.to_thread((folder / "in").write_bytes, data)
        await _run(folder, kind)
        return await asyncio.to_thread(_taken_in, folder)


async def _run(folder: Path, kind: str) -> None:
    child = Path(__file__).with_name("child.py")
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-I", str(child), str(folder), kind),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
        env={"TMPDIR": str(folder)},
        cwd=folder,
    )
    try:
        await asyncio.wait_for(process.wait(), _PATIENCE)
    except TimeoutError as error:
        raise Unreadable("too_big") from error
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


def _taken_in(folder: Path) -> Read:
    """Killed or crashed: there is no answer, and the file was too much."""
    out = folder / "out.json"
    if not out.is_file() or out.stat().st_size > _LARGEST_ANSWER:
        raise Unreadable("too_big")
    try:
        answer: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    except ValueError as error:  # cut off at the largest size of a file
        raise Unreadable("too_big") from error
    if "problem" in answer:
        raise Unreadable(str(answer["problem"]))
    sections = [
        Section(str(h), int(level), list(html), picture) for h, level, html, picture in answer["sections"]
    ]
    pictures = [(folder / str(n)).read_bytes() for n in range(min(int(answer["pictures"]), MOST_PICTURES))]
    return Read(title=str(answer["title"]), sections=sections, pictures=pictures)
