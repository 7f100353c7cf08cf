"""Try one target: `python -m tests.harness.fuzzing.run PLACE TARGET INPUTS SEED`.

It runs in a child that may have 512 MiB of address space, and a batch of inputs has to end in time.
What is printed is JSON: inputs tried, and what was found, if anything.
"""

import json
import random
import resource
import signal
import sys
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.harness import children
from tests.harness.children import Child, End
from tests.harness.fuzzing.targets import TARGETS
from tests.harness.scenario import Say

_MEMORY = 512 * 1024 * 1024
_BATCH = 500
_BATCH_SECONDS = 60
_SECONDS = 7_200.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What came of one target.

    Attributes:
        inputs: So many were tried.
        trouble: Crash, hang, too much memory or a broken promise, with what repeats it; or nothing.
    """

    inputs: int
    trouble: str


def tried(place: Path, target: str, inputs: int, seed: int) -> Found:
    """Try so many inputs; the same seed gives the same ones."""
    batches = -(-inputs // _BATCH)

    def act(say: Say) -> None:
        attempt = TARGETS[target].prepare(place)
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        for batch in range(batches):
            # A hang in a C library answers to nothing but the signal's default.
            signal.alarm(_BATCH_SECONDS)
            chance = random.Random(f"{target} {seed} {batch}")
            for number in range(_BATCH):
                try:
                    attempt(chance)
                except BaseException:
                    say(f"input {number} of batch {batch}: {traceback.format_exc(limit=-5)}")
                    return
            if batch % 100 == 99 or batch == batches - 1:
                say(str((batch + 1) * _BATCH))

    return _found(children.run(act, seconds=_SECONDS), batches * _BATCH)


def _found(child: Child, inputs: int) -> Found:
    done = _last_number(child.said)
    if child.end is End.DONE and done == inputs:
        return Found(inputs=inputs, trouble="")
    told = child.said[-1] if child.said and not child.said[-1].isdigit() else child.words
    return Found(inputs=done, trouble=f"{child.end}: {told}")


def _last_number(said: Sequence[str]) -> int:
    return max((int(line) for line in said if line.isdigit()), default=0)


if __name__ == "__main__":
    found = tried(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
    sys.stdout.write(json.dumps({"inputs": found.inputs, "trouble": found.trouble}) + "\n")
