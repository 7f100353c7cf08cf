"""Destroying for good: afterwards no page of the archive's files holds what a record held.

Rows and freed pages are overwritten (`secure_delete`, and FTS5's own). Two places keep a little
more: FTS5 lists the beginnings of the first words of its leaves, which a removed word may stay
among; and the write-ahead log holds older pages until it is emptied.
"""

from collections.abc import Iterable

from app.errors import SystemTroubleError
from app.records.postings import AnalysedText
from app.store.audit_lookup import erase_reasons
from app.store.known_losses import forget_losses
from app.store.postings import has_postings, remove_postings
from app.store.records_table import delete_record
from app.store.state_table import drop_state, read_state, state_keys, write_state
from app.store.store import Store
from app.store.transactions import Reader, Writer
from app.translation import _

_HASHES = """
    SELECT DISTINCT sha256 FROM attachments JOIN objects ON objects.number = attachments.object
    WHERE record = :record
"""

# Of FTS5's own table; the byte before each beginning says which of its indexes it is of.
_BEGINNINGS = "SELECT DISTINCT substr(term, 2) FROM postings_idx WHERE length(term) > 1"

_SOME_WORD = """
    SELECT EXISTS (SELECT 1 FROM postings_words WHERE term >= :beginning AND term < :end)
"""

_WORDS = "SELECT term FROM postings_words WHERE term >= :beginning AND term < :end"

_BEGIN_MERGING = "INSERT INTO postings (postings, rank) VALUES ('merge', -:pages)"
_GO_ON_MERGING = "INSERT INTO postings (postings, rank) VALUES ('merge', :pages)"
_CHANGES = "SELECT total_changes()"
_PAGES_AT_ONCE = 200
"""Of 16 KB: merging three megabytes keeps the writing lane for less than a tenth of a second."""

_UNFINISHED = "erasure.unfinished"
_TELLING = ("window.", "health.")
"""What the window remembers under such keys may name any record: where it was, what was damaged."""
_AFTER_ALL = "\U0010ffff"


def erase_record(writer: Writer, number: int, id: str, analysed: AnalysedText) -> None:
    """Remove a record, what tells of it, and whatever only it had attached.

    The log keeps its id and what was done with it; reasons that people wrote go.

    Args:
        analysed: The terms that it was indexed with.
    """
    if has_postings(writer, number):
        remove_postings(writer, number, analysed)
    attached = [sha256 for (sha256,) in writer.rows(_HASHES, {"record": number})]
    for sha256 in (*attached, *forget_losses(writer, number)):
        for key in state_keys(writer, ""):
            # A review of the same file that was not finished holds all of its bytes.
            if sha256 in key:
                drop_state(writer, key)
    for beginning in _TELLING:
        # The window comes back to its beginning: a place may quote what was searched for.
        for key in state_keys(writer, beginning):
            drop_state(writer, key)
    erase_reasons(writer, id)
    delete_record(writer, number)
    write_state(writer, _UNFINISHED, "true")


def index_remembers(reader: Reader, words: Iterable[str]) -> bool:
    """Whether the index still lists the beginning of a word that no record has any more."""
    kept = {beginning for (beginning,) in reader.rows(_BEGINNINGS)}
    begun = {
        encoded[:length]
        for encoded in (word.encode() for word in words)
        for length in range(1, len(encoded) + 1)
        if encoded[:length] in kept
    }
    return any(not _has_word(reader, beginning) for beginning in begun)


def is_erasure_unfinished(reader: Reader) -> bool:
    """Whether the program ended between destroying and looking into the index."""
    return read_state(reader, _UNFINISHED) is not None


def finish_erasure(store: Store, *, merge: bool) -> None:
    """Do what is left after `erase_record`; opening does it where the program ended before.

    Args:
        merge: The index remembers something: merge it into one new part, a little at a time, so
            that other changes have their turn in between.

    Raises:
        SystemTroubleError: The disk is full or refused; opening tries it again.
    """
    statement = _BEGIN_MERGING
    while merge:
        with store.writing() as writer:
            before = writer.value(_CHANGES)
            writer.execute(statement, {"pages": _PAGES_AT_ONCE})
            # FTS5's manual: fewer than two changes mean that there was nothing to merge.
            merge = writer.value(_CHANGES) - before >= 2
        statement = _GO_ON_MERGING
    with store.writing() as writer:
        drop_state(writer, _UNFINISHED)


def empty_log(store: Store) -> None:
    """Bring everything into the database file, so that no older page is left beside it.

    Raises:
        SystemTroubleError: Somebody is reading the state before.
    """
    if not store.checkpoint():
        raise SystemTroubleError(
            _("The records are destroyed, but older pages are left in the archive's log."),
            _("Close the archive when other jobs have finished; that removes them."),
        )


def _has_word(reader: Reader, beginning: bytes) -> bool:
    letters = beginning.decode(errors="ignore")
    values = {"beginning": letters, "end": letters + _AFTER_ALL}
    if letters.encode() == beginning:
        return bool(reader.value(_SOME_WORD, values))
    # It ends within a letter.
    return any(word.encode().startswith(beginning) for (word,) in reader.rows(_WORDS, values))
