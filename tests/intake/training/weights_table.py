"""The table of weights in `resources/words/line-model.tsv`."""

from collections.abc import Sequence
from pathlib import Path

from app.intake.line_model import Weights

TABLE = Path(__file__).resolve().parents[3] / "resources" / "words" / "line-model.tsv"
_HEAD = [
    "# Weights of the line model and of the choice of titles.",
    "# Made by tests/intake/training; see docs/decisions/0010-line-model.md.",
    "# part\tname\tweight",
]


def replace_part(part: str, names: Sequence[str], weights: Weights) -> None:
    """Write one part of the table, keeping the others."""
    rows = TABLE.read_text(encoding="utf-8").splitlines() if TABLE.exists() else []
    rows = [row for row in rows if not row.startswith(("#", f"{part}\t"))]
    for name, value in zip((*names, "bias"), (*weights.weights, weights.bias), strict=True):
        rows.append(f"{part}\t{name}\t{value:.5g}")
    TABLE.write_text("\n".join([*_HEAD, *rows]) + "\n", encoding="utf-8")
