"""Small forms as other programs write them."""

import json
from typing import Any


def _row(**cells: str) -> str:
    return "<row>" + "".join(f"<{name}>{text}</{name}>" for name, text in cells.items()) + "</row>"


def _table(name: str, *rows: str) -> str:
    return f"<{name}><rows>{''.join(rows)}</rows></{name}>"


LSS = (
    '<?xml version="1.0"?><document><DBVersion>400</DBVersion>'
    + _table("groups", _row(gid="1", group_order="1", grelevance="1"))
    + _table("group_l10ns", _row(gid="1", group_name="Om deg", language="nb"))
    + _table(
        "questions",
        _row(qid="1", parent_qid="0", gid="1", type="Y", title="bor", mandatory="Y", question_order="1"),
        _row(
            qid="2",
            parent_qid="0",
            gid="1",
            type="F",
            title="tab",
            question_order="2",
            relevance='((bor.NAOK == "Y"))',
        ),
        _row(qid="3", parent_qid="0", gid="1", type="*", title="sum", question_order="3"),
    )
    + _table(
        "question_l10ns",
        _row(qid="1", question="<![CDATA[<p>Bor du <b>her</b>?</p>]]>", language="nb"),
        _row(qid="1", question="Do you live here?", language="en"),
        _row(qid="2", question="Hva mener du?", language="nb"),
        _row(qid="3", question="{sum}", language="nb"),
        _row(qid="9", question="Busstilbudet", language="nb"),
    )
    + _table("subquestions", _row(qid="9", parent_qid="2", title="SQ1", question_order="1"))
    + _table(
        "answers",
        _row(aid="1", qid="2", code="A1", sortorder="0"),
        _row(aid="2", qid="2", code="A2", sortorder="1"),
    )
    + _table(
        "answer_l10ns",
        _row(aid="1", answer="Bra", language="nb"),
        _row(aid="2", answer="Dårlig", language="nb"),
    )
    + _table("surveys", _row(language="nb"))
    + _table(
        "surveys_languagesettings",
        _row(surveyls_language="nb", surveyls_title="Buss", surveyls_endtext="Takk!"),
    )
    + "</document>"
)


def _google(title: str, **question: Any) -> dict[str, Any]:
    return {"title": title, "questionItem": {"question": question}}


GOOGLE: dict[str, Any] = {
    "info": {"title": "Fritid", "description": "Kort om fritid"},
    "items": [
        _google(
            "Er du under 20?",
            required=True,
            choiceQuestion={
                "type": "RADIO",
                "options": [
                    {"value": "Ja", "goToSectionId": "s"},
                    {"value": "Nei", "goToAction": "SUBMIT_FORM"},
                ],
            },
        ),
        {"itemId": "s", "title": "For unge", "pageBreakItem": {}},
        _google("Hvor fornøyd er du?", scaleQuestion={"low": 1, "high": 7, "highLabel": "Svært"}),
        {
            "title": "Hva vil du ha?",
            "questionGroupItem": {
                "questions": [{"rowQuestion": {"title": "Kino"}}],
                "grid": {"columns": {"type": "CHECKBOX", "options": [{"value": "Ja"}, {"value": "Nei"}]}},
            },
        },
        _google("Når?", timeQuestion={}),
        {"title": "Film", "videoItem": {}},
    ],
}
TYPEFORM: dict[str, Any] = {
    "title": "Parken",
    "fields": [
        {"type": "nps", "title": "Ville du anbefalt parken?", "properties": {"labels": {"left": "Nei"}}},
        {
            "type": "group",
            "title": "Bruk",
            "properties": {
                "fields": [
                    {
                        "type": "multiple_choice",
                        "title": "Hva gjør du der?",
                        "properties": {
                            "choices": [{"label": "Går"}, {"label": "Leker"}],
                            "allow_multiple_selection": True,
                            "allow_other_choice": True,
                        },
                    },
                    {
                        "type": "ranking",
                        "title": "Hva er viktigst?",
                        "properties": {"choices": [{"label": "Lys"}, {"label": "Ro"}]},
                    },
                ]
            },
        },
        {"type": "email", "title": "E-post"},
        {"type": "payment", "title": "Betal"},
    ],
    "logic": [{"type": "field", "ref": "x"}],
    "thankyou_screens": [{"title": "Takk!"}],
}


def _microsoft(number: int, kind: str, title: str, **info: Any) -> dict[str, Any]:
    return {
        "id": str(number),
        "order": number,
        "type": f"Question.{kind}",
        "title": title,
        "questionInfo": json.dumps(info),
    }


def _choices(*names: str) -> list[dict[str, str]]:
    return [{"Description": name} for name in names]


MICROSOFT: dict[str, Any] = {
    "title": "Møte",
    "questions": [
        _microsoft(2, "TextField", "Hvorfor?", Multiline=True),
        _microsoft(1, "Choice", "Kommer du?", Choices=_choices("Ja", "Nei"), ChoiceType=1),
        _microsoft(3, "MatrixChoiceGroup", "Tider", Choices=_choices("Passer", "Passer ikke")),
        {**_microsoft(4, "MatrixChoice", "Mandag"), "groupId": "3"},
        _microsoft(5, "Telepathy", "Hva tenker du?"),
    ],
}
