"""Train where a new document begins, on pages glued behind one another, and measure it.

python -m tests.intake.training.train_cuts [--write]

Without `--write` it prints five-fold cross-validation: the glued pages of a fold, and those they
were never trained with. Takes about five minutes of one processor.
"""

import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.intake import cut_candidates
from app.intake.cut_features import NAMES
from app.intake.documents import CutModel, choose_cuts
from app.intake.features import Columns
from app.intake.forest import Forest
from app.intake.headline_cuts import headline_cuts
from tests.intake.training.boosting import Matrix, Settings, boost, chances
from tests.intake.training.glued import FOLDS, Bundle, bundles
from tests.intake.training.models_table import replace_part

FIRST = Settings(trees=60, depth=5, rate=0.2, ridge=4.0)
SECOND = Settings(trees=120, depth=5, rate=0.1, ridge=6.0, columns=0.3)
# What an HTML tool took for the article is no truth, though where a page begins is sure.
_SILVER_IMPORTANCE = 0.7
_SINGLE_IMPORTANCE = 2.0
# How far from a page's first line a candidate still means it.
_SAME_PLACE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """The candidates of a bundle, as the second pass sees them."""

    places: list[int]
    vectors: Matrix
    answers: Matrix


def train(given: Sequence[Bundle]) -> CutModel:
    """Train both passes; the second one on answers that the first one gave to unseen pages."""
    half = [bundle.fold % 2 for bundle in given]
    firsts = [_first([b for b, h in zip(given, half, strict=True) if h != own]) for own in (0, 1)]
    found = [candidates(b, firsts[h]) for b, h in zip(given, half, strict=True)]
    importance = np.concatenate(
        [
            np.full(
                len(each.places),
                (1.0 if bundle.gold else _SILVER_IMPORTANCE)
                * (1.0 if bundle.begins else _SINGLE_IMPORTANCE),
            )
            for each, bundle in zip(found, given, strict=True)
        ]
    )
    second = boost(
        np.vstack([each.vectors for each in found]),
        np.concatenate([each.answers for each in found]),
        importance,
        cut_candidates.NAMES,
        SECOND,
    )
    return CutModel(first=_first(given), second=second)


def candidates(bundle: Bundle, first: Forest) -> Candidates:
    """What the first pass leaves for the second one to judge."""
    columns = _columns(bundle)
    found = chances(first, bundle.vectors.astype(np.float64), NAMES)
    headlines = headline_cuts(bundle.lines, bundle.shapes)
    places = cut_candidates.candidate_places(columns, found, headlines)
    if not places:
        nothing = np.zeros((0, len(cut_candidates.NAMES)))
        return Candidates(places=[], vectors=nothing, answers=np.zeros(0))
    second = cut_candidates.columns(bundle.lines, bundle.shapes, columns, found, places, headlines)
    answers = np.zeros(len(places))
    for begin in bundle.begins:
        near = min(range(len(places)), key=lambda at: abs(places[at] - begin))
        if abs(places[near] - begin) <= _SAME_PLACE:
            answers[near] = 1.0
    vectors = np.array([second[name] for name in cut_candidates.NAMES]).T
    return Candidates(places=places, vectors=vectors, answers=answers)


def _columns(bundle: Bundle) -> Columns:
    return dict(zip(NAMES, bundle.vectors.T.astype(np.float64), strict=True))


def _first(given: Sequence[Bundle]) -> Forest:
    """Grow the first trees on the lines that may begin a document, most of the others left out."""
    chance = np.random.default_rng(3)
    rows, answers, importance = [], [], []
    for bundle in given:
        possible = cut_candidates.may_begin(_columns(bundle))
        possible[0] = False
        begins = np.zeros(len(possible), dtype=bool)
        begins[list(bundle.begins)] = True
        near = np.zeros(len(possible), dtype=bool)
        for begin in bundle.begins:
            near[max(begin - 12, 0) : begin + 13] = True
        share = np.where(near, 0.5, 0.25 if bundle.gold else 0.1)
        taken = np.flatnonzero((possible & (chance.random(len(possible)) < share)) | begins)
        rows.append(bundle.vectors[taken])
        answers.append(begins[taken].astype(np.float64))
        weight = np.where(near[taken], 0.1, 0.25 / share[taken])
        weight = np.where(begins[taken], 1.0, weight)
        importance.append(weight * (1.0 if bundle.gold else _SILVER_IMPORTANCE))
    return boost(
        np.vstack(rows).astype(np.float64),
        np.concatenate(answers),
        np.concatenate(importance),
        NAMES,
        FIRST,
    )


def cross_validate(given: Sequence[Bundle]) -> None:
    """Print what the five folds reach."""
    results: list[tuple[Bundle, Candidates, Matrix]] = []
    for fold in range(FOLDS):
        model = train([each for each in given if each.fold != fold])
        for each in given:
            if each.fold == fold:
                found = candidates(each, model.first)
                second = chances(model.second, found.vectors, cut_candidates.NAMES)
                results.append((each, found, second))
    for least in (0.3, 0.4, 0.5, 0.6):
        right: dict[tuple[str, bool], list[bool]] = defaultdict(list)
        for bundle, found, second in results:
            cuts = choose_cuts(bundle.lines, bundle.shapes, found.places, second, least)
            right[bundle.kind, bool(bundle.begins)].append(len(cuts) == len(bundle.begins))
        print(f"least chance {least}")
        for (kind, several), values in sorted(right.items()):
            share = sum(values) / len(values)
            what = f"right number {share:.3f}" if several else f"wrongly cut {1 - share:.3f}"
            print(f"  {kind} {'bundles' if several else 'single pages'}: {what} of {len(values)}")


def main(arguments: Sequence[str]) -> None:
    """Train or measure."""
    given = bundles()
    if "--write" in arguments:
        model = train(given)
        replace_part("cut", model.first)
        replace_part("cut-second", model.second)
    else:
        cross_validate(given)


if __name__ == "__main__":
    main(sys.argv[1:])
