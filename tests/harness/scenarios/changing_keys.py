"""Adding, changing and removing keys; what was taken back opens nothing, in either slot file."""

import json
from collections.abc import Sequence
from pathlib import Path

from app.archive.keys import (
    add_passphrase,
    add_recovery_code,
    add_shares,
    change_key,
    key_slots,
    name_person,
    remove_key,
)
from app.errors import AccessError
from app.store.credentials import Credentials, ShareHeld
from app.store.slot_file import parse_slot_file
from app.store.slot_pair import NAMES
from app.store.slots_in_force import stale_slot_files
from app.store.unlocking import unlock
from tests.harness.archives import make_archive, opened, place_of, whole
from tests.harness.scenario import LostError, NotWholeError, Say, Scenario
from tests.journeys.terminal import PASSPHRASE

_SECOND, _CHANGED, _THIRD, _AGAIN = "a second one", "a changed one", "a third one", "changed again"
_HOLDERS = ("of the first holder", "of the second holder", "of the third holder")
_CODE, _SHARES = "the recovery code", "the shares"
_OPENING = (
    {PASSPHRASE, _SECOND},
    {_CHANGED, _SECOND},
    {_CHANGED},
    {_CHANGED, _THIRD},
    {_CHANGED, _THIRD, _SHARES},
    {_AGAIN, _THIRD, _SHARES},
    {_AGAIN, _THIRD, _SHARES, _CODE},
    {_AGAIN, _SHARES, _CODE},
)
"""What opens the archive after each step; the steps are those of `deed`."""


def prepare(folder: Path) -> None:
    """An archive with two passphrases."""
    make_archive(folder)
    with opened(folder) as archive:
        add_passphrase(archive, _SECOND, person="Second person", initials="SP")


def deed(folder: Path, say: Say) -> None:
    """Each step is reported with what only this moment shows."""
    with opened(folder) as archive:
        first, second = 1, 3
        change_key(archive, first, passphrase=_CHANGED)
        say("{}")
        remove_key(archive, second)
        say("{}")
        third = add_passphrase(archive, _THIRD, person="Third", initials="T").slot.number
        say("{}")
        shares = add_shares(archive, needed=2, passphrases=_HOLDERS, person="Council").shares
        say(json.dumps({_SHARES: [share.text for share in shares]}))
        change_key(archive, first, passphrase=_AGAIN)
        say("{}")
        code = add_recovery_code(archive).recovery_code
        say(json.dumps({_CODE: code}))
        remove_key(archive, third)
        say("{}")
        name_person(archive, first, person="First person", initials="FP")
        say(json.dumps({"named": "FP"}))


def check(folder: Path, said: Sequence[str]) -> None:
    """Each slot file alone is opened by what was reported last, or by the step after it."""
    told: dict[str, str | list[str]] = {}
    for line in said:
        told.update(json.loads(line))
    steps = min(len(said), len(_OPENING) - 1)
    states = _OPENING[steps : steps + 2]
    # What the step after the last reported one made was never shown, so nobody can try it.
    unknown = {_SHARES, _CODE} - set(told)
    allowed = tuple(state - unknown for state in states)
    for name in NAMES:
        path = place_of(folder) / name
        opening = {way for way in _ways(told) if _opens(path, _ways(told)[way])}
        if opening not in allowed:
            raise LostError(f"after {len(said)} steps {name} is opened by {sorted(opening)}")
    phrases = {PASSPHRASE, _CHANGED, _AGAIN} & {way for ways in allowed for way in ways}
    _check_opened(folder, phrases, said)


def _check_opened(folder: Path, phrases: set[str], said: Sequence[str]) -> None:
    """One of these passphrases opens the archive, which mends the slot files."""
    for phrase in sorted(phrases):
        try:
            with whole(folder, phrase) as archive:
                if stale_slot_files(archive.store):
                    raise NotWholeError("the slot files differ after opening")
                slots = {slot.number: slot for slot in key_slots(archive)}
                if len(said) == len(_OPENING) and slots[1].initials != "FP":
                    raise LostError("the name of a key's person is gone")
            return
        except AccessError:
            continue
    raise LostError("no passphrase opens the archive")


def _ways(told: dict[str, str | list[str]]) -> dict[str, Credentials]:
    """Everything that ever opened it and that somebody can know."""
    phrases = (PASSPHRASE, _SECOND, _CHANGED, _THIRD, _AGAIN)
    ways = {phrase: Credentials(passphrase=phrase) for phrase in phrases}
    if _CODE in told:
        ways[_CODE] = Credentials(recovery_code=str(told[_CODE]))
    if _SHARES in told:
        texts = zip(told[_SHARES], _HOLDERS, strict=True)
        held = [ShareHeld(text=text, passphrase=phrase) for text, phrase in texts]
        ways[_SHARES] = Credentials(shares=tuple(held[1:]))
    return ways


def _opens(path: Path, way: Credentials) -> bool:
    try:
        unlock((parse_slot_file(path.read_bytes()),), way)
    except AccessError:
        return False
    return True


SCENARIO = Scenario(name="keys", prepare=prepare, deed=deed, check=check)
