"""The packed answers of a survey, as arrays: one query, whatever the number of questions."""

from dataclasses import dataclass
from functools import lru_cache

import msgspec
import numpy as np
import numpy.typing as npt

from core.sdk import rows
from plugins.survey.model import Question, Questionnaire
from plugins.survey.results.layout import CODE, NUMBER, Layout, layout_of

Codes = npt.NDArray[np.uint16]
Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Answered:
    """All responses to one version. `codes`: a row each, a column for each slot."""

    number: int
    questionnaire: Questionnaire
    layout: Layout
    codes: Codes
    numbers: Numbers

    @property
    def count(self) -> int:
        return len(self.codes)

    def column(self, key: str, part: str = "") -> Codes | None:
        slots = self.layout.slots(key)
        if slots is None or part not in slots.parts:
            return None
        return self.codes[:, slots.first + slots.parts.index(part)]

    def measured(self, question: Question) -> Numbers:
        keys = [each.key for each in self.layout.measured]
        return self.numbers[:, keys.index(question.key)]


async def answered(*, activity_id: int, only_mixed: bool = False) -> list[Answered]:
    """Every published version with its responses, the newest first. `only_mixed`: without those that came in just now."""
    found = await rows(
        "SELECT v.number, v.definition::text AS definition, count(r.version) AS n, "
        "coalesce(string_agg(r.codes, ''), '') AS codes, coalesce(string_agg(r.numbers, ''), '') AS numbers "
        "FROM survey_version v LEFT JOIN (SELECT version, codes, numbers FROM survey_response "
        "WHERE activity = $1 AND (mixed OR NOT $2)) r ON r.version = v.id "
        "WHERE v.activity = $1 AND v.published_at IS NOT NULL GROUP BY v.id ORDER BY v.number DESC",
        activity_id,
        only_mixed,
    )
    return [
        _answered(each["number"], each["definition"], each["n"], each["codes"], each["numbers"])
        for each in found
    ]


async def versions_only(*, activity_id: int) -> list[Answered]:
    """The published versions without their responses: for columns and codebooks."""
    found = await rows(
        "SELECT number, definition::text AS definition FROM survey_version WHERE activity = $1 "
        "AND published_at IS NOT NULL ORDER BY number DESC",
        activity_id,
    )
    return [_answered(each["number"], each["definition"], 0, b"", b"") for each in found]


def _answered(number: int, definition: str, count: int, codes: bytes, numbers: bytes) -> Answered:
    questionnaire, layout = _known(definition)
    return Answered(
        number,
        questionnaire,
        layout,
        np.frombuffer(codes, CODE).reshape(count, layout.width),
        np.frombuffer(numbers, NUMBER).reshape(count, len(layout.measured)),
    )


@lru_cache(maxsize=200)
def _known(definition: str) -> tuple[Questionnaire, Layout]:
    """A published version never changes: read once."""
    questionnaire = msgspec.json.decode(definition, type=Questionnaire)
    return questionnaire, layout_of(questionnaire)
