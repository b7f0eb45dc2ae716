"""`allmenning plugin dev PATH`: the demonstration, with a plugin that is not installed live in one of its towns."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import typer

from core.host.house import Lodger

_PROGRAM = (sys.executable, "-c", "from core.cli import main; main()")
_LOOKS_EVERY = 1.0
_CODE = (".py", ".po", ".toml")


def run_dev(lodger: Lodger, *, port: int, folder: Path | None) -> None:
    """Until Ctrl-C. Templates are read anew at each page; when code or catalogues change, it all starts again."""
    kept = folder or Path(".local") / "demo"
    words = ("demo", "--port", str(port), "--folder", str(kept), "--try", lodger.plugin.id)
    with _announced(lodger) as path:
        environment = {**os.environ, "PYTHONPATH": path}
        while _run_until_changed(lodger, words, environment):
            typer.echo("\nThe code has changed: starting again …\n")


def _run_until_changed(lodger: Lodger, words: tuple[str, ...], environment: dict[str, str]) -> bool:
    """Whether to begin again."""
    child = subprocess.Popen((*_PROGRAM, *words), env=environment, start_new_session=True)  # noqa: S603 - ourselves
    seen = _moments(lodger.folder)
    try:
        while child.poll() is None:
            time.sleep(_LOOKS_EVERY)
            if _moments(lodger.folder) != seen:
                return True
    except KeyboardInterrupt:
        return False
    else:
        return False
    finally:
        with suppress(ProcessLookupError):
            child.terminate()
        child.wait()


def _moments(folder: Path) -> dict[Path, float]:
    return {
        file: file.stat().st_mtime for file in folder.rglob("*") if file.suffix in _CODE and file.is_file()
    }


@contextmanager
def _announced(lodger: Lodger) -> Iterator[str]:
    """A path on which the plugin is found by its entry point, as if it were installed."""
    root = next(above for above in lodger.folder.parents if not (above / "__init__.py").is_file())
    with tempfile.TemporaryDirectory(prefix="al-dev-") as made:
        about = Path(made) / f"allmenning_dev_{lodger.plugin.id}-0.dist-info"
        about.mkdir()
        (about / "METADATA").write_text(
            f"Metadata-Version: 2.1\nName: allmenning-dev-{lodger.plugin.id}\nVersion: 0\n"
        )
        (about / "entry_points.txt").write_text(
            f"[allmenning.plugins]\n{lodger.plugin.id} = {lodger.module.__name__}\n"
        )
        yield os.pathsep.join(filter(None, (str(root), made, os.environ.get("PYTHONPATH", ""))))
