"""Files that people send: checked, pictures made anew, kept, served, and swept away when nobody uses them."""

from core.files.check import Purpose, Upload
from core.files.playing import wanted_part
from core.files.ref import FileRef, file_url, picture_sizes
from core.files.sending import send_kept
from core.files.service import keep_made, keep_upload, own_files, set_public

__all__ = [
    "FileRef",
    "Purpose",
    "Upload",
    "file_url",
    "keep_made",
    "keep_upload",
    "own_files",
    "picture_sizes",
    "send_kept",
    "set_public",
    "wanted_part",
]
