"""The table of models in `resources/words/models.tsv`."""

from pathlib import Path

from app.intake.forest import Forest

TABLE = Path(__file__).resolve().parents[3] / "resources" / "words" / "models.tsv"
_HEAD = [
    "# Small decision trees: which lines are body, title, or the beginning of a document.",
    "# Made by tests/intake/training; docs/decisions/0010-line-model.md says how.",
    "# part\tconditions (empty: what the sum begins with)\tlog-odds by the answers, "
    "first condition lowest",
]


def replace_part(part: str, forest: Forest) -> None:
    """Write one part of the table, keeping the others."""
    rows = TABLE.read_text(encoding="utf-8").splitlines() if TABLE.exists() else []
    rows = [row for row in rows if not row.startswith(("#", f"{part}\t"))]
    rows.append(f"{part}\t\t{forest.bias:.4g}")
    for tree in forest.trees:
        conditions = "; ".join(
            f"{feature} > {threshold:.5g}"
            for feature, threshold in zip(tree.features, tree.thresholds, strict=True)
        )
        rows.append(f"{part}\t{conditions}\t{' '.join(f'{value:.3g}' for value in tree.values)}")
    TABLE.write_text("\n".join([*_HEAD, *rows]) + "\n", encoding="utf-8")
