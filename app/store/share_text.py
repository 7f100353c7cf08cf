"""A share as it stands on paper or in a small file: plain ASCII that can be typed in again.

A heading for people, then ten numbered lines of four groups and a fifth that checks the line. Each
check covers the first line too, so a line of another share is noticed, and a slip is told from a
wrong passphrase. Programs read the numbered lines only; the heading repeats what they say. It is
not translated: whoever has to read it may sit far from whoever made it, and ASCII prints anywhere.
"""

import hashlib
import re
from dataclasses import dataclass, field

from app.errors import AccessError
from app.store.kdf import SALT_BYTES, KdfParameters
from app.store.slot_file import LEAST_NEEDED_SHARES, MOST_SHARES
from app.store.slots import MARK_BYTES
from app.store.spoken_letters import GROUP, from_letters, in_groups, to_letters, typed_letters
from app.translation import _

FINGERPRINT_BYTES = 8
"""Of the archive's: enough to tell archives apart."""

SECRET_BYTES = 42 + 16
"""33 words of ten bits, encrypted, and the authentication tag."""

_VERSION = 1
_LINES = 10
_LINE_BYTES = 10
_LINE_LETTERS = _LINE_BYTES * 8 // 5
_CHECK_LETTERS = GROUP
_CHECK_BYTES = 5
_LONGEST = 64 * 1024
_NUMBERED = re.compile(r"\s*(\d{1,2})[.:)]?\s+(\S.*)")


class ShareTextError(AccessError):
    """The text is no share, or mistyped. No passphrase was tried yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What the numbered lines hold.

    Attributes:
        mark: 8 random bytes that all shares of a key have.
        number: From 1.
        needed: How many open the key together.
        held: How many there are.
        fingerprint: 8 bytes, the first of the archive's.
        cost: Of the holder's passphrase.
        salt: 16 bytes.
        encrypted: 58 bytes, the share itself.
    """

    mark: bytes
    number: int
    needed: int
    held: int
    fingerprint: bytes
    cost: KdfParameters
    salt: bytes
    encrypted: bytes = field(repr=False)

    def parameters(self) -> bytes:
        """Everything but the encrypted part; authenticated with it."""
        return b"".join(
            (
                bytes([_VERSION]),
                self.mark,
                bytes([self.number, self.needed, self.held]),
                self.fingerprint,
                self.cost.memory_kib.to_bytes(4),
                bytes([self.cost.iterations, self.cost.lanes]),
                self.salt,
            )
        )


def share_text(share: Share, fingerprint: str) -> str:
    """The page for one holder.

    Args:
        fingerprint: Of the archive, as people compare it.
    """
    content = share.parameters() + share.encrypted
    first = content[:_LINE_BYTES]
    lines = [
        f"KEY SHARE {share.number} OF {share.held}",
        "",
        f"Any {share.needed} of these {share.held} shares open the archive together, each with",
        "the passphrase of its holder. Keep this page and that passphrase apart.",
        "",
        "Fingerprint of the archive:",
        fingerprint,
        "",
    ]
    for place in range(_LINES):
        part = content[place * _LINE_BYTES : (place + 1) * _LINE_BYTES]
        letters = to_letters(part) + _check(first, place, part)
        lines.append(f"{place + 1:2}  {in_groups(letters, ' ')}")
    return "\n".join((*lines, ""))


def parse_share(text: str) -> Share:
    """Read a share from its page, as it was written or as somebody typed it.

    Raises:
        ShareTextError: It is no share, or mistyped; the message names the line.
        RefusedError: It asks for more memory than Satchel ever uses.
    """
    typed = _typed_lines(text)
    if not typed:
        raise ShareTextError(
            _("This is not a share of a key."),
            _("A share has ten numbered lines of five groups each."),
        )
    missing = next((place for place in range(_LINES) if place not in typed), None)
    if missing is not None:
        raise ShareTextError(
            _("Line {line} of the share is missing.").format(line=missing + 1),
            _("Copy all ten numbered lines."),
        )
    first = _line(typed[0], 0, None)
    content = first + b"".join(_line(typed[place], place, first) for place in range(1, _LINES))
    return _share(content)


def _typed_lines(text: str) -> dict[int, str]:
    """The letters of the numbered lines by their place, from 0."""
    found: dict[int, str] = {}
    for line in text[:_LONGEST].splitlines():
        numbered = _NUMBERED.fullmatch(line)
        place = int(numbered[1]) - 1 if numbered is not None else -1
        if numbered is None or not 0 <= place < _LINES:
            continue
        letters = typed_letters(numbered[2])
        if found.setdefault(place, letters) != letters:
            raise ShareTextError(
                _("Line {line} of the share is there twice.").format(line=place + 1),
                _("Give one share at a time."),
            )
    return found


def _line(letters: str, place: int, first: bytes | None) -> bytes:
    part = None
    if len(letters) == _LINE_LETTERS + _CHECK_LETTERS:
        part = from_letters(letters[:_LINE_LETTERS])
    if part is None or _check(first or part, place, part) != letters[_LINE_LETTERS:]:
        raise ShareTextError(
            _("The share is mistyped in line {line}.").format(line=place + 1),
            _("Compare that line with the paper, group by group."),
        )
    return part


def _check(first: bytes, place: int, part: bytes) -> str:
    digest = hashlib.sha256(b"satchel key share line" + first + bytes([place]) + part).digest()
    return to_letters(digest[:_CHECK_BYTES])[:_CHECK_LETTERS]


def _share(content: bytes) -> Share:
    if content[0] != _VERSION:
        raise ShareTextError(
            _("This share was made by a newer version of Satchel."),
            _("Update Satchel on this computer, then try again."),
        )
    rest = content[1:]
    mark, rest = rest[:MARK_BYTES], rest[MARK_BYTES:]
    (number, needed, held), rest = rest[:3], rest[3:]
    fingerprint, rest = rest[:FINGERPRINT_BYTES], rest[FINGERPRINT_BYTES:]
    cost = KdfParameters(memory_kib=int.from_bytes(rest[:4]), iterations=rest[4], lanes=rest[5])
    salt, encrypted = rest[6 : 6 + SALT_BYTES], rest[6 + SALT_BYTES :]
    cost.check()
    if not (LEAST_NEEDED_SHARES <= needed <= held <= MOST_SHARES and 1 <= number <= held):
        raise ShareTextError(
            _("This is not a share that Satchel made."), _("Use the page as it was printed.")
        )
    return Share(
        mark=mark,
        number=number,
        needed=needed,
        held=held,
        fingerprint=fingerprint,
        cost=cost,
        salt=salt,
        encrypted=encrypted,
    )
