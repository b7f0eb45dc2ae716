"""Pictures made anew."""

import io
import tracemalloc

import pytest
from PIL import Image, ImageCms, ImageFile

from core.files.check import Purpose
from core.files.pictures import Pictures, make_pictures
from core.files.refusals import NotAnImage, TooManyPixels
from tests.files.samples import photo_from_a_phone, picture, png_that_says_it_is, png_with_a_text_bomb


def made(data: bytes, media_type: str = "image/png", purpose: Purpose = Purpose.IMAGE) -> Pictures:
    return make_pictures(data, media_type, purpose)


def opened(data: bytes) -> Image.Image:
    found = Image.open(io.BytesIO(data))
    found.load()
    return found


def test_picture_from_a_phone_stands_upright_and_tells_nothing() -> None:
    pictures = made(photo_from_a_phone(), "image/jpeg")
    assert (pictures.width, pictures.height) == (600, 800)
    for data in pictures.made.values():
        kept = opened(data)
        assert not kept.getexif()
        assert not {"exif", "icc_profile", "xmp", "comment"} & kept.info.keys()
        assert b"SecretPhone" not in data
    upright = opened(pictures.made["600.webp"]).convert("RGB")
    above, below = upright.getpixel((300, 100)), upright.getpixel((300, 700))
    assert isinstance(above, tuple)
    assert isinstance(below, tuple)
    assert above[0] > 180 > below[0]


@pytest.mark.parametrize(
    ("width", "names"),
    [
        (300, {"300.webp"}),
        (400, {"400.webp"}),
        (1000, {"400.webp", "800.webp", "1000.webp"}),
        (3000, {"400.webp", "800.webp", "1600.webp"}),
    ],
)
def test_picture_is_kept_in_the_widths_it_has(width: int, names: set[str]) -> None:
    pictures = made(picture((width, 200)))
    assert set(pictures.made) - {"mail.jpg"} == names
    assert {f"{opened(pictures.made[name]).width}.webp" for name in names} == names


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        ("JPEG", "RGB"),
        ("JPEG", "CMYK"),
        ("JPEG", "L"),
        ("PNG", "P"),
        ("PNG", "1"),
        ("PNG", "I;16"),
        ("GIF", "P"),
        ("WEBP", "RGB"),
        ("AVIF", "RGB"),
    ],
)
def test_picture_of_any_kind_and_mode_is_kept(kind: str, mode: str) -> None:
    pictures = made(picture((500, 300), kind, mode), f"image/{kind.lower()}")
    assert opened(pictures.made["500.webp"]).mode == "RGB"


def test_picture_with_transparency_keeps_it() -> None:
    pictures = made(picture((500, 300), "PNG", "RGBA"))
    assert opened(pictures.made["mail.png"]).mode == "RGBA"
    assert "mail.jpg" not in pictures.made


def test_logo_keeps_its_exact_colours() -> None:
    flat = Image.new("RGB", (300, 100), (10, 92, 102))
    out = io.BytesIO()
    flat.save(out, "PNG")
    kept = opened(made(out.getvalue(), purpose=Purpose.LOGO).made["300.webp"]).convert("RGB")
    assert kept.getcolors() == [(30_000, (10, 92, 102))]


def test_picture_with_a_colour_profile_is_turned_into_srgb() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    pictures = made(picture((500, 300), icc_profile=profile))
    assert "icc_profile" not in opened(pictures.made["500.webp"]).info


def test_picture_with_a_broken_colour_profile_is_kept() -> None:
    assert made(picture((500, 300), icc_profile=b"\0" * 500)).width == 500


def test_picture_that_moves_becomes_its_first_frame() -> None:
    frames = [Image.new("RGB", (60, 40), colour) for colour in ("red", "green", "blue")]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    kept = opened(made(out.getvalue(), "image/gif").made["60.webp"])
    assert getattr(kept, "n_frames", 1) == 1


def test_picture_that_promises_too_many_pixels_is_refused_without_opening_it() -> None:
    tracemalloc.start()
    with pytest.raises(TooManyPixels):
        made(png_that_says_it_is(30_000, 30_000))
    with pytest.raises(TooManyPixels):
        made(png_that_says_it_is(2**31 - 1, 2**31 - 1))
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()


def test_picture_with_a_text_bomb_is_refused() -> None:
    with pytest.raises(NotAnImage):
        made(png_with_a_text_bomb())


@pytest.mark.parametrize("share", [0.02, 0.3, 0.9])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_picture_that_is_cut_off_is_refused(kind: str, share: float) -> None:
    whole = picture((800, 600), kind)
    with pytest.raises(NotAnImage):
        made(whole[: int(len(whole) * share)], f"image/{kind.lower()}")


def test_picture_that_is_cut_off_is_refused_whatever_else_was_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)  # as WeasyPrint does for the whole process
    with pytest.raises(NotAnImage):
        made(picture((800, 600), "PNG")[:900])


def test_picture_with_a_wrong_type_is_refused() -> None:
    with pytest.raises(NotAnImage):
        made(picture((50, 50), "GIF"), "image/png")
