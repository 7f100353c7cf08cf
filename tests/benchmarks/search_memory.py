"""What a process takes that opens an archive and searches: `search_memory FOLDER` prints megabytes.

The most it ever held, with the words and the properties of all records in memory.
"""

import re
import resource
import sys
from pathlib import Path

from app.archive.opening import open_archive
from app.archive.searching import SearchRequest, search
from app.store.credentials import Credentials
from tests.benchmarks.search_kinds import KINDS
from tests.benchmarks.search_timing import PAGE
from tests.store.builders import PASSPHRASE

_QUESTIONS = 20


def main(folder: Path) -> None:
    """Search for everything that the benchmark searches for, then tell."""
    with open_archive(folder, Credentials(passphrase=PASSPHRASE)) as archive:
        for kind in KINDS:
            for words in kind.words(_QUESTIONS):
                request = SearchRequest(text=kind.ours(words), any_word=kind.any_word, limit=PAGE)
                search(archive, request)
    print(_most_ever_held())


def _most_ever_held() -> float:
    """In megabytes. On Linux `ru_maxrss` would count what the process held that started this one.

    Source: proc(5), VmHWM; getrusage(2): macOS tells bytes.
    """
    status = Path("/proc/self/status")
    if status.exists():
        found = re.search(r"^VmHWM:\s+(\d+) kB", status.read_text(encoding="ascii"), re.MULTILINE)
        assert found is not None
        return int(found[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 / 1024


if __name__ == "__main__":
    main(Path(sys.argv[1]))
