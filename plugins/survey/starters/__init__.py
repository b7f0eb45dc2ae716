"""Ready questionnaires to begin from: a TOML file each, in this folder. Their texts stand in all languages."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from core.sdk import Localized
from plugins.survey.builder.editing import appended
from plugins.survey.model import Questionnaire, from_plain

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Starter:
    id: str
    name: Localized
    summary: Localized
    count: int


def starter(id_: str) -> Questionnaire:
    """The questionnaire of that name; an empty one where there is none."""
    found = _files().get(id_)
    return _questionnaire(found) if found else Questionnaire()


def _questionnaire(found: dict[str, Any]) -> Questionnaire:
    """Keys are given here, so that the files need none but those that conditions name."""
    plain = {
        "pages": [_page(n, page) for n, page in enumerate(found["pages"])],
        "thanks": found.get("thanks", {}),
    }
    return appended(Questionnaire(), from_plain(plain))


def _page(n: int, page: dict[str, Any]) -> dict[str, Any]:
    questions = [_question(f"{n}-{m}", question) for m, question in enumerate(page.get("questions", ()))]
    return {"key": f"page-{n}"} | page | {"questions": questions}


def _question(key: str, question: dict[str, Any]) -> dict[str, Any]:
    lists = {
        name: [{"key": f"{name}-{key}-{n}", "label": label} for n, label in enumerate(question.get(name, ()))]
        for name in ("options", "rows")
    }
    return {"key": f"question-{key}"} | question | lists


@cache
def _files() -> dict[str, dict[str, Any]]:
    return {
        path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))
    }


def _starter(id_: str, found: dict[str, Any]) -> Starter:
    count = sum(len(page.get("questions", ())) for page in found["pages"])
    return Starter(id_, Localized(found["name"]), Localized(found["summary"]), count)


STARTERS = tuple(_starter(id_, found) for id_, found in _files().items())
