"""Pages a second and memory of whole exports. Run it: `python -m tests.dossier.measure_speed`.

Each case runs in a process of its own, since memory is measured at its peak.
"""

import resource
import subprocess
import sys
import time

from app.dossier.export import check_dossier
from app.dossier.order import DossierOrder
from app.progress import Silent
from tests.dossier.builders import SAYINGS, a_testimony, an_article, an_order, entry

_LATIN = (
    "Two nights we stayed under the trees by the water until dawn, and nobody lit anything. {n} "
    "people crossed after us, in the order in which their numbers had been written on the wall. "
    "She had a watch that glowed a little and she kept it inside her glove, word {n} of {m}. "
)


def _latin(records: int) -> DossierOrder:
    return an_order(
        *(
            entry(
                an_article(
                    *(_LATIN.format(n=n * 31 + at, m=at * 17) * 2 for at in range(40)), number=n
                ),
                f"A-{n:04d}",
            )
            for n in range(1, records + 1)
        )
    )


def _mixed(records: int) -> DossierOrder:
    texts = list(SAYINGS.items())
    entries = []
    for n in range(1, records + 1):
        language, text = texts[n % len(texts)]
        own = [f"{text} {n * 7 + at} {texts[at % len(texts)][1]}" for at in range(24)]
        entries.append(
            entry(
                a_testimony(*own, number=n, language=language, translated=(SAYINGS["en"],) * 24),
                f"T-{n:04d}",
            )
        )
    return an_order(*entries)


_CASES = {"latin": _latin, "mixed": _mixed}


def _measure(kind: str, records: int) -> None:
    order = _CASES[kind](records)
    begun, used = time.perf_counter(), time.process_time()
    checked = check_dossier(order, Silent(), protected=[f"Mara Iven{n}" for n in range(50)])
    seconds, busy = time.perf_counter() - begun, time.process_time() - used
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{kind} {checked.pages} pages, {len(checked.pdf) / 1e6:.1f} MB: {seconds:.2f} s, "
        f"{checked.pages / seconds:.0f} pages/s, {busy:.2f} s of one core, "
        f"{checked.pages / busy:.0f} pages/s of it, {peak:.0f} MB at the peak"
    )


def main() -> None:
    """Measure every case, or the one named: kind and number of records."""
    if len(sys.argv) == 3:
        _measure(sys.argv[1], int(sys.argv[2]))
        return
    for kind, records in (("latin", 2), ("latin", 40), ("latin", 400), ("mixed", 4),
                          ("mixed", 60), ("mixed", 600)):  # fmt: skip
        subprocess.run(
            [sys.executable, "-m", "tests.dossier.measure_speed", kind, str(records)], check=True
        )


if __name__ == "__main__":
    main()
