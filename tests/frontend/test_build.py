"""The built files are the sources, and small enough."""

import json
import shutil
import subprocess
from pathlib import Path

import brotli
import pytest

from core.theme import theme_css
from tests.frontend.context import FRONTEND, manifest, render, static

DIST = FRONTEND / "dist"
MOST_BYTES, MOST_REQUESTS = 120_000, 12


def built(folder: Path) -> dict[str, bytes]:
    """Without the compressed copies: another version of Node may compress in another way."""
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir()) if file.suffix != ".br"}


@pytest.mark.skipif(
    shutil.which("node") is None or not (FRONTEND / "node_modules").is_dir(),
    reason="needs Node and `npm ci` in frontend/: the committed build could not be compared with its sources",
)
def test_build_is_what_the_sources_give(tmp_path: Path) -> None:
    names = (
        "build.mjs",
        "icons.mjs",
        "icon.svg",
        "sample.svg",
        "package.json",
        "fonts",
        "scripts",
        "styles",
        "templates",
    )
    for name in names:
        source = FRONTEND / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / name)
    (tmp_path / "node_modules").symlink_to(FRONTEND / "node_modules")
    done = subprocess.run(["node", "build.mjs"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert built(tmp_path / "dist") == built(DIST)
    icons = Path("templates/components/icons.html")
    assert (tmp_path / icons).read_bytes() == (FRONTEND / icons).read_bytes()


def test_manifest_names_files_that_are_there() -> None:
    missing = [
        name
        for name in json.loads((DIST / "manifest.json").read_text()).values()
        if not (DIST / name).is_file()
    ]
    assert missing == []


def test_compressed_copies_are_the_files_themselves() -> None:
    for copy in DIST.glob("*.br"):
        assert brotli.decompress(copy.read_bytes()) == copy.with_suffix("").read_bytes()


def test_first_visit_is_small() -> None:
    """The page, its styles, the place's colours, scripts and font, over the wire."""
    page = render("styleguide.html", theme_url="/theme/8a1538-00000000.css")
    assets = ["app.css", "app.js", "scheme.js", "inter.woff2", "icon.svg"]
    assert all(static(asset) in page for asset in assets)
    sizes = [len(brotli.compress(text.encode(), quality=5)) for text in (page, theme_css("#8a1538"))]
    for asset in assets:
        file = DIST / manifest()[asset]
        compressed = file.with_name(f"{file.name}.br")
        sizes.append((compressed if compressed.exists() else file).stat().st_size)
    assert sum(sizes) <= MOST_BYTES
    assert len(sizes) <= MOST_REQUESTS
