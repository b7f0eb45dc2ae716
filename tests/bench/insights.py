"""Sense-making from nothing with the local engine: texts a second, grouping 20,000, placing 100 new ones, memory."""

import os
import random
import resource
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from core.outside.sensemaking.local import LocalSensemaker
from core.outside.sensemaking.local.embedding import Embedder
from plugins.insights.algorithms.duplicates import near_duplicates
from plugins.insights.algorithms.frame import Frame, Matrix
from plugins.insights.algorithms.grouping import place, tree

EMBEDDED = 500
MANY = 20_000
NEW = 100
_WORDS = """
    vi trenger flere benker i parken langs elva og lys om kvelden bygg sykkelvei til skolen barna går farlig vei kommunen bør
    sette opp søppelkasser ved badeplassen mer grønt færre biler gratis buss for unge kulturhus øving
"""


async def bench(say: Callable[[str], None]) -> dict[str, Any]:
    """Embedding is measured on 500 texts of 25 words and reckoned up: the machine is shared."""
    embedder = Embedder(processes=2)
    engine = LocalSensemaker(embedder)
    texts = _texts(EMBEDDED)
    await engine.embed(texts[:32])
    before, started = _cpu_seconds(embedder), time.perf_counter()
    made = await engine.embed(texts)
    seconds, worked = time.perf_counter() - started, _cpu_seconds(embedder) - before
    model_mb = sum(_peak_mb(pid) for pid in embedder.pids)
    started = time.perf_counter()
    await engine.embed(texts[:NEW])
    new = time.perf_counter() - started
    embedder.end()
    figures = {
        "texts a second": round(EMBEDDED / seconds, 1),
        "texts a CPU-second": round(EMBEDDED / worked, 1),
        "20,000 from nothing on two idle cores, minutes, reckoned": round(
            MANY / EMBEDDED * worked / 2 / 60, 1
        ),
        "20,000 from nothing, minutes, reckoned": round(MANY / EMBEDDED * seconds / 60, 1),
        "memory of the models, MB": model_mb,
        **_grouping(made.matrix(), new),
        "near-duplicates among 5,000, s": _near_duplicates(),
    }
    figures["memory of the one that asks, MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    for name, value in figures.items():
        say(f"{name}: {value}")
    return figures


def _grouping(vectors: Matrix, embedding_new: float) -> dict[str, Any]:
    """Real vectors with a little noise, as many as are asked for."""
    chance = np.random.default_rng(1)
    many = (
        vectors[chance.integers(len(vectors), size=MANY)]
        + chance.normal(size=(MANY, vectors.shape[1])) * 0.02
    )
    many = np.asarray(many, np.float32)
    languages = ["nb"] * MANY
    started = time.perf_counter()
    frame = Frame(many, languages)
    placed = frame.place(many, languages)
    branches = tree(placed)
    grouping = time.perf_counter() - started
    started = time.perf_counter()
    place(frame.place(many[:NEW], languages[:NEW]), [branch.centre for branch in branches])
    return {
        "grouping 20,000 that are embedded, s": round(grouping, 1),
        "100 new ones embedded and placed, s": round(embedding_new + time.perf_counter() - started, 1),
    }


def _near_duplicates() -> float:
    texts = _texts(5_000)
    started = time.perf_counter()
    near_duplicates(texts)
    return round(time.perf_counter() - started, 1)


def _texts(count: int) -> list[str]:
    chance = random.Random(3)
    return [" ".join(chance.choices(_WORDS.split(), k=25)) for _ in range(count)]


def _peak_mb(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text("utf-8")
    return next(int(line.split()[1]) // 1024 for line in status.splitlines() if line.startswith("VmHWM"))


def _cpu_seconds(embedder: Embedder) -> float:
    ticks = [Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split() for pid in embedder.pids]
    return sum(int(each[11]) + int(each[12]) for each in ticks) / os.sysconf("SC_CLK_TCK")
