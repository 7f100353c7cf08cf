"""The header of a database, looked at before SQLite goes by it.

SQLCipher ends the program, by a fault in memory, where an authentic first page gives another page
size than the one that the key was set up for. Only somebody who has the key can write such a page,
or a computer whose memory fails. Fields as in sqlite.org/fileformat2, section 1.3.
"""

import struct
from contextlib import suppress
from pathlib import Path

from app.errors import DamageError
from app.store.connection import PAGE_BYTES
from app.store.keys import ArchiveKeys
from app.store.page_cipher import RESERVED_BYTES, PageCipher
from app.translation import _

_SCHEMA_FORMAT = 4
_UTF_8 = 1


def check_first_page(database: Path, keys: ArchiveKeys) -> None:
    """See that the header is one that Satchel's databases have.

    A page that is missing or not authentic is left to SQLCipher, which may find another in the log.

    Raises:
        DamageError: It is another header, and authentic.
        OSError: The disk refused.
    """
    stored = b""
    with suppress(FileNotFoundError), database.open("rb") as file:
        stored = file.read(PAGE_BYTES)
    cipher = PageCipher(keys)
    if not cipher.is_authentic(1, stored):
        return
    header = cipher.plain(1, stored)
    (page_size,) = struct.unpack_from(">H", header, 16)
    (schema_format,) = struct.unpack_from(">I", header, 44)
    (encoding,) = struct.unpack_from(">I", header, 56)
    found = (page_size, header[20], schema_format, encoding)
    if found != (PAGE_BYTES, RESERVED_BYTES, _SCHEMA_FORMAT, _UTF_8):
        raise DamageError(
            _("The archive's database is damaged."),
            _(
                "Let the archive check (“verify”) name it, and salvage copy what is whole into a "
                "new archive; the whole folder of a good backup helps too, single files of it not."
            ),
        )
