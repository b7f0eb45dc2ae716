"""Pictures and documents that come with a form."""

from typing import Any

from core.files import Purpose, keep_upload
from core.forms import Bound, File
from core.http import Visit
from core.projects.content_forms import KeepFile


def keep_file(visit: Visit) -> KeepFile:
    """For `fill`: what was sent is kept, what was removed goes, else what was there stays."""

    async def keep(form: Bound[Any], name: str, kept: str) -> str:
        upload = getattr(form.values, name)
        if upload is None:
            return "" if form[name].removed else kept
        field = form[name].field
        purpose = field.purpose if isinstance(field, File) else Purpose.DOCUMENT
        return (await keep_upload(upload, purpose=purpose, owner=visit.person)).key

    return keep
