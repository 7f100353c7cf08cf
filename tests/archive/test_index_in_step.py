"""Whatever is done to an archive, its index is the one that would be built anew."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.archive.adding import Addition, Original, add_records
from app.archive.attachment_texts import put_text
from app.archive.attachments import attach_file
from app.archive.changing import bin_records, change_record, restore_revision, unbin_records
from app.archive.destroying import destroy_records
from app.archive.drafts import commit_drafts, save_draft
from app.archive.history import history_of
from app.archive.index_upkeep import rebuild_index
from app.archive.opening import Archive, create_archive
from app.archive.reading import read_record
from app.archive.searching import SearchRequest, search
from app.archive.verifying import verify_archive
from app.progress import Silent
from app.records.record import ExtraField, Record
from app.records.text import RecordText, Segment, TranslatedSegment, Translation
from app.store.postings import read_languages, read_vocabulary
from app.store.postings_check import index_sums
from tests.archive.conftest import PASSPHRASE, QUICK
from tests.records.builders import a_testimony

TEXTS = (
    "The ferry crossed at night.", "Ferries cross; nobody spoke!", "강제로 송환된 사람", "北送",
    "قال اللاجئون", "1,076 women", "Straße Größe", "", "?!", "café cafe CAFÉ", "ไม่มีใครพูด",
    "IŞIK ışık", "no", "अदालत में", "mixed 한국어 and עברית",
)  # fmt: skip
LANGUAGES = ("en", "ko", "tr", "fr", "und")


@dataclass
class Played:
    """An archive under random hands.

    Attributes:
        ids: Records that are there, in the bin or not.
        contents: Attached files by hash.
    """

    archive: Archive
    folder: Path
    ids: list[str] = field(default_factory=list)
    contents: list[str] = field(default_factory=list)
    turn: int = 0

    def play(self, act: str, which: int, first: int, second: int) -> None:
        """Do one thing; what cannot be done just now is passed over."""
        self.turn += 1
        if act == "add" or not self.ids:
            self._add(TEXTS[first], TEXTS[second], LANGUAGES[which % len(LANGUAGES)])
            return
        id = self.ids[which % len(self.ids)]
        acts: dict[str, Callable[[], object]] = {
            "change": lambda: self._change(id, changed(self._record(id), first, second)),
            "undo": lambda: self._undo(id, second),
            "draft": lambda: self._draft(id, TEXTS[first]),
            "bin": lambda: bin_records(self.archive, (id,)),
            "unbin": lambda: unbin_records(self.archive, (id,)),
            "destroy": lambda: self._destroy(id),
            "attach": lambda: self._attach(id, TEXTS[first]),
            "say": lambda: self._say(second, TEXTS[first]),
            "detach": lambda: self._change(id, replace(self._record(id), attachments=())),
        }
        acts[act]()

    def _record(self, id: str) -> Record:
        return read_record(self.archive, id).record

    def _add(self, first: str, second: str, language: str) -> None:
        record = a_testimony(first, second, languages=(language,))
        original = Original(
            data=f"{self.turn % 7}".encode(), name="came.txt", media_type="text/plain"
        )
        report = add_records(
            self.archive, [Addition(records=(record,), original=original)], Silent()
        )
        self.ids += [card.id for card in report.added]
        self.contents.append(original.sha256)

    def _change(self, id: str, record: Record) -> None:
        change_record(self.archive, id, record)

    def _undo(self, id: str, back: int) -> None:
        entries = history_of(self.archive, id)
        restore_revision(self.archive, id, entries[back % len(entries)].revision)

    def _draft(self, id: str, text: str) -> None:
        segments = self._record(id).text.segments
        if segments:
            save_draft(self.archive, id, segments[0].id, text)
            commit_drafts(self.archive, id)

    def _destroy(self, id: str) -> None:
        destroy_records(self.archive, (id,), Silent())
        self.ids.remove(id)

    def _attach(self, id: str, text: str) -> None:
        file = self.folder / "file.bin"
        file.write_bytes(f"{self.turn % 5}".encode())
        opened = attach_file(self.archive, id, file)
        sha256 = opened.record.attachments[-1].sha256
        put_text(self.archive, sha256, text, "en")
        self.contents.append(sha256)

    def _say(self, which: int, text: str) -> None:
        sha256 = self.contents[which % len(self.contents)] if self.contents else ""
        with self.archive.store.browsing() as reader:
            known = reader.value("SELECT 1 FROM objects WHERE sha256 = :s", {"s": sha256})
        if known:
            put_text(self.archive, sha256, text)


def changed(record: Record, first: int, second: int) -> Record:
    """A record with other texts, titles, languages, translations and extra fields."""
    segments = (
        Segment(id=1, text=TEXTS[first]),
        Segment(id=2, text=TEXTS[second], language=LANGUAGES[first % len(LANGUAGES)]),
    )
    spoken = LANGUAGES[second % len(LANGUAGES)]
    translation = Translation(
        language=spoken, segments=(TranslatedSegment(segment=1, text=TEXTS[second]),)
    )
    return replace(
        record,
        title=TEXTS[second] or "untitled",
        languages=(LANGUAGES[first % len(LANGUAGES)],),
        text=RecordText(
            segments=segments[: 1 + first % 2],
            translations=(translation,) * (second % 2),
            summary=TEXTS[first] * (first % 3 == 0),
        ),
        extra=(ExtraField(label="Camp", value=TEXTS[first]),) * (second % 3 == 0),
        tags=(TEXTS[second],) * bool(TEXTS[second]),
    )


def everything_indexed(archive: Archive) -> tuple[object, ...]:
    """Every term of every record with its place, the words with their counts, the languages."""
    sums = index_sums(archive.store, Silent())
    with archive.store.browsing() as reader:
        return sums, read_vocabulary(reader), read_languages(reader)


ACTS = st.sampled_from(
    ["add", "change", "change", "change", "undo", "undo", "draft", "bin", "unbin", "destroy",
     "attach", "say", "detach"]
)  # fmt: skip
TEXT = st.integers(0, len(TEXTS) - 1)


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(moves=st.lists(st.tuples(ACTS, st.integers(0, 9), TEXT, TEXT), min_size=50, max_size=60))
def test_a_thousand_edits_removals_and_undos(moves: list[tuple[str, int, int, int]]) -> None:
    """The index is that of an archive made anew, and the archive check finds nothing."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        made = create_archive(place / "Notebook.satchel", PASSPHRASE, kdf=QUICK)
        with made.archive as archive:
            played = Played(archive, place)
            for move in moves:
                played.play(*move)
            assert verify_archive(archive, Silent()).ok
            before = everything_indexed(archive)
            found = search(archive, SearchRequest(text="ferry OR 송환 OR cafe*"))
            rebuild_index(archive.store, Silent())
            archive.words = None
            assert everything_indexed(archive) == before
            again = search(archive, SearchRequest(text="ferry OR 송환 OR cafe*"))
            assert {hit.card.id for hit in again.hits} == {hit.card.id for hit in found.hits}
