"""All pictures of a town, drawn in processes of their own while the database works."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import Executor
from dataclasses import dataclass

from core.files import FileRef, Purpose, keep_upload
from core.people import Person
from tenants.demo.pictures import draw
from tenants.demo.town import Town

LARGE, SMALL = 1280, 800  # pixels: a cover, and a picture beside an idea, on the sharpest screens


@dataclass(frozen=True)
class Drawing:
    """An upload like any other."""

    filename: str
    data: bytes
    content_type: str = "image/jpeg"


class Gallery:
    def __init__(self, town: Town, pool: Executor) -> None:
        loop = asyncio.get_running_loop()
        self.slug = town.slug
        self._drawn = {
            (scene, seed): loop.run_in_executor(pool, _draw, scene, seed, width)
            for scene, seed, width in wanted(town)
        }

    async def hang(self, scene: str, key: str, owner: Person | None) -> FileRef:
        """Keep the picture as an upload of this person."""
        data = await self._drawn[scene, f"{self.slug}-{key}"]
        return await keep_upload(Drawing(f"{scene}.jpg", data), purpose=Purpose.IMAGE, owner=owner)


def wanted(town: Town) -> Iterator[tuple[str, str, int]]:
    """(scene, seed, width) of each, covers first."""
    for project in town.projects:
        yield project.cover.scene, f"{town.slug}-{project.key}", LARGE
        for n, block in enumerate(project.blocks):
            if block["type"] == "image":
                yield block["scene"], f"{town.slug}-{project.key}-{n}", SMALL
    for ideas in town.ideas.values():
        for idea in ideas:
            if idea.image is not None:
                yield idea.image.scene, f"{town.slug}-{idea.key}", SMALL


def _draw(scene: str, seed: str, width: int) -> bytes:
    return draw(scene, seed=seed, width=width)
