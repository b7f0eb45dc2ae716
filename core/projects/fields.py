"""The fields that staff add to an activity's form: which form it has. The forms themselves are in `core.forms`."""

from core.db import execute, value
from core.forms.building import change_form, copy_form, make_form, moved, with_field, without_field
from core.forms.built import BuiltField, BuiltForm


async def save_field(*, activity_id: int, field: BuiltField) -> BuiltForm:
    """Add the field, or change the one with its key. Raises TooManyFields."""
    form_id = await _form_of(activity_id)
    return await change_form(form_id=form_id, change=lambda fields: with_field(fields, field))


async def remove_field(*, activity_id: int, key: str) -> BuiltForm:
    """Answers that were given stay with the version they were given to."""
    form_id = await _form_of(activity_id)
    return await change_form(form_id=form_id, change=lambda fields: without_field(fields, key))


async def move_field(*, activity_id: int, key: str, steps: int) -> BuiltForm:
    """Raises NoSuchField."""
    form_id = await _form_of(activity_id)
    return await change_form(form_id=form_id, change=lambda fields: moved(fields, key, steps))


async def copy_fields(*, source_form_id: int | None, target_id: int) -> None:
    """For an activity that was duplicated: the same fields, in a form of its own."""
    copied = await copy_form(source_form_id)
    await execute("UPDATE activity SET form_id = $2 WHERE id = $1", target_id, copied)


async def _form_of(activity_id: int) -> int:
    """Its form, made where it has none yet. Two staff who add the first field at once get one form."""
    found: int | None = await value("SELECT form_id FROM activity WHERE id = $1 FOR UPDATE", activity_id)
    if found is None:
        found = await make_form()
        await execute("UPDATE activity SET form_id = $2 WHERE id = $1", activity_id, found)
    return found
