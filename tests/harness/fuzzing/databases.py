"""A small archive database whose pages can be exchanged, also by somebody who has its key."""

import hashlib
import hmac
import os
import shutil
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import sqlcipher3.dbapi2 as sqlcipher
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from app.archive.adding import add_records
from app.archive.opening import create_archive
from app.errors import SatchelError
from app.progress import Silent
from app.store.connection import PAGE_BYTES, check_kind_of_file, connect
from app.store.first_page import check_first_page
from app.store.keys import archive_keys
from app.store.layout import DATABASE
from app.store.migrate import migrations
from app.store.page_cipher import SALT_BYTES, USABLE_BYTES, PageCipher
from app.store.transactions import Reader
from app.store.trouble import explained
from tests.harness.archives import addition
from tests.journeys.terminal import PASSPHRASE, QUICK

_CACHE_KIB = 256
_SALT_MASK = 0x3A
_ROWS = (
    "SELECT * FROM records",
    "SELECT * FROM revisions",
    "SELECT * FROM objects",
    "SELECT rowid FROM postings WHERE postings MATCH 'boats'",
)


class SmallDatabase:
    """The database of an archive with some records, closed, with its key and a log of its own.

    Attributes:
        master: The master key.
    """

    def __init__(self, folder: Path) -> None:
        """Make it in a folder that is empty."""
        place = folder / "Small.satchel"
        with create_archive(place, PASSPHRASE, kdf=QUICK).archive as archive:
            add_records(archive, map(addition, range(3)), Silent())
            unlocked = archive.store.unlocked
            assert unlocked is not None
            self.master = unlocked.master
            self._log = Path(f"{place / DATABASE}-wal").read_bytes()
        self._keys = archive_keys(self.master)
        self._path = folder / "small.db"
        shutil.copy(place / DATABASE, self._path)
        self._pristine = self._path.read_bytes()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._path.unlink()

    def log(self) -> bytes:
        """A write-ahead log with several commits."""
        return self._log

    def stored(self, number: int) -> bytes:
        """A page as the file has it."""
        return self._pristine[(number - 1) * PAGE_BYTES : number * PAGE_BYTES]

    def plain_pages(self) -> list[bytes]:
        """All pages as SQLite sees them."""
        cipher = PageCipher(self._keys)
        count = len(self._pristine) // PAGE_BYTES
        return [cipher.plain(number, self.stored(number)) for number in range(1, count + 1)]

    def sealed(self, number: int, plain: bytes) -> bytes:
        """A page as SQLCipher would write it."""
        begin = SALT_BYTES if number == 1 else 0
        vector = os.urandom(16)
        writing = Cipher(algorithms.AES(self._keys.database), modes.CBC(vector)).encryptor()
        whole = plain.ljust(USABLE_BYTES, b"\0")[begin:USABLE_BYTES]
        body = writing.update(whole) + writing.finalize() + vector
        salt = self._keys.database_salt
        masked = bytes(each ^ _SALT_MASK for each in salt)
        mac_key = hashlib.pbkdf2_hmac("sha512", self._keys.database, masked, 2, 32)
        mac = hmac.digest(mac_key, body + number.to_bytes(4, "little"), "sha512")
        return (salt if number == 1 else b"") + body + mac

    def put_stored(self, first: bytes) -> None:
        """Put bytes in the place of the first page; the other pages are as they were made."""
        rest = self._pristine[PAGE_BYTES:] if len(first) >= SALT_BYTES else b""
        self._path.write_bytes(first + rest)

    def read(self) -> None:
        """Open it as an archive's database, and look at its rows.

        Whatever is objected to is a `SatchelError`, but for tables that somebody who has the key
        took out of the schema or named without sense: SQLite's own words for those are let pass.
        """
        with suppress(SatchelError), explained():
            check_first_page(self._path, self._keys)
            connection = connect(self._path, self._keys, cache_kib=_CACHE_KIB)
            try:
                check_kind_of_file(connection, len(migrations()))
                for statement in _ROWS:
                    with suppress(sqlcipher.OperationalError, UnicodeDecodeError):
                        Reader(connection).rows(statement)
            finally:
                connection.close()
