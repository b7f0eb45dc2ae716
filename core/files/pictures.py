"""A picture made anew: upright, in sRGB, without anything the camera wrote, in the sizes that pages need.

Only pixels survive. Where and when it was taken, by which phone, and whatever was hidden behind them, do not.
"""

import io
from dataclasses import dataclass, field

from PIL import Image, ImageCms, ImageFile, ImageOps, UnidentifiedImageError

from core.files.check import Purpose
from core.files.ref import WIDTHS
from core.files.refusals import NotAnImage, TooManyPixels
from core.i18n import _

_FORMATS = {
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/webp": "WEBP",
    "image/gif": "GIF",
    "image/avif": "AVIF",
}
_MILLION = 1_000_000
_MEGAPIXELS = 25
_MEGAPIXELS_JPEG = 100  # JPEG can be opened at half size and less, so that memory stays small
_QUALITY_WEBP, _QUALITY_JPEG = 80, 82
_ELSEWHERE = 800  # width of the one for mail programs and link previews, which do not know WebP


@dataclass(frozen=True)
class Pictures:
    """`made`: name -> bytes. `width` and `height` are of the largest."""

    width: int
    height: int
    made: dict[str, bytes] = field(repr=False)


def make_pictures(data: bytes, media_type: str, purpose: Purpose) -> Pictures:
    """Slow: call it in a thread. Raises NotAnImage, TooManyPixels."""
    whole = _open(data, media_type)
    largest = _fitted(whole, WIDTHS[-1])
    widths = [*(width for width in WIDTHS if width < largest.width), largest.width]
    exact = purpose is Purpose.LOGO and media_type != "image/jpeg"  # flat colours and thin lines stay sharp
    made = {f"{width}.webp": _webp(_fitted(largest, width), exact=exact) for width in widths}
    return Pictures(largest.width, largest.height, made | _for_elsewhere(_fitted(largest, _ELSEWHERE)))


def _open(data: bytes, media_type: str) -> Image.Image:
    """The whole picture, decoded. Its size is judged from the header, before any pixel is."""
    # WeasyPrint, where it is loaded, tells Pillow to forgive what is cut off, for the whole process: not here.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        found = Image.open(io.BytesIO(data), formats=[_FORMATS[media_type]])
        _refuse_bombs(found)
        if found.format == "JPEG":
            found.draft("RGB", (2 * WIDTHS[-1], 2 * WIDTHS[-1]))
        found.load()
        return _plain(found)
    except Image.DecompressionBombError as error:
        raise TooManyPixels(_MEGAPIXELS) from error
    except UnidentifiedImageError as error:
        raise NotAnImage from error
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, TypeError, MemoryError) as error:
        # Pillow's decoders raise all of these on files that are cut off or were made to harm.
        message = _("The picture is damaged, so we cannot open it. Save it again and try once more.")
        raise NotAnImage(message) from error


def _refuse_bombs(found: Image.Image) -> None:
    most = _MEGAPIXELS_JPEG if found.format == "JPEG" else _MEGAPIXELS
    if found.width * found.height > most * _MILLION:
        raise TooManyPixels(most)


def _plain(found: Image.Image) -> Image.Image:
    """Upright, in sRGB, RGB or RGBA, with no notes attached."""
    upright = ImageOps.exif_transpose(found)
    see_through = upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info
    profile = upright.info.get("icc_profile")
    plain = upright.convert("RGBA" if see_through else "RGB")
    if profile and upright.mode in ("RGB", "RGBA"):
        plain = _in_srgb(plain, profile)
    bare = Image.new(plain.mode, plain.size)
    bare.paste(plain)
    return bare


def _in_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    """A phone's wider colours, as every screen shows them. A profile that cannot be read changes nothing."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB")) or picture
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture


def _fitted(picture: Image.Image, width: int) -> Image.Image:
    if picture.width <= width:
        return picture
    height = max(1, round(picture.height * width / picture.width))
    return picture.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)


def _webp(picture: Image.Image, *, exact: bool) -> bytes:
    return _saved(picture, "WEBP", quality=_QUALITY_WEBP, lossless=exact, method=4)


def _for_elsewhere(picture: Image.Image) -> dict[str, bytes]:
    if picture.mode == "RGBA":
        return {"mail.png": _saved(picture, "PNG", optimize=True)}
    return {"mail.jpg": _saved(picture, "JPEG", quality=_QUALITY_JPEG, progressive=True, optimize=True)}


def _saved(picture: Image.Image, kind: str, **how: int | bool) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **how)
    return out.getvalue()
