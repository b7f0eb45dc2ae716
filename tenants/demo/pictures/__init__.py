"""Pictures for the demonstration, drawn from a scene's name and a seed: the same words always give the same picture."""

import io
from collections.abc import Callable
from random import Random

from tenants.demo.pictures import coast, fells, houses, town
from tenants.demo.pictures.canvas import Canvas

SCENES: dict[str, Callable[[Canvas], None]] = {**coast.SCENES, **fells.SCENES, **houses.SCENES, **town.SCENES}
WIDTH = 1600
_QUALITY = 84


def draw(scene: str, *, seed: str = "", width: int = WIDTH) -> bytes:
    """A JPEG, 16 : 9. Raises KeyError for a scene that nobody has drawn."""
    canvas = Canvas(width, Random(f"{scene}:{seed}"))  # noqa: S311 - a drawing, not a secret
    SCENES[scene](canvas)
    out = io.BytesIO()
    canvas.finished(mirrored=canvas.chance.choice([True, False])).save(
        out, "JPEG", quality=_QUALITY, optimize=True
    )
    return out.getvalue()
