"""A key that several people hold together: any k of n shares give it, fewer give nothing.

The secret is split by SLIP-0039's scheme (github.com/satoshilabs/slips, slip-0039; Shamir 1979).
Each share is then encrypted under its holder's own passphrase, so a sheet that is found opens
nothing by itself.
"""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_aead_xchacha20poly1305_ietf_encrypt,
    crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
)
from nacl.exceptions import CryptoError
from shamir_mnemonic import MnemonicError, combine_mnemonics, generate_mnemonics
from shamir_mnemonic.wordlist import mnemonic_from_indices, mnemonic_to_indices

from app.errors import AccessError, UsageError
from app.store.credentials import ShareHeld
from app.store.kdf import SALT_BYTES, KdfParameters, check_together, key_from_passphrase
from app.store.share_text import FINGERPRINT_BYTES, Share, ShareTextError, parse_share, share_text
from app.store.slot_file import LEAST_NEEDED_SHARES, MOST_SHARES
from app.store.slots import MARK_BYTES, ShareSet
from app.translation import _

_SECRET_BYTES = 32
_WORDS = 33
_WORD_BITS = 10
_PACKED_BYTES = 42
_NONCE = bytes(crypto_aead_xchacha20poly1305_ietf_NPUBBYTES)
"""Each key follows from a salt of its own and is used once, so the nonce need not differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedSecret:
    """A secret that was split.

    Attributes:
        secret: 32 bytes.
        texts: A page for each holder, in the order of their passphrases.
    """

    secret: bytes = field(repr=False)
    shares: ShareSet
    texts: tuple[str, ...] = field(repr=False)


def split_secret(
    needed: int, passphrases: Sequence[str], cost: KdfParameters, fingerprint: str
) -> SharedSecret:
    """Draw a secret and split it.

    Args:
        needed: How many shares give it, from 2.
        passphrases: One for each holder, at most 16.
        cost: Of trying one of them.
        fingerprint: Of the archive, as people compare it.

    Raises:
        UsageError: Impossible numbers, or a passphrase is empty.
        SystemTroubleError: The computer has not enough memory free.
    """
    held = len(passphrases)
    if not LEAST_NEEDED_SHARES <= needed <= held <= MOST_SHARES:
        raise UsageError(
            _("Of at most 16 shares at least 2 have to be needed, and not more than there are."),
            _("A usual choice is 3 of 5."),
        )
    secret, mark = secrets.token_bytes(_SECRET_BYTES), secrets.token_bytes(MARK_BYTES)
    ((*mnemonics,),) = generate_mnemonics(1, [(needed, held)], secret, iteration_exponent=0)
    texts = []
    for place, (mnemonic, passphrase) in enumerate(zip(mnemonics, passphrases, strict=True)):
        bare = Share(
            mark=mark,
            number=place + 1,
            needed=needed,
            held=held,
            fingerprint=bytes.fromhex(fingerprint.replace(" ", ""))[:FINGERPRINT_BYTES],
            cost=cost,
            salt=secrets.token_bytes(SALT_BYTES),
            encrypted=b"",
        )
        key = key_from_passphrase(passphrase, bare.salt, cost)
        encrypted = crypto_aead_xchacha20poly1305_ietf_encrypt(
            _packed(mnemonic), bare.parameters(), _NONCE, key
        )
        texts.append(share_text(replace(bare, encrypted=encrypted), fingerprint))
    shares = ShareSet(mark=mark, needed=needed, held=held)
    return SharedSecret(secret=secret, shares=shares, texts=tuple(texts))


def opened_share(share: Share, passphrase: str) -> str | None:
    """The words of a share, or None where the passphrase is not its holder's.

    Raises:
        UsageError: The passphrase is empty or no text.
        SystemTroubleError: The computer has not enough memory free.
    """
    key = key_from_passphrase(passphrase, share.salt, share.cost)
    try:
        packed = crypto_aead_xchacha20poly1305_ietf_decrypt(
            share.encrypted, share.parameters(), _NONCE, key
        )
    except CryptoError:
        return None
    return _unpacked(packed)


def parsed_shares(held: Iterable[ShareHeld]) -> tuple[tuple[Share, str], ...]:
    """The shares with the passphrases of their holders.

    Raises:
        ShareTextError: One is mistyped; the message says which.
        RefusedError: They ask for more memory or time than Satchel ever uses.
    """
    found = []
    for place, each in enumerate(held, start=1):
        try:
            found.append((parse_share(each.text), each.passphrase))
        except ShareTextError as slip:
            raise ShareTextError(
                _("Share number {place} of those given: {slip}").format(
                    place=place, slip=slip.happened
                ),
                slip.advice,
            ) from slip
    check_together([share.cost for share, _passphrase in found])
    return tuple(found)


def joined_secret(held: Sequence[tuple[Share, str]]) -> bytes:
    """The secret that shares of one key give together.

    Args:
        held: Of the same mark. More than needed do no harm, wrong passphrases among them included.

    Raises:
        AccessError: Too few, or a passphrase is wrong; the message names the share.
        SystemTroubleError: The computer has not enough memory free.
    """
    needed = held[0][0].needed
    numbers = {share.number for share, _passphrase in held}
    if len(numbers) < needed:
        raise AccessError(
            _("{needed} shares are needed, and {found} are here.").format(
                needed=needed, found=len(numbers)
            ),
            _("Bring together as many different ones as are needed."),
        )
    words: dict[int, str] = {}
    for share, passphrase in held:
        opened = None if share.number in words else opened_share(share, passphrase)
        if opened is not None:
            words[share.number] = opened
        if len(words) == needed:
            return _combined(words.values())
    shut = sorted(numbers.difference(words))
    raise AccessError(
        _("The passphrase of share {number} is not right.").format(number=shut[0]),
        _("Each share has the passphrase that its holder chose."),
    )


def _combined(mnemonics: Iterable[str]) -> bytes:
    try:
        return bytes(combine_mnemonics(mnemonics))
    except MnemonicError as problem:
        raise AccessError(
            _("These shares do not fit together."), _("Use shares that were made together.")
        ) from problem


def _packed(mnemonic: str) -> bytes:
    number = 0
    for index in mnemonic_to_indices(mnemonic):
        number = number << _WORD_BITS | index
    return number.to_bytes(_PACKED_BYTES)


def _unpacked(packed: bytes) -> str:
    number = int.from_bytes(packed)
    indices = [(number >> (_WORD_BITS * place)) & 1023 for place in reversed(range(_WORDS))]
    return str(mnemonic_from_indices(indices))
