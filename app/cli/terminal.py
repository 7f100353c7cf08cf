"""What the terminal shows: results on standard output, progress on standard error."""

import io
import json
import re
import sys
import unicodedata

from app.errors import SystemTroubleError
from app.progress import Pace
from app.translation import _

_BAR = 24
_SURROGATE = re.compile("[\ud800-\udfff]")


class TerminalProgress:
    """A bar on standard error while it is a terminal, and nothing otherwise."""

    def __init__(self) -> None:
        self._shown = sys.stderr is not None and sys.stderr.isatty()
        self._pace = Pace()

    def step(self, what: str, done: int, total: int | None) -> None:
        """Draw how far the job is; the last step ends the line."""
        if not self._shown:
            return
        if total:
            filled = _BAR * done // total
            left = self._pace.left(done, total)
            bar = f"[{'=' * filled}{' ' * (_BAR - filled)}] {done}/{total} {left}".rstrip()
        else:
            bar = str(done)
        end = "\n" if total is not None and done >= total else ""
        sys.stderr.write(f"\r\x1b[K{one_line(what)} {bar}{end}")
        sys.stderr.flush()


def prepare_output() -> None:
    """Make sure that whatever is printed can be printed, in whatever encoding is asked for.

    Raises:
        SystemTroubleError: There is no standard output; a file opened next would become it.
    """
    if sys.stdout is None:
        raise SystemTroubleError(
            _("Standard output is closed."), _("Send it to a file, or to /dev/null.")
        )
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def print_json(document: object) -> None:
    """One JSON document (or one line of a batch) on standard output."""
    print(json_text(document))


def json_text(document: object) -> str:
    """A document as standard output can show it.

    Names of files may hold bytes that are no text in any encoding. They are spelled out, as in
    messages: a lone surrogate is no JSON for strict readers.
    """
    text = _SURROGATE.sub(_spelled, json.dumps(document, ensure_ascii=False))
    # JSON is UTF-8; escapes are the same document where the terminal's encoding is another.
    utf8 = (sys.stdout.encoding or "").lower().replace("-", "").replace("_", "") == "utf8"
    return text if utf8 else json.dumps(json.loads(text))


def _spelled(found: re.Match[str]) -> str:
    return f"\\\\u{ord(found[0]):04x}"


def say(line: str) -> None:
    """One line on standard output; what a text brings along cannot steer the terminal."""
    print(one_line(line))


def complain(line: str) -> None:
    """One line on standard error, if there is one."""
    if sys.stderr is None:
        return
    try:
        print(one_line(line), file=sys.stderr)
    except OSError as problem:
        raise SystemTroubleError(_("Standard error is closed.")) from problem


def one_line(text: str) -> str:
    """A text with its control characters and line ends made visible."""
    return "".join(
        f"\\u{ord(letter):04x}" if unicodedata.category(letter) in ("Cc", "Cf", "Zl", "Zp", "Cs")
        and letter not in "\t\u200c\u200d" else letter
        for letter in text
    )  # fmt: skip
