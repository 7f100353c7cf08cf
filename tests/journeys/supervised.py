"""The real supervisor, whose first window is walked through, and whose next ones are real.

Run as `python supervised.py ARCHIVE GO TELL RESULTS`: GO and TELL are named pipes for what
`window_journey.py` reads and writes. This process itself knows none of the words that are looked
for afterwards, so nothing of the journey is imported here.
"""

import os
import sys
from pathlib import Path

from app.__main__ import Supervisor


def supervise(archive: str, go: str, tell: str, results: str) -> int:
    """Keep a window open, as `app.__main__.main` does."""
    window = [sys.executable, __file__, "--window", go, tell, results]
    return Supervisor(command=window, archive=archive).run()


def window(go: str, tell: str, results: str) -> int:
    """The journey at first; afterwards the window process that the program starts."""
    walked = Path(results) / "walked"
    if walked.exists():
        os.execv(sys.executable, [sys.executable, "-P", "-m", "app.ui.window_process"])
    walked.touch()
    from tests.journeys import window_journey

    return window_journey.main(
        os.open(go, os.O_RDONLY), Path(results), tell=os.open(tell, os.O_WRONLY)
    )


if __name__ == "__main__":
    words = sys.argv[1:]
    sys.exit(window(*words[1:]) if words[0] == "--window" else supervise(*words))
