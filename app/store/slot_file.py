"""The form of a key slot file: a page of JSON, checked against damage and against tampering.

`sha256` covers everything else and needs no key: it tells a damaged file from a wrong passphrase.
`mac` covers everything but itself and `sha256` and is keyed from the master key: once open, it
tells whether somebody added, removed or put back slots. While the master key is being exchanged,
each slot holds the old and the new one, and `mac` is keyed from both together. The bytes have
exactly one spelling, so every flipped bit is noticed.
"""

import hashlib
import hmac
import json
from dataclasses import dataclass, replace

from app.errors import DamageError, InputError
from app.store.kdf import SALT_BYTES, KdfParameters, absurd_cost, check_together
from app.store.sealing import PUBLIC_BYTES, SEALED_BYTES
from app.store.slots import (
    MARK_BYTES,
    NONCE_BYTES,
    WRAPPED_BYTES,
    KeyKind,
    ShareSet,
    Slot,
)
from app.translation import _

FORMAT = "satchel key slots"
VERSION = 1
LARGEST_BYTES = 64 * 1024
MOST_SLOTS = 16
LEAST_NEEDED_SHARES = 2
MOST_SHARES = 16
"""SLIP-0039 knows no more."""

_MOST_MASTERS = 2
_LARGEST_NUMBER = 1_000_000
_WITH_PASSPHRASE = {KeyKind.PASSPHRASE: "argon2id", KeyKind.KEY_FILE: "argon2id+hkdf-sha256"}

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


class SlotFileDamageError(DamageError):
    """The bytes are not what Satchel wrote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotFile:
    """What one slot file says.

    Attributes:
        generation: Grows by one with each change of the slots.
        given: The highest number that was ever given to a slot.
        mac: 32 bytes; empty before `authenticated` was called.
    """

    generation: int
    given: int
    slots: tuple[Slot, ...]
    mac: bytes = b""

    @property
    def holds_two_masters(self) -> bool:
        """Whether the master key is being exchanged."""
        return any(len(slot.sealed) > 1 for slot in self.slots)

    def authenticated(self, key: bytes) -> "SlotFile":
        """The same with its MAC under the archive's slot key."""
        return replace(self, mac=hmac.digest(key, _compact(_body(self)), hashlib.sha256))

    def is_authentic(self, key: bytes) -> bool:
        """Whether the MAC was made by someone who has the archive's slot key."""
        return hmac.compare_digest(self.mac, self.authenticated(key).mac)


def slot_file_bytes(file: SlotFile) -> bytes:
    """The file's only spelling."""
    tree = {**_body(file), "mac": file.mac.hex()}
    tree["sha256"] = hashlib.sha256(_compact(tree)).hexdigest()
    return json.dumps(tree, indent=1, sort_keys=True).encode() + b"\n"


def parse_slot_file(data: bytes) -> SlotFile:
    """Read a slot file.

    Raises:
        SlotFileDamageError: Not what Satchel wrote.
        InputError: Whole, but written by a newer version.
        RefusedError: Whole, but asks for more memory, time or slots than any archive does.
    """
    tree = _whole_tree(data)
    if tree.get("format") != FORMAT:
        raise SlotFileDamageError(_("A slot file of the archive is damaged."))
    version = tree.get("version")
    if isinstance(version, int) and version > VERSION:
        raise InputError(
            _("This archive was made by a newer version of Satchel."),
            _("Update Satchel on this computer, then open it again."),
        )
    try:
        file = SlotFile(
            generation=_whole_number(tree["generation"]),
            given=_whole_number(tree["given"]),
            slots=tuple(_slot(each) for each in _list(tree["slots"])),
            mac=_bytes(tree["mac"], 32),
        )
    except (KeyError, ValueError, TypeError) as problem:
        raise SlotFileDamageError(_("A slot file of the archive is damaged.")) from problem
    if version != VERSION or slot_file_bytes(file) != data:
        raise SlotFileDamageError(_("A slot file of the archive is damaged."))
    _check_measure(file)
    return file


