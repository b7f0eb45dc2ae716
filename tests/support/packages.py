"""A distribution as an installer leaves it in a folder: for plugins that should not be there."""

from pathlib import Path


def install_package(folder: Path, name: str, source: str, *, group: str = "allmenning.plugins") -> None:
    """`folder` goes on the path: it holds the package and the entry point that leads to it."""
    package = folder / f"allmenning_{name}"
    package.mkdir()
    (package / "__init__.py").write_text(source)
    about = folder / f"allmenning_{name}-1.0.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: allmenning-{name}\nVersion: 1.0.0\n")
    (about / "entry_points.txt").write_text(f"[{group}]\n{name} = allmenning_{name}\n")
