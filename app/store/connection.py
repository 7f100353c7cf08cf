"""One SQLCipher connection with the settings an archive needs.

The page size is part of the format: SQLCipher has to know it before it can read the first page.
Sources: SQLCipher API (zetetic.net/sqlcipher/sqlcipher-api), SQLite pragmas (sqlite.org/pragma).
"""

import sys
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

from app.errors import DamageError, InputError
from app.store.keys import ArchiveKeys
from app.translation import _

APPLICATION_ID = int.from_bytes(b"Satc")
PAGE_BYTES = 16_384
"""Measured with 30,000 records of 600 words and their postings, against 4,096: the file is a
quarter smaller (compressed texts fill larger pages better), adding an eighth faster, searching the
same; fetching one record takes 0.1 ms instead of 0.06."""
SALT_BYTES = 16
PLAIN_HEADER = b"SQLite format 3"
_BUSY_MILLISECONDS = 5_000


def connect(
    path: Path, keys: ArchiveKeys, *, cache_kib: int, create: bool = False, how: str = ""
) -> sqlcipher.Connection:
    """Open the database with its raw key, ready for statements in autocommit mode.

    Transactions are begun and ended in so many words, never by the library.

    Args:
        path: The database file.
        keys: Their first use is here; a wrong one shows as damage, since the master key was
            authenticated before.
        cache_kib: Decrypted pages kept in memory, in KiB.
        create: The file may be missing.
        how: A parameter of SQLite's file addresses (sqlite.org/uri), such as `mode=ro`.

    Raises:
        DamageError: The file is missing, or is not encrypted.
        sqlcipher3.dbapi2.DatabaseError: The disk refused; see `app.store.trouble`.
    """
    if not create:
        _check_encrypted(path)
    connection = sqlcipher.connect(
        f"{path.absolute().as_uri()}?{how}" if how else str(path.absolute()),
        isolation_level=None,
        check_same_thread=False,
        cached_statements=256,
        uri=bool(how),
    )
    try:
        for statement in _settings(keys, cache_kib):
            connection.execute(statement).fetchall()
        # The first read is what decrypts a page.
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()
    except UnicodeDecodeError as problem:
        # Who has the key can write a schema whose names, which the refusal repeats, are no text.
        connection.close()
        raise DamageError(
            _("The archive's database is damaged."),
            _(
                "Let the archive check (“verify”) name it, and salvage copy what is whole into a "
                "new archive; the whole folder of a good backup helps too, single files of it not."
            ),
        ) from problem
    except BaseException:
        connection.close()
        raise
    return connection


def choose_journal(connection: sqlcipher.Connection, *, fixed_disk: bool) -> str:
    """Set how changes are made safe against a power cut.

    A write-ahead log on a disk that stays; on others a rollback journal that is removed, and the
    removal synced, with each commit, so that the stick can be pulled out between two of them.

    Returns:
        The mode in force, `wal` or `delete`.
    """
    wanted, synchronous = ("wal", "FULL") if fixed_disk else ("delete", "EXTRA")
    (mode,) = connection.execute(f"PRAGMA journal_mode = {wanted}").fetchone()
    connection.execute(f"PRAGMA synchronous = {synchronous if mode == wanted else 'EXTRA'}")
    return str(mode)


def only_read(connection: sqlcipher.Connection) -> None:
    """Refuse every change through this connection: there is one writing lane, elsewhere."""
    connection.execute("PRAGMA query_only = ON")


def check_kind_of_file(connection: sqlcipher.Connection, newest_migration: int) -> int:
    """The number of the last migration that made this file.

    Raises:
        InputError: It was made by a newer version.
        DamageError: It is a database, but none of Satchel's.
    """
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION_ID:
        raise DamageError(
            _("The archive's database does not come from Satchel."),
            _("Open the whole folder from a backup; single files of one do not fit another."),
        )
    if version > newest_migration:
        raise InputError(
            _("This archive was made by a newer version of Satchel."),
            _("Update Satchel on this computer, then open it again."),
        )
    return int(version)


def begins_plain(path: Path) -> bool:
    """Whether the file is an unencrypted database."""
    with path.open("rb") as file:
        return file.read(len(PLAIN_HEADER)) == PLAIN_HEADER


def database_salt(path: Path) -> bytes:
    """The first 16 bytes of the file, which follow from its master key; empty without so many.

    Raises:
        OSError: The disk refused.
    """
    try:
        with path.open("rb") as file:
            found = file.read(SALT_BYTES)
    except FileNotFoundError:
        return b""
    return found if len(found) == SALT_BYTES else b""


def _check_encrypted(path: Path) -> None:
    if not path.is_file():
        raise DamageError(
            _("The archive's database is missing."),
            _("Open the whole folder from a backup; single files of one do not fit another."),
        )
    if begins_plain(path):
        raise DamageError(
            _("The archive's database is not encrypted, so it is not the one Satchel made."),
            _("Open the whole folder from a backup; single files of one do not fit another."),
        )


def _settings(keys: ArchiveKeys, cache_kib: int) -> tuple[str, ...]:
    key = f"{keys.database.hex()}{keys.database_salt.hex()}"
    settings = (
        "PRAGMA cipher_log_level = NONE",
        f"""PRAGMA key = "x'{key}'" """,
        f"PRAGMA cipher_page_size = {PAGE_BYTES}",
        # Wiping memory on each free makes adding three times slower; ending the process wipes all.
        "PRAGMA cipher_memory_security = OFF",
        "PRAGMA temp_store = MEMORY",
        "PRAGMA secure_delete = ON",
        "PRAGMA trusted_schema = OFF",
        "PRAGMA foreign_keys = ON",
        "PRAGMA recursive_triggers = OFF",
        f"PRAGMA busy_timeout = {_BUSY_MILLISECONDS}",
        f"PRAGMA cache_size = -{cache_kib}",
        "PRAGMA synchronous = FULL",
    )
    if sys.platform == "darwin":
        return (*settings, "PRAGMA fullfsync = ON", "PRAGMA checkpoint_fullfsync = ON")
    return settings
