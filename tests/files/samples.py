"""Uploads as people and attackers send them, made when asked for."""

import io
import struct
import zipfile
import zlib

from PIL import Image

from core.http import Upload

Rgb = tuple[int, int, int]
_GPS, _ORIENTATION, _MAKE = 0x8825, 0x0112, 0x010F


def picture(
    size: tuple[int, int] = (1000, 600), kind: str = "PNG", mode: str = "RGB", **how: object
) -> bytes:
    out = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert(mode).save(out, kind, **how)
    return out.getvalue()


def upload(data: bytes, filename: str = "picture.png", content_type: str = "image/png") -> Upload:
    return Upload(filename, content_type, data)


def photo_from_a_phone() -> bytes:
    """On its side, with where it was taken and the maker's name. Red above, blue below, once upright."""
    upright = Image.new("RGB", (600, 800), (220, 20, 20))
    upright.paste((20, 20, 220), (0, 400, 600, 800))
    notes = Image.Exif()
    notes[_ORIENTATION] = 6
    notes[_MAKE] = "SecretPhone"
    notes.get_ifd(_GPS).update({1: "N", 2: (68.0, 26.0, 4.2), 3: "E", 4: (15.0, 24.0, 30.0)})
    out = io.BytesIO()
    upright.transpose(Image.Transpose.ROTATE_90).save(out, "JPEG", exif=notes, quality=95)
    return out.getvalue()


def png_that_says_it_is(width: int, height: int) -> bytes:
    """A few bytes whose header promises a picture that would fill the memory."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 10_000)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")


def png_with_a_text_bomb() -> bytes:
    """A note that unpacks to 200 MB, in front of an innocent picture."""
    plain = picture((40, 40))
    bomb = _chunk(b"zTXt", b"note\0\0" + zlib.compress(b"\0" * 200_000_000, 9))
    return plain[:33] + bomb + plain[33:]


def office_bomb() -> bytes:
    """A DOCX whose one part unpacks to 300 MB."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w") as part:
            for _ in range(300):
                part.write(b"\0" * 1_000_000)
    return out.getvalue()


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
