"""Forms from other programs: what comes along, what is noted, and what is refused."""

import json
from pathlib import Path
from typing import Any

import pytest

from plugins.survey.importing import ImportedForm, NotAForm, read_form
from plugins.survey.logic import flaws
from plugins.survey.model import END, Op, QuestionKind
from tests.plugins.survey.forms_elsewhere import GOOGLE, LSS, MICROSOFT, TYPEFORM

K = QuestionKind
REAL = next(
    (p for p in (Path("../shared/data/surveys"), Path("/work/shared/data/surveys")) if p.is_dir()),
    Path("../shared/data/surveys"),
)


def brought(form: str | dict[str, Any], languages: tuple[str, ...] = ("nb", "en")) -> ImportedForm:
    data = form if isinstance(form, str) else json.dumps(form)
    return read_form(data.encode(), main=languages[0], languages=languages)


def kinds(imported: ImportedForm) -> list[QuestionKind]:
    return [question.kind for question in imported.questionnaire.questions]


def test_limesurvey_keeps_languages_conditions_and_the_rows_of_a_table() -> None:
    form = brought(LSS)
    lives, table = form.questionnaire.questions
    assert (form.title, form.questionnaire.thanks) == ("Buss", {"nb": "Takk!"})
    assert lives.label == {"nb": "Bor du her?", "en": "Do you live here?"}
    assert (lives.kind, lives.required) == (K.YES_NO, True)
    assert table.show_if is not None
    test = table.show_if.tests[0]
    assert (test.question, test.op, test.value) == (lives.key, Op.IS, "yes")
    assert [option.name.text() for option in (*table.rows, *table.options)] == [
        "Busstilbudet",
        "Bra",
        "Dårlig",
    ]
    assert {note.about for note in form.notes} == {"{sum}"}
    assert flaws(form.questionnaire) == []


def test_google_form_keeps_sections_jumps_and_scales() -> None:
    form = brought(GOOGLE)
    assert kinds(form) == [K.ONE_CHOICE, K.SCALE, K.MATRIX, K.SHORT_TEXT]
    first, second = form.questionnaire.pages
    assert [jump.to for jump in first.jumps] == [second.key, END]
    assert second.questions[0].steps == tuple(range(1, 8))
    assert [note.about for note in form.notes] == ["Hva vil du ha?", "Når?", "Film"]
    assert flaws(form.questionnaire) == []


def test_typeform_groups_become_pages_and_what_is_unknown_is_noted() -> None:
    form = brought(TYPEFORM)
    assert kinds(form) == [K.SCALE, K.SEVERAL_CHOICES, K.RANKING, K.SHORT_TEXT]
    scale, several, *_rest = form.questionnaire.questions
    assert (scale.steps, several.other) == (tuple(range(11)), True)
    assert len(form.questionnaire.pages) == 3
    assert form.questionnaire.thanks == {"nb": "Takk!"}
    assert [note.about for note in form.notes] == ["E-post", "Betal", ""]


def test_microsoft_form_comes_in_its_order_with_its_table() -> None:
    form = brought(MICROSOFT)
    assert kinds(form) == [K.ONE_CHOICE, K.LONG_TEXT, K.MATRIX]
    assert [row.name.text() for row in list(form.questionnaire.questions)[2].rows] == ["Mandag"]
    assert [note.about for note in form.notes] == ["Hva tenker du?"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello",
        b"{}",
        b"[1, 2]",
        b'{"fields": 3}',
        b'{"questions": [null]}',
        b"<document/>",
        b"<html><body>form</body></html>",
        b'<?xml version="1.0"?><!DOCTYPE document [<!ENTITY a "aaaa">]><document>&a;</document>',
        b'<!DOCTYPE document SYSTEM "file:///etc/passwd"><document><questions/></document>',
        b"\xff\xfe\x00",
        b'<?x <document ?><!DOCTYPE document [<!ENTITY a "aaaa">]><document><questions>&a;</questions></document>',
        '<?xml version="1.0"?><!DOCTYPE document SYSTEM "file:///etc/passwd"><document/>'.encode("utf-16"),
        b"[" * 100_000,
    ],
)
def test_what_is_no_form_is_refused(data: bytes) -> None:
    with pytest.raises(NotAForm):
        read_form(data, main="nb", languages=("nb",))


def test_markup_of_a_form_becomes_plain_words() -> None:
    form = brought(
        {"title": "x", "fields": [{"type": "short_text", "title": "<script>alert(1)</script><b>Navn</b>"}]}
    )
    label = next(iter(form.questionnaire.questions)).label["nb"]
    assert "<" not in label
    assert "Navn" in label


@pytest.mark.skipif(not REAL.is_dir(), reason="the real data is not here (../shared/data/surveys)")
def test_every_real_limesurvey_form_comes_in_with_its_questions() -> None:
    files = sorted(REAL.glob("*.lss"))
    assert len(files) == 40
    forms = {
        file.name: read_form(file.read_bytes(), main="nb", languages=("nb", "nn", "en")) for file in files
    }
    assert all(list(form.questionnaire.questions) for form in forms.values())
    real = forms["lime_questionnaire_accessibilite_v2.lss"]
    assert (len(real.questionnaire.pages), len(list(real.questionnaire.questions))) == (13, 111)
    all_kinds = forms["lime_ls205_sample_survey_english.lss"]  # has every type that LimeSurvey knows
    assert set(kinds(all_kinds)) >= set(K) - {K.IMAGE_CHOICE, K.RATING, K.SENTIMENT, K.PLACE}
