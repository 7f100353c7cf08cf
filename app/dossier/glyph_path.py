"""The shape of a glyph as PDF path operators (ISO 32000-1, 8.5.2)."""

import uharfbuzz as hb

from app.dossier.fonts import FontFace


def glyph_path(face: FontFace, glyph: int) -> str:
    """Operators in font units, without the one that fills; empty for a glyph without a shape."""
    path: list[str] = []
    face.font.draw_glyph(glyph, _DRAWING, path)
    return " ".join(path)


def _move_to(x: float, y: float, path: list[str]) -> None:
    path.append(f"{x:g} {y:g} m")


def _line_to(x: float, y: float, path: list[str]) -> None:
    path.append(f"{x:g} {y:g} l")


def _cubic_to(
    x1: float, y1: float, x2: float, y2: float, x: float, y: float, path: list[str]
) -> None:
    path.append(f"{x1:.1f} {y1:.1f} {x2:.1f} {y2:.1f} {x:g} {y:g} c")


def _close(path: list[str]) -> None:
    path.append("h")


def _drawing() -> hb.DrawFuncs:
    # No function for quadratic curves: HarfBuzz then gives them as cubic ones, as PDF wants.
    drawing = hb.DrawFuncs()
    drawing.set_move_to_func(_move_to)
    drawing.set_line_to_func(_line_to)
    drawing.set_cubic_to_func(_cubic_to)
    drawing.set_close_path_func(_close)
    return drawing


_DRAWING = _drawing()
