"""From a form to an idea: its files kept, its limits held. Texts themselves are `core.contributions`' business."""

from collections.abc import Sequence
from typing import Any

from core.sdk import (
    Content,
    Contribution,
    Person,
    Place,
    Purpose,
    Upload,
    edit,
    keep_upload,
    publish_draft,
    submit,
    use_form_version,
)
from plugins.ideas.browse import IDEA
from plugins.ideas.forms import ATTACHMENTS, Form, content_of
from plugins.ideas.settings import settings_of


async def write_idea(*, place: Place, author: Person, form: Form, draft: bool) -> int:
    """A new idea, or a draft of one. Raises refusals of files and of `core.contributions`."""
    content = await _content(place, author, form, None)
    return await submit(
        place=place,
        kind=IDEA,
        author=author,
        content=content,
        draft=draft,
        look_first=settings_of(place.here).look_first,
    )


async def change_idea(*, place: Place, author: Person, kept: Contribution, form: Form) -> None:
    """One's own. Raises StaleForm when it was changed meanwhile."""
    content = await _content(place, author, form, kept)
    await edit(
        place=place,
        contribution_id=kept.id,
        author=author,
        content=content,
        version=form.own.values.version,
        look_first=settings_of(place.here).look_first,
    )


async def publish_idea(*, place: Place, author: Person, idea: Contribution) -> None:
    """A draft that is finished."""
    await publish_draft(
        place=place, contribution_id=idea.id, author=author, look_first=settings_of(place.here).look_first
    )


async def _content(place: Place, author: Person, form: Form, kept: Contribution | None) -> Content:
    files = await _files(author, form, kept.files if kept else ())
    if form.built and form.extra.values:
        await use_form_version(form.built.version_id)
    return content_of(form, files=files, hide_name=settings_of(place.here).anonymous)


async def _files(author: Person, form: Form, kept: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Kept ones that were neither removed nor replaced, and new ones, in the order of the form.

    Nobody else sees a new one until the idea that it stands in is published: `core.contributions` shows them together.
    """
    alt = form.own.values.image_alt
    pictures = [file for file in kept if file.get("kind") == "image"][:1]
    documents = [file for file in kept if file.get("kind") == "document"]
    slots = [("image", Purpose.IMAGE), *((name, Purpose.DOCUMENT) for name in ATTACHMENTS)]
    before = dict(zip(ATTACHMENTS, documents, strict=False)) | dict.fromkeys(
        ["image"], next(iter(pictures), None)
    )
    files: list[dict[str, Any]] = []
    for name, purpose in slots:
        upload: Upload | None = getattr(form.own.values, name) if name in form.own else None
        old = before.get(name)
        if upload is not None:
            ref = await keep_upload(upload, purpose=purpose, owner=author, public=False)
            files.append(ref.entry(alt if purpose is Purpose.IMAGE else ""))
        elif old is not None and not (name in form.own and form.own[name].removed):
            files.append({**old, "alt": alt} if purpose is Purpose.IMAGE and name in form.own else old)
    return files
