"""What stands below a picture."""

import re

from app.intake.cues import Cue
from app.intake.lines import Line
from app.intake.shape import Shape

_LONGEST_CAPTION = 110.0
_CREDIT_AT_END = re.compile(
    r"(?:\(?(?:photo|image|picture|foto|bild|fotograf|crédit|фото|صورة|사진|写真|图)s?"
    r"\s?(?:by|:|/|=|courtesy).{2,50}"
    r"|©\s?.{2,50}"
    r"|\bvia (?:reuters|ap|afp|getty\b.*|epa)"
    r"|[/(](?:reuters|ap|afp|dpa|epa|getty images|yonhap)\)?"
    r"|getty images|shutterstock)\.?$",
    re.IGNORECASE,
)


# Without one of these there is no credit; looking for them is much quicker than the pattern.
_CREDIT_WORDS = (
    "photo", "image", "picture", "foto", "bild", "crédit", "фото", "صورة", "사진", "写真", "图",
    "©", "via ", "shutterstock", "reuters", "/ap", "(ap", "afp", "dpa", "epa", "yonhap",
)  # fmt: skip


def is_caption(line: Line, shape: Shape) -> bool:
    """Whether a line stands below a picture: it says so at its beginning, or ends in a credit."""
    if shape.words > _LONGEST_CAPTION or line.bullet:
        return False
    named = shape.has(Cue.CAPTION)
    if (named or shape.words > 4) and _ends_in_credit(line.text[-70:]):
        return True
    return named and shape.words < 60 and not shape.opens_quote


def _ends_in_credit(text: str) -> bool:
    lower = text.lower()
    if not any(word in lower for word in _CREDIT_WORDS):
        return False
    return _CREDIT_AT_END.search(text) is not None
