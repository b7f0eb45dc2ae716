"""The process that opens a stranger's file: `python -I child.py FOLDER`. Limits are set before anything is read.

FOLDER holds `in` and gets `out.json` and pictures `0`, `1`, …; the answer `{"problem": code}` stands for what cannot be read.
"""

import json
import resource
import sys
from pathlib import Path

MEMORY = 1_500_000_000
SECONDS = 90
LARGEST_FILE = 50_000_000


def main(folder: Path, kind: str) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE, LARGEST_FILE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    from reading.formats import read_file  # type: ignore[import-not-found]
    from reading.model import Unreadable  # type: ignore[import-not-found]

    try:
        read = read_file((folder / "in").read_bytes(), kind)
    except Unreadable as unreadable:
        _answer(folder, {"problem": unreadable.code})
        return
    except (MemoryError, RecursionError):
        _answer(folder, {"problem": "too_big"})
        return
    for n, picture in enumerate(read.pictures):
        (folder / str(n)).write_bytes(picture)
    sections = [[s.heading, s.level, s.html, s.picture] for s in read.sections]
    _answer(folder, {"title": read.title, "sections": sections, "pictures": len(read.pictures)})


def _answer(folder: Path, answer: dict[str, object]) -> None:
    (folder / "out.json").write_text(json.dumps(answer), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
