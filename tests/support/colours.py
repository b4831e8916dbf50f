"""A colour as readers see it: its contrast by WCAG, and its distance in CIELAB for a colour-blind reader."""

from collections.abc import Sequence
from math import dist

Linear = tuple[float, float, float]
# Machado, Oliveira and Fernandes (2009), severity 1: how a protanope and a deuteranope see linear RGB.
SIGHTS: dict[str, Sequence[Linear]] = {
    "all cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
}
XYZ: Sequence[Linear] = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
WHITE: Linear = (0.9505, 1.0, 1.089)


def contrast(one: str, other: str) -> float:
    """WCAG's ratio of two colours, from 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def distance(one: str, other: str, sight: str) -> float:
    """ΔE (1976) of two colours as this sight has them."""
    return dist(_lab(one, sight), _lab(other, sight))


def _linear(colour: str) -> Linear:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return _each(red), _each(green), _each(blue)


def _each(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def _luminance(colour: str) -> float:
    return sum(weight * value for weight, value in zip(XYZ[1], _linear(colour), strict=True))


def _lab(colour: str, sight: str) -> Linear:
    seen = [min(1.0, max(0.0, value)) for value in _product(SIGHTS[sight], _linear(colour))]
    x, y, z = (_root(value / white) for value, white in zip(_product(XYZ, seen), WHITE, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _product(matrix: Sequence[Linear], vector: Sequence[float]) -> list[float]:
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


def _root(value: float) -> float:
    return float(value ** (1 / 3)) if value > (6 / 29) ** 3 else value * (29 / 6) ** 2 / 3 + 4 / 29
