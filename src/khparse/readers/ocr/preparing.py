"""Preparing the picture of a page for recognition: grey, lit evenly, upright, at a scale that suits.

Seals are red and signatures blue, and both lie over titles and names: in the channel of their colour they
fade, while black letters stay. Blue ink in the upper part of a page stays too: numbers and days are filled in
with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from PIL import Image, ImageChops, ImageFilter, ImageOps, ImageStat

LOWEST_DPI, USUAL_DPI, HIGHEST_DPI = 180, 250, 400
"""Pictures below the first are enlarged to the second; those above the third are reduced to 300 dpi."""
_REDUCED_DPI = 300
_MOST_PIXELS = 30_000_000  # of a prepared picture: A3 at 400 dpi has 30 million
_LARGEST_FACTOR = 3.0


@dataclass(slots=True)
class Prepared:
    """A grey picture of a page, black on white, with its dots per inch."""

    image: Image.Image
    dpi: float


def prepare(image: Image.Image, width: float, height: float) -> Prepared:
    """Return the picture of a page that measures `width` by `height` points, grey and at a suitable scale."""
    dpi = 72.0 * max(image.size) / max(width, height, 1.0)
    image = _plain(image)
    if image.width * image.height > _MOST_PIXELS:  # half the size takes a quarter of the memory
        image, dpi = image.reduce(2), dpi / 2
    grey = _grey(image)
    factor = 1.0
    if dpi < LOWEST_DPI:
        factor = min(USUAL_DPI / dpi, _LARGEST_FACTOR)
    elif dpi > HIGHEST_DPI:
        factor = _REDUCED_DPI / dpi
    pixels = grey.width * grey.height
    if pixels * factor**2 > _MOST_PIXELS:
        factor = (_MOST_PIXELS / pixels) ** 0.5
    if factor != 1.0:
        size = (max(round(grey.width * factor), 1), max(round(grey.height * factor), 1))
        grey = grey.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    return Prepared(grey, dpi * factor)


def cleaned(picture: Prepared) -> Prepared:
    """Return the picture lit evenly and with its lines of text level."""
    image = _evenly_lit(picture.image)
    angle = skew_of(Prepared(image, picture.dpi))
    if angle:
        image = image.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    return Prepared(image, picture.dpi)


def turned(picture: Prepared, degrees: int) -> Prepared:
    """Return the picture turned clockwise by 90, 180 or 270 degrees."""
    turns = {
        90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90
    }  # fmt: skip
    return Prepared(picture.image.transpose(turns[degrees]), picture.dpi)


# --- Colour ------------------------------------------------------------------------------------------------

_INK = 128  # darker is ink
_MOST_COLOURED = 0.4  # of all ink: a page printed in one colour is read by its brightness
_HEAD = 0.35  # of the page's height, where blue ink stays


def _plain(image: Image.Image) -> Image.Image:
    """Return a picture in a mode that can be scaled."""
    if "transparency" in image.info:
        return image.convert("RGBA")
    plain = {"1": "L", "P": "RGB", "PA": "RGBA", "LA": "RGBA", "I;16": "I", "I;16B": "I", "I;16L": "I"}
    return image.convert(plain[image.mode]) if image.mode in plain else image


def _grey(image: Image.Image) -> Image.Image:
    """Return a plain picture as grey, with red seals and blue signatures faded."""
    if image.mode == "L":
        return image.copy()
    if image.mode.startswith(("I", "F")):  # 16 bits and more
        low, high = (float(end) for end in image.convert("F").getextrema() if not isinstance(end, tuple))
        scale = 255.0 / (high - low or 1.0)
        return image.convert("F").point(lambda value: value * scale - low * scale).convert("L")
    if image.mode == "RGBA":
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image)
    colours = image.convert("RGB")
    red, green, blue = colours.split()
    bright = colours.convert("L")
    brightest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    colour = ImageChops.subtract(brightest, ImageChops.darker(ImageChops.darker(red, green), blue))
    faded = ImageChops.add(brightest, colour)
    redness = ImageChops.subtract(red, ImageChops.lighter(green, blue))
    head = (0, 0, image.width, int(_HEAD * image.height))
    faded.paste(ImageChops.add(red, redness).crop(head), head)
    ink = _ink(bright)
    return bright if ink == 0 or (ink - _ink(faded)) / ink > _MOST_COLOURED else faded


def _ink(image: Image.Image) -> int:
    return sum(image.histogram()[:_INK])


# --- Light -------------------------------------------------------------------------------------------------

_CELL = 16  # pixels over which the paper's brightness is taken
_EVEN = 12  # standard deviation of the paper's brightness of a page that is lit evenly


def _evenly_lit(image: Image.Image) -> Image.Image:
    """Return the picture with paper white and letters dark; a scan with clean paper stays as it is."""
    if min(image.size) < 4 * _CELL:
        return ImageOps.autocontrast(image)
    cells = image.reduce(_CELL).filter(ImageFilter.MaxFilter(5)).filter(ImageFilter.MedianFilter(5))
    paper = ImageStat.Stat(cells)
    if paper.stddev[0] < _EVEN:
        return image if paper.mean[0] > 200 else ImageOps.autocontrast(image, cutoff=(0, 20))
    shade = cells.filter(ImageFilter.GaussianBlur(2)).resize(image.size, Image.Resampling.BILINEAR)
    return ImageOps.autocontrast(ImageOps.invert(ImageChops.subtract(shade, image)), cutoff=(0.5, 20))


# --- Skew --------------------------------------------------------------------------------------------------

_STEEPEST = 5.0  # degrees
_SKEW_DPI = 75
_LEAST_SKEW = 0.15
_LEAST_GAIN = 1.03


def skew_of(picture: Prepared) -> float:
    """Return by how many degrees to turn a picture anticlockwise so that its lines are level; 0 in doubt.

    The rows of a level page are sharply either ink or paper; steeper than 5 degrees is not looked for.
    """
    reduced = picture.image.reduce(max(round(picture.dpi / _SKEW_DPI), 1))
    ink = ImageOps.invert(reduced).point([0] * 96 + [255] * 160)
    if min(ink.size) < 50:
        return 0.0
    level = _sharpness(ink, 0.0)
    best = max((step * 0.5 for step in range(-10, 11)), key=lambda angle: _sharpness(ink, angle))
    best = max((best + step * 0.1 for step in range(-4, 5)), key=lambda angle: _sharpness(ink, angle))
    if abs(best) < _LEAST_SKEW or abs(best) > _STEEPEST or _sharpness(ink, best) < _LEAST_GAIN * level:
        return 0.0
    return best


def _sharpness(ink: Image.Image, angle: float) -> int:
    """Return how much neighbouring rows differ in ink."""
    rows = ink.rotate(angle).resize((1, ink.height), Image.Resampling.BOX).tobytes()
    return sum((one - other) ** 2 for one, other in pairwise(rows))
