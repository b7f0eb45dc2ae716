"""Topics, statuses and areas are looked after in the same way: a list in order, one at a time changed, removed or merged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Protocol

import msgspec

from core.forms import Bound, Choice, Raw, bind
from core.http import Answer, NotFound, Visit, page, redirect
from core.http.steps import steps_of
from core.i18n import Localized, Text, _
from core.staff.record import noted
from core.text import Refused


@dataclass(frozen=True, slots=True)
class Line:
    """One of them in the list. `uses`: how many contributions and projects have it."""

    key: str
    name: Localized
    note: str | Text | Localized = ""
    uses: int = 0
    colour: str = ""
    missing: tuple[str, ...] = ()  # languages of the site that it has no name in


@dataclass(frozen=True, slots=True)
class Words:
    """What these pages say."""

    title: Text
    lead: Text
    new: Text
    none: Text
    remove: Text


class Labels(Protocol):
    """What must be known of a kind of label."""

    base: str
    subject: str
    words: Words

    @property
    def form(self) -> type[msgspec.Struct]: ...

    async def lines(self, visit: Visit) -> list[Line]: ...
    async def initial(self, visit: Visit, key: str) -> Mapping[str, Any] | None: ...
    async def add(self, visit: Visit, sent: Any) -> str: ...
    async def change(self, visit: Visit, key: str, sent: Any) -> None: ...
    async def order(self, visit: Visit, keys: Sequence[str]) -> None: ...
    async def remove(self, visit: Visit, key: str) -> None: ...
    async def merge(self, visit: Visit, key: str, into: str) -> None: ...


class MergeForm(msgspec.Struct, kw_only=True):
    into: Annotated[str, Choice(label=_("Move what it holds to"), missing=_("Choose where it goes."))]


async def show_list(visit: Visit, labels: Labels) -> Answer:
    return page("manage/site/labels.html", labels=labels, lines=await labels.lines(visit))


async def show_new(visit: Visit, labels: Labels) -> Answer:
    return _form_page(labels, _form(visit, labels))


async def make_new(visit: Visit, labels: Labels) -> Answer:
    form = _form(visit, labels, raw=await visit.body())
    if form.ok:
        try:
            key = await labels.add(visit, form.values)
            await _noted(visit, labels, "add", key)
            return redirect(labels.base, toast=_("Added."))
        except Refused as refused:
            form.refuse(refused)
    return _form_page(labels, form, status=422)


async def show_one(visit: Visit, labels: Labels, key: str) -> Answer:
    initial = await _initial(visit, labels, key)
    return _form_page(labels, _form(visit, labels, initial=initial), key=key)


async def save_one(visit: Visit, labels: Labels, key: str) -> Answer:
    initial = await _initial(visit, labels, key)
    form = _form(visit, labels, initial=initial, raw=await visit.body())
    if form.ok:
        try:
            await labels.change(visit, key, form.values)
            await _noted(visit, labels, "change", key)
            return redirect(labels.base, toast=_("Saved."))
        except Refused as refused:
            form.refuse(refused)
    return _form_page(labels, form, key=key, status=422)


async def move_one(visit: Visit, labels: Labels, key: str) -> Answer:
    """Some steps up or down. From the first up, or the last down, nothing happens."""
    keys = [line.key for line in await labels.lines(visit)]
    if key not in keys:
        raise NotFound
    at = keys.index(key)
    to = min(max(at + await steps_of(visit), 0), len(keys) - 1)
    if to != at:
        keys.insert(to, keys.pop(at))
        try:
            await labels.order(visit, keys)
        except Refused:
            return redirect(labels.base, toast=_("Somebody else changed the list just now. Try again."))
        await _noted(visit, labels, "order", key)
    return redirect(labels.base)


async def ask_remove(visit: Visit, labels: Labels, key: str) -> Answer:
    line, others = await _line(visit, labels, key)
    return _remove_page(labels, line, _merge_form(others))


async def remove_one(visit: Visit, labels: Labels, key: str) -> Answer:
    """What is not used just goes; what is used goes into another."""
    line, others = await _line(visit, labels, key)
    form = _merge_form(others, await visit.body())
    try:
        if not line.uses:
            await labels.remove(visit, key)
            await _noted(visit, labels, "remove", key)
            return redirect(labels.base, toast=_("Removed."))
        if form.ok:
            await labels.merge(visit, key, form.values.into)
            await _noted(visit, labels, "merge", key, into=form.values.into)
            return redirect(labels.base, toast=_("Removed. What it held is moved."))
    except Refused as refused:
        form.refuse(refused)
    return _remove_page(labels, line, form, status=422)


async def _initial(visit: Visit, labels: Labels, key: str) -> Mapping[str, Any]:
    initial = await labels.initial(visit, key)
    if initial is None:
        raise NotFound
    return initial


async def _line(visit: Visit, labels: Labels, key: str) -> tuple[Line, list[Line]]:
    lines = await labels.lines(visit)
    found = next((line for line in lines if line.key == key), None)
    if found is None:
        raise NotFound
    return found, [line for line in lines if line.key != key]


async def _noted(visit: Visit, labels: Labels, verb: str, key: str, **more: Any) -> None:
    details = {} if key.isdigit() else {"key": key}
    await noted(visit, f"{labels.subject}.{verb}", int(key) if key.isdigit() else None, **details, **more)


def _form(
    visit: Visit, labels: Labels, *, initial: Mapping[str, Any] | None = None, raw: Raw | None = None
) -> Bound[Any]:
    return bind(labels.form, raw, initial=initial, locales=visit.site.languages)


def _merge_form(others: list[Line], raw: Raw | None = None) -> Bound[MergeForm]:
    return bind(MergeForm, raw, options={"into": [(line.key, line.name) for line in others]})


def _form_page(labels: Labels, form: Bound[Any], *, key: str = "", status: int = 200) -> Answer:
    return page("manage/site/label.html", status=status, labels=labels, form=form, key=key)


def _remove_page(labels: Labels, line: Line, form: Bound[MergeForm], *, status: int = 200) -> Answer:
    return page("manage/site/label_remove.html", status=status, labels=labels, line=line, form=form)
