"""Vectors kept on disk between two runs of the evaluation, by engine and text: embedding is what takes the time."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from core.sdk import Sensemaker

_BATCH = 128


async def vectors_of(engine: Sensemaker, texts: Sequence[str], folder: Path | None) -> Any:
    """A matrix, one row a text."""
    place = None if folder is None else _place(folder, engine.space, texts)
    if place is not None and (kept := _kept(place)) is not None:
        return kept
    made = await _embed(engine, texts)
    if place is not None:
        _keep(place, made)
    return made


def _place(folder: Path, space: str, texts: Sequence[str]) -> Path:
    digest = hashlib.sha256("\0".join([space, *texts]).encode("utf-8", "replace")).hexdigest()
    return folder / f"{digest[:32]}.npy"


def _kept(place: Path) -> Any:
    import numpy as np

    return np.load(place) if place.exists() else None


def _keep(place: Path, made: Any) -> None:
    import numpy as np

    place.parent.mkdir(parents=True, exist_ok=True)
    np.save(place, made)


async def _embed(engine: Sensemaker, texts: Sequence[str]) -> Any:
    import numpy as np

    parts = [(await engine.embed(texts[at : at + _BATCH])).matrix() for at in range(0, len(texts), _BATCH)]
    return np.vstack(parts)
