#!/usr/bin/env python3
"""Start Satchel: `python3 run.py` opens it, `python3 run.py WORDS` is the command line.

`python3 run.py test` runs every check and the whole test suite. On first use an environment is
made beside this file; whatever this script itself says goes to standard error. Only the standard
library is used here and in `packaging/`, and this file parses on any Python 3.
"""

import sys
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 - said in words here, before newer syntax is imported
    sys.stderr.write(
        "Satchel needs Python 3.11 or newer, and this is Python {}.{}: "
        "start it with a newer one, such as python3.11 run.py\n".format(*sys.version_info[:2])
    )
    sys.exit(8)

PROJECT = Path(__file__).resolve().parent
sys.path.insert(0, str(PROJECT / "packaging"))

import start  # noqa: E402 - found through the line above

if __name__ == "__main__":
    sys.exit(start.main(PROJECT, sys.argv[1:]))
