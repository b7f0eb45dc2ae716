"""The sample course stands in the Academy of these tests, beside those that ship."""

from pathlib import Path

import pytest

from academy.service import shelf

SAMPLES = Path(__file__).parent / "courses"
COURSE = "a-good-question"
BASE = f"/manage/academy/courses/{COURSE}"
LESSON = f"{BASE}/01-one-at-a-time"


@pytest.fixture(autouse=True)
def sample_courses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read from the folder of the tests instead of the package's own."""
    monkeypatch.setattr(shelf, "FOLDER", SAMPLES)
