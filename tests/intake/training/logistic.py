"""Logistic regression by Newton's method, with a ridge."""

import numpy as np
from numpy.typing import NDArray

from app.intake.line_model import Weights

Matrix = NDArray[np.float64]


def fit(vectors: Matrix, answers: Matrix, importance: Matrix, ridge: float) -> Weights:
    """Fit weights for plain (not scaled) vectors.

    Args:
        vectors: Shape (examples, features).
        answers: 0 or 1 for each example; chances are allowed.
        importance: Weight of each example.
        ridge: Penalty on squared weights of the scaled features.
    """
    mean = vectors.mean(axis=0)
    scale = vectors.std(axis=0)
    scale[scale < 1e-9] = 1.0
    scaled = np.hstack([(vectors - mean) / scale, np.ones((len(vectors), 1))])
    penalty = np.full(scaled.shape[1], ridge)
    penalty[-1] = 1e-6
    weights = np.zeros(scaled.shape[1])
    for _ in range(12):
        chances = 1 / (1 + np.exp(-np.clip(scaled @ weights, -30, 30)))
        slope = scaled.T @ (importance * (chances - answers)) + penalty * weights
        bend = importance * np.maximum(chances * (1 - chances), 1e-4)
        curve = (scaled * bend[:, None]).T @ scaled + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < 1e-4:
            break
    plain = weights[:-1] / scale
    return Weights(weights=tuple(plain.tolist()), bias=float(weights[-1] - plain @ mean))
