"""One process that holds the model: started when asked, started again when it has died."""

import contextlib
import os
import select
import struct
import subprocess
import sys
import time
from pathlib import Path

import msgspec

DIM = 384
_SECONDS = 60.0  # a batch of the longest texts takes about ten on a busy machine
_CHILD = Path(__file__).with_name("child.py")
_NARROW = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": "1"}


class Died(RuntimeError):
    """The process ended, or did not answer in time, while it was asked."""


class ModelProcess:
    """Used by one thread at a time."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process and self._process.poll() is None else None

    def embed(self, texts: list[str], query: bool) -> bytes:
        """One row of floats a text. Raises Died."""
        process = self._running()
        try:
            self._send(process, msgspec.msgpack.encode((query, texts)))
            return self._receive(process, 4 * DIM * len(texts))
        except OSError as gone:
            self.end()
            raise Died from gone

    def end(self) -> None:
        if self._process is None:
            return
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                if pipe is not None:
                    pipe.close()
        self._process.wait()
        self._process = None

    def _running(self) -> subprocess.Popen[bytes]:
        """The process: one that went home when there was nothing to do is replaced without a word."""
        if self._process is not None and self._process.poll() is not None:
            self.end()
        if self._process is None:
            self._process = subprocess.Popen(  # noqa: S603 - our own file, our own interpreter
                [sys.executable, "-I", str(_CHILD)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_NARROW,  # and nothing else: no address of a database, no secret
                bufsize=0,
            )
        return self._process

    @staticmethod
    def _send(process: subprocess.Popen[bytes], content: bytes) -> None:
        if process.stdin is None:
            raise OSError("no way in")
        left = memoryview(struct.pack("<I", len(content)) + content)
        while left:
            left = left[os.write(process.stdin.fileno(), left) :]

    def _receive(self, process: subprocess.Popen[bytes], size: int) -> bytes:
        until = time.monotonic() + _SECONDS
        if struct.unpack("<I", self._read(process, 4, until)) != (size,):
            raise OSError("an answer to something else")
        return self._read(process, size, until)

    @staticmethod
    def _read(process: subprocess.Popen[bytes], size: int, until: float) -> bytes:
        if process.stdout is None:
            raise OSError("no way out")
        way, parts = process.stdout.fileno(), bytearray()
        while len(parts) < size:
            if not select.select([way], [], [], max(0.0, until - time.monotonic()))[0]:
                raise OSError("no answer in time")
            part = os.read(way, size - len(parts))
            if not part:
                raise OSError("ended while it was asked")
            parts += part
        return bytes(parts)
