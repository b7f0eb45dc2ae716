from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

import msgspec
import pytest

from core.forms import (
    Bound,
    Choice,
    Choices,
    Date,
    File,
    Hidden,
    Image,
    Invalid,
    LocalizedText,
    Location,
    LongText,
    Number,
    PlaceOnMap,
    ShortText,
    StaleForm,
    Upload,
    YesNo,
    bind,
    check_version,
    from_json,
    to_json,
)
from core.i18n import Localized, _


class Sort(StrEnum):
    NEWEST = "newest"
    BEST = "best"


class IdeaForm(msgspec.Struct):
    title: Annotated[str, ShortText(label=_("Title"), max=20, missing=_("Write a title."))]
    about: Annotated[str, LongText(label=_("About"))] = ""
    topics: Annotated[frozenset[str], Choices(label=_("Topics"))] = frozenset()
    sort: Annotated[Sort, Choice(label=_("Order"), options=((Sort.NEWEST, "New"), (Sort.BEST, "Best")))] = (
        Sort.NEWEST
    )
    budget: Annotated[float | None, Number(label=_("Budget"), decimals=2)] = None
    votes: Annotated[int, Number(label=_("Votes"), min=1)] = 3
    where: Annotated[Location | None, PlaceOnMap(label=_("Place"))] = None
    image: Annotated[Upload | None, Image(label=_("Picture"))] = None
    public: Annotated[bool, YesNo(label=_("Public"))] = True
    name: Annotated[Localized, LocalizedText(label=_("Name"))] = msgspec.field(default_factory=Localized)
    version: Annotated[int, Hidden()] = 1
    secret: str = "not asked"


class Period(msgspec.Struct):
    start: Annotated[date, Date(label="Start")]
    end: Annotated[date, Date(label="End")]

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise Invalid(_("The end must come after the start."), field="end")


class Kept(msgspec.Struct):
    title: Annotated[str, ShortText(label="Title")] = "old"
    file: Annotated[Upload | None, File(label="File", required=True)] = None


@dataclass(frozen=True)
class Sent:
    filename: str
    content_type: str
    data: bytes


def test_bind_gives_a_typed_struct() -> None:
    png = Sent("a.png", "image/png", b"\x89PNG\r\n\x1a\n" + b"\0" * 40)
    form = bind(
        IdeaForm,
        {
            "title": ["Benk"],
            "topics": ["b", "a"],
            "sort": ["best"],
            "budget": ["1 500,50"],
            "votes": ["5"],
            "where.address": ["Torget"],
            "image": [png],
            "name.nb": ["Navn"],
            "version": ["7"],
            "secret": ["hacked"],
            "unknown": ["x"],
        },
        options={"topics": [("a", "A"), ("b", "B")]},
    )
    assert form.ok
    assert form.values == IdeaForm(
        title="Benk",
        topics=frozenset({"a", "b"}),
        sort=Sort.BEST,
        budget=1500.5,
        votes=5,
        where=Location(address="Torget"),
        image=png,
        public=False,
        name=Localized(nb="Navn"),
        version=7,
    )


def test_bind_keeps_what_was_typed_beside_the_error() -> None:
    form = bind(IdeaForm, {"title": [""], "votes": ["mange"], "about": ["<script>"], "topics": ["x"]})
    assert not form.ok
    assert [(p.id, str(p.message)) for p in form.errors] == [
        ("field-title", "Write a title."),
        ("field-topics", "Choose among the answers to “Topics”."),
        ("field-votes", "“Votes” must be a number."),
    ]
    assert form["votes"].value == "mange"
    assert form["about"].value == "<script>"
    assert form["topics"].value == ["x"]


def test_bind_of_a_broken_form_has_no_values() -> None:
    with pytest.raises(LookupError):
        _values = bind(IdeaForm, {}).values


def test_bind_unsent_shows_defaults_without_errors() -> None:
    form = bind(IdeaForm)
    assert (form.errors, form.ok, form["votes"].value, form["public"].value) == ([], False, "3", True)
    assert (form["title"].required, form["about"].required) == (True, False)


def test_bind_shows_what_is_kept() -> None:
    form = bind(IdeaForm, initial=IdeaForm(title="Benk", where=Location(address="Torget"), sort=Sort.BEST))
    assert form["title"].value == "Benk"
    assert form["where"].value == {"address": "Torget", "lat": "", "lon": ""}
    assert form["sort"].value == "best"


def test_bind_keeps_fields_that_are_not_asked() -> None:
    form = bind(IdeaForm, {"title": ["B"]}, initial=IdeaForm(title="A", secret="kept"))
    assert form.values.secret == "kept"


def test_bind_blanking_a_text_makes_it_empty() -> None:
    assert bind(Kept, {"title": [""], "file": [Sent("a.txt", "text/plain", b"hei")]}).values.title == ""


def test_bind_keeps_a_language_that_the_site_no_longer_shows() -> None:
    old = IdeaForm(title="A", name=Localized(nb="Torg", se="Šillju"))
    form = bind(IdeaForm, {"title": ["A"], "name.nb": ["Torget"]}, initial=old, locales=["nb", "en"])
    assert form.values.name == Localized(nb="Torget", se="Šillju")


def test_bind_with_prefix() -> None:
    form = bind(IdeaForm, {"settings.title": ["B"], "title": ["no"]}, prefix="settings")
    assert (form.values.title, form["title"].name, form["title"].id) == (
        "B",
        "settings.title",
        "field-settings-title",
    )


def test_bind_says_errors_between_fields_beside_the_field() -> None:
    form = bind(Period, {"start": ["2.1.2027"], "end": ["1.1.2027"]})
    assert [(p.id, str(p.message)) for p in form.errors] == [
        ("field-end", "The end must come after the start.")
    ]


def test_bind_with_a_broken_hidden_field_says_so_above() -> None:
    form = bind(IdeaForm, {"title": ["A"], "version": ["x"]})
    assert form.errors == []
    assert [str(e) for e in form.general_errors] == ["This form is no longer complete. Load the page again."]
    assert not form.ok


def test_required_file_that_is_kept_need_not_be_sent_again() -> None:
    kept = {"file": "a kept file"}
    assert bind(Kept, {"title": ["x"]}, initial=kept)["file"].error is None
    assert bind(Kept, {"title": ["x"], "file.remove": ["on"]}, initial=kept)["file"].error is not None


def test_file_that_lies_is_refused_beside_the_field() -> None:
    form = bind(Kept, {"file": [Sent("a.pdf", "application/pdf", b"MZ\x90\x00" + b"\0" * 100)]})
    assert "something else" in str(form["file"].error)


def test_service_refusal_is_shown_with_what_was_typed() -> None:
    form: Bound[IdeaForm] = bind(IdeaForm, {"title": ["Mitt forslag"], "version": ["1"]})
    with pytest.raises(StaleForm) as stale:
        check_version(current=2, sent=form.values.version)
    form.refuse(stale.value)
    assert not form.ok
    assert "Someone else changed this" in str(form.general_errors[0])
    assert form["title"].value == "Mitt forslag"


def test_settings_survive_the_round_trip() -> None:
    settings = IdeaForm(
        title="A", topics=frozenset({"a"}), where=Location(lat=1.0, lon=2.0), name=Localized(nb="N")
    )
    assert from_json(IdeaForm, msgspec.json.decode(msgspec.json.encode(to_json(settings)))) == settings


def test_settings_tolerate_another_version() -> None:
    assert from_json(IdeaForm, {"title": "A", "gone": 1, "votes": "x", "sort": "gone"}) == IdeaForm(title="A")
    assert from_json(Kept, None) == Kept()
