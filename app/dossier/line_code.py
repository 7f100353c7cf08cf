"""A line as operators of a page's content (ISO 32000-1, 9.4 and 8.5)."""

from collections.abc import Sequence

from app.dossier.shaping import Piece

# The line around glyphs of a font without a strong weight, in em.
_THICK = 0.028


def line_code(pieces: Sequence[Piece], size: float) -> str:
    """Text-showing operators for pieces that stand side by side."""
    out: list[str] = []
    shown: list[str] = []
    font, thick = "", False
    for piece in pieces:
        if piece.font.key != font or piece.thickened is not thick:
            if shown:
                out.append(f"[{''.join(shown)}] TJ")
                shown = []
            if piece.thickened is not thick:
                thick = piece.thickened
                out.append(f"2 Tr {size * _THICK:.3f} w" if thick else "0 Tr")
            if piece.font.key != font:
                font = piece.font.key
                out.append(f"/{font} {size:g} Tf")
        shown.append(piece.code)
    if shown:
        out.append(f"[{''.join(shown)}] TJ")
    if thick:
        out.append("0 Tr")
    return " ".join(out)


def outline_code(pieces: Sequence[Piece], size: float, left: float, baseline: float) -> list[str]:
    """Path operators for the glyphs that are drawn beside the text, in the fill colour."""
    scale = size / 1000
    out: list[str] = []
    x = left
    for piece in pieces:
        for mark in piece.outlines:
            path = piece.font.outline(mark.glyph)
            if path:
                right, up = x + mark.x * scale, baseline + mark.y * scale
                paint = f"{_THICK * 1000:.0f} w {path} B" if piece.thickened else f"{path} f"
                out.append(f"q {scale:.5f} 0 0 {scale:.5f} {right:.2f} {up:.2f} cm {paint} Q")
        x += piece.width * scale
    return out