def _check_measure(file: SlotFile) -> None:
    if len(file.slots) > MOST_SLOTS:
        raise absurd_cost()
    check_together([slot.cost for slot in file.slots if slot.cost is not None])
    numbers = [slot.number for slot in file.slots]
    masters = {len(slot.sealed) for slot in file.slots}
    sets = [slot.shares for slot in file.slots if slot.shares is not None]
    sound = (
        file.given <= _LARGEST_NUMBER
        and len(set(numbers)) == len(numbers)
        and all(1 <= number <= file.given for number in numbers)
        and len(masters) <= 1
        and all(1 <= count <= _MOST_MASTERS for count in masters)
        and all(LEAST_NEEDED_SHARES <= each.needed <= each.held <= MOST_SHARES for each in sets)
    )
    if not sound:
        raise SlotFileDamageError(_("A slot file of the archive is damaged."))


def _whole_tree(data: bytes) -> dict[str, Json]:
    """The JSON object, if its `sha256` fits: this much holds for files of every version."""
    try:
        tree: Json = json.loads(data) if len(data) <= LARGEST_BYTES else None
        if isinstance(tree, dict):
            rest = {name: value for name, value in tree.items() if name != "sha256"}
            if tree.get("sha256") == hashlib.sha256(_compact(rest)).hexdigest():
                return tree
    except (ValueError, RecursionError) as problem:
        raise SlotFileDamageError(_("A slot file of the archive is damaged.")) from problem
    raise SlotFileDamageError(_("A slot file of the archive is damaged."))


def _body(file: SlotFile) -> dict[str, Json]:
    return {
        "format": FORMAT,
        "version": VERSION,
        "generation": file.generation,
        "given": file.given,
        "slots": [_slot_tree(slot) for slot in file.slots],
    }


def _slot_tree(slot: Slot) -> Json:
    derivation: dict[str, Json] = {
        "function": _WITH_PASSPHRASE.get(slot.kind, "hkdf-sha256"),
        "salt": slot.salt.hex(),
    }
    if slot.cost is not None:
        derivation["memory_kib"] = slot.cost.memory_kib
        derivation["iterations"] = slot.cost.iterations
        derivation["lanes"] = slot.cost.lanes
    if slot.shares is not None:
        derivation["mark"] = slot.shares.mark.hex()
        derivation["needed"] = slot.shares.needed
        derivation["held"] = slot.shares.held
    return {
        "number": slot.number,
        "kind": slot.kind.value,
        "derivation": derivation,
        "public": slot.public.hex(),
        "nonce": slot.nonce.hex(),
        "wrapped": slot.wrapped.hex(),
        "sealed": [sealed.hex() for sealed in slot.sealed],
    }


def _slot(tree: Json) -> Slot:
    fields = _object(tree)
    derivation = _object(fields["derivation"])
    kind = KeyKind(_text(fields["kind"]))
    return Slot(
        number=_whole_number(fields["number"]),
        kind=kind,
        cost=_cost(derivation) if kind in _WITH_PASSPHRASE else None,
        salt=_bytes(derivation["salt"], SALT_BYTES),
        shares=_share_set(derivation) if kind is KeyKind.SHARES else None,
        public=_bytes(fields["public"], PUBLIC_BYTES),
        nonce=_bytes(fields["nonce"], NONCE_BYTES),
        wrapped=_bytes(fields["wrapped"], WRAPPED_BYTES),
        sealed=tuple(_bytes(each, SEALED_BYTES) for each in _list(fields["sealed"])),
    )


def _cost(derivation: dict[str, Json]) -> KdfParameters:
    return KdfParameters(
        memory_kib=_whole_number(derivation["memory_kib"]),
        iterations=_whole_number(derivation["iterations"]),
        lanes=_whole_number(derivation["lanes"]),
    )


def _share_set(derivation: dict[str, Json]) -> ShareSet:
    return ShareSet(
        mark=_bytes(derivation["mark"], MARK_BYTES),
        needed=_whole_number(derivation["needed"]),
        held=_whole_number(derivation["held"]),
    )


def _compact(tree: dict[str, Json]) -> bytes:
    return json.dumps(tree, sort_keys=True, separators=(",", ":")).encode()


def _object(value: Json) -> dict[str, Json]:
    if not isinstance(value, dict):
        raise TypeError("an object is wanted")
    return value


def _list(value: Json) -> list[Json]:
    if not isinstance(value, list):
        raise TypeError("a list is wanted")
    return value


def _text(value: Json) -> str:
    if not isinstance(value, str):
        raise TypeError("a text is wanted")
    return value


def _whole_number(value: Json) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise TypeError("a whole number is wanted")
    return value


def _bytes(value: Json, length: int) -> bytes:
    found = bytes.fromhex(_text(value))
    if len(found) != length:
        raise ValueError("of another length")
    return found
