"""Building a form: add, change, remove and move fields. The only writer of `form` and `form_version`."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from core.db import execute, row, value
from core.forms.built import BuiltField, BuiltForm, BuiltOption
from core.i18n import Localized, _
from core.text.errors import Refused
from core.text.slug import slugify

MOST_FIELDS = 40
MOST_OPTIONS = 60
Fields = tuple[BuiltField, ...]

_NEWEST = """
    SELECT id AS version_id, form AS id, number, fields, used FROM form_version
    WHERE form = $1 ORDER BY number DESC LIMIT 1
"""


class TooManyFields(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("A form can have at most {n} fields. Fewer questions give more answers.").format(n=MOST_FIELDS)
        )


class NoSuchField(Refused):
    def __init__(self) -> None:
        super().__init__(_("This field is not there any more. Someone may have removed it."))


async def make_form() -> int:
    """An empty form; its id."""
    form_id: int = await value("INSERT INTO form DEFAULT VALUES RETURNING id")
    await execute("INSERT INTO form_version (form, number) VALUES ($1, 1)", form_id)
    return form_id


async def load_form(form_id: int | None) -> BuiltForm | None:
    """The newest version; None where there is no such form."""
    return _form(await row(_NEWEST, form_id)) if form_id is not None else None


async def load_form_version(version_id: int | None) -> BuiltForm | None:
    """The version that an answer was given to."""
    if version_id is None:
        return None
    found = await row(
        "SELECT id AS version_id, form AS id, number, fields FROM form_version WHERE id = $1", version_id
    )
    return _form(found)


async def use_form_version(version_id: int) -> None:
    """Say that an answer refers to this version: it will not be changed any more."""
    await execute("UPDATE form_version SET used = true WHERE id = $1 AND NOT used", version_id)


async def copy_form(form_id: int | None) -> int | None:
    """A new form with the same fields, for an activity that is duplicated."""
    source = await load_form(form_id)
    if source is None:
        return None
    copied = await make_form()
    await change_form(form_id=copied, change=lambda _fields: source.fields)
    return copied


async def change_form(*, form_id: int, change: Callable[[Fields], Fields]) -> BuiltForm:
    """Change the newest version, or make the next one where answers refer to it. Two at once wait."""
    await execute("SELECT 1 FROM form WHERE id = $1 FOR UPDATE", form_id)
    newest = await row(_NEWEST, form_id)
    form = _form(newest)
    if newest is None or form is None:
        raise NoSuchField
    changed = msgspec.to_builtins(change(form.fields))
    if newest["used"]:
        sql = "INSERT INTO form_version (form, number, fields) VALUES ($1, $2, $3)"
        await execute(sql, form_id, form.number + 1, changed)
    else:
        await execute("UPDATE form_version SET fields = $2 WHERE id = $1", form.version_id, changed)
    return _form(await row(_NEWEST, form_id)) or form


def with_field(fields: Fields, field: BuiltField) -> Fields:
    """The field changed where its key is there already, else added last."""
    if any(each.key == field.key for each in fields):
        return tuple(field if each.key == field.key else each for each in fields)
    if len(fields) >= MOST_FIELDS:
        raise TooManyFields
    return (*fields, field)


def without_field(fields: Fields, key: str) -> Fields:
    return tuple(each for each in fields if each.key != key)


def moved(fields: Fields, key: str, steps: int) -> Fields:
    """So many places up (negative) or down; at the end it stays."""
    order = list(fields)
    at = next((n for n, each in enumerate(order) if each.key == key), None)
    if at is None:
        raise NoSuchField
    order.insert(max(0, min(at + steps, len(order) - 1)), order.pop(at))
    return tuple(order)


def new_key(fields: Sequence[BuiltField], labels: Mapping[str, str]) -> str:
    """A key from the label, that no field of the form has."""
    base = slugify(Localized(labels).text(), fallback="field", max_length=40).replace("-", "_")
    taken = {field.key for field in fields}
    return next(
        key for key in (base, *(f"{base}_{n}" for n in range(2, MOST_FIELDS + 3))) if key not in taken
    )


def options_from_lines(lines: Mapping[str, str], kept: Sequence[BuiltOption] = ()) -> tuple[BuiltOption, ...]:
    """One option a line, in each language the same line. An option whose words stay keeps its key."""
    texts = {locale: [line.strip() for line in text.splitlines()] for locale, text in lines.items()}
    known = {label: option.key for option in kept for label in option.labels.values()}
    options: list[BuiltOption] = []
    for n in range(min(max(map(len, texts.values()), default=0), MOST_OPTIONS)):
        labels = {locale: given[n] for locale, given in texts.items() if n < len(given) and given[n]}
        if labels:
            options.append(BuiltOption(_option_key(labels, known, options), labels))
    return tuple(options)


def lines_from_options(options: Sequence[BuiltOption], locales: Sequence[str]) -> dict[str, str]:
    return {
        locale: "\n".join(option.labels.get(locale, "") for option in options).rstrip() for locale in locales
    }


def _option_key(labels: Mapping[str, str], known: Mapping[str, str], made: Sequence[BuiltOption]) -> str:
    taken = {option.key for option in made}
    kept = next((known[label] for label in labels.values() if label in known), None)
    base = kept or slugify(next(iter(labels.values())), fallback="option", max_length=40)
    return next(
        key for key in (base, *(f"{base}-{n}" for n in range(2, MOST_OPTIONS + 3))) if key not in taken
    )


def _form(found: dict[str, Any] | None) -> BuiltForm | None:
    if found is None:
        return None
    fields = msgspec.convert(found["fields"], tuple[BuiltField, ...])
    return BuiltForm(found["id"], found["version_id"], found["number"], fields)
