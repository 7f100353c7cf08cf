"""What is under review: files, and the documents in them. Pure values, so that undo keeps them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from app.intake.draft import Certainty, Draft
from app.intake.reading import SourceFile
from app.records.stored import RecordCard
from app.records.vocabularies import Basis, Kind, RiskLevel

WEIGHT = 32 * 1024
"""Bytes that the drafts of a file take beside it, as measured over small ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What only a person can say about a testimony.

    Attributes:
        basis: On what ground it may be used; None where that is not known.
        basis_asked: A person answered, be it with "not known".
    """

    basis: Basis | None = None
    basis_asked: bool = False
    risk: RiskLevel | None = None

    @property
    def complete(self) -> bool:
        """Whether both questions were answered."""
        return self.basis_asked and self.risk is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One document of a file: its draft, and what a person said about it."""

    draft: Draft
    answers: Answers = Answers()
    discarded: bool = False

    @property
    def testimony(self) -> bool:
        """Whether it is to become a testimony."""
        return self.draft.kind.value is Kind.TESTIMONY

    @property
    def certain(self) -> bool:
        """An article of which intake is sure enough to be accepted with others at once."""
        draft = self.draft
        found = (
            draft.authors.certainty,
            draft.publisher.certainty,
            draft.place.certainty,
            draft.published.certainty,
            draft.updated.certainty,
            draft.languages.certainty,
        )
        return (
            not self.testimony
            and draft.kind.certainty in (Certainty.CERTAIN, Certainty.LIKELY)
            and draft.title.certainty is Certainty.CERTAIN
            and Certainty.GUESS not in found
        )


class PaperState(StrEnum):
    """How far the review of a document is."""

    TO_DO = "to-do"
    NEEDS_LOOK = "needs-look"
    DONE = "done"
    DISCARDED = "discarded"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A file, or pasted text.

    Attributes:
        number: Tells it from the others of this review.
        source: None where not even its bytes could be had.
        trouble: Why it could not be read, and what to do; empty if it could.
        known: Records that were made from the same bytes before.
        known_entries: Those made of the same rows or bulletins, by the names of these.
    """

    number: int
    name: str
    source: SourceFile | None = None
    trouble: str = ""
    papers: tuple[Paper, ...] = ()
    known: tuple[RecordCard, ...] = ()
    known_entries: Mapping[str, RecordCard] = field(default_factory=dict)

    @property
    def weight(self) -> int:
        """Bytes that it takes while it is under review, about."""
        return WEIGHT + (len(self.source.data) if self.source is not None else 0)

    @property
    def drafts(self) -> tuple[Draft, ...]:
        """The drafts, in the order of the file."""
        return tuple(paper.draft for paper in self.papers)

    def index_of(self, line: int) -> int:
        """The document that a line belongs to, -1 where none does."""
        for index, paper in enumerate(self.papers):
            if paper.draft.first_line <= line <= paper.draft.last_line:
                return index
        return -1

    def with_paper(self, index: int, paper: Paper) -> "Entry":
        """The same file with another document in this place."""
        return replace(self, papers=(*self.papers[:index], paper, *self.papers[index + 1 :]))

    def with_drafts(self, drafts: Sequence[Draft]) -> "Entry":
        """The same file cut in another way; answers stay with the beginning they belong to."""
        by_line = {paper.draft.first_line: paper for paper in self.papers}
        papers = []
        for draft in drafts:
            old = by_line.get(draft.first_line)
            papers.append(replace(old, draft=draft) if old else Paper(draft=draft))
        return replace(self, papers=tuple(papers))


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperKey:
    """Names a document of a review: its file, and the line where it begins.

    Attributes:
        line: 0 for a file that could not be read.
    """

    entry: int
    line: int


def known_as(entry: Entry, paper: Paper) -> RecordCard | None:
    """The record that this document became when the same bytes were added before.

    A row or bulletin by what it says, whatever file it stood in. Another document by its title; and
    where every document of the file was added, whatever it is called now.
    """
    if paper.draft.further.entry:
        return entry.known_entries.get(paper.draft.further.entry)
    cards = list(entry.known)
    nameless: list[int] = []
    for each in entry.papers:
        card = next((card for card in cards if _same_title(card, each)), None)
        if card is None:
            nameless.append(each.draft.first_line)
            continue
        cards.remove(card)
        if each.draft.first_line == paper.draft.first_line:
            return card
    if len(entry.known) < len(entry.papers) or paper.draft.first_line not in nameless:
        return None
    return cards[nameless.index(paper.draft.first_line)]


def _same_title(card: RecordCard, paper: Paper) -> bool:
    return card.title.casefold() == paper.draft.title.value.casefold()


def state_of(paper: Paper, *, done: bool) -> PaperState:
    """How far a document's review is.

    Args:
        done: It is in the archive.
    """
    if done:
        return PaperState.DONE
    if paper.discarded:
        return PaperState.DISCARDED
    unsure = (Certainty.GUESS, Certainty.NOT_FOUND)
    draft = paper.draft
    if paper.testimony and not paper.answers.complete:
        return PaperState.NEEDS_LOOK
    undated = draft.published.value is None and draft.suggested_published.value is not None
    if draft.title.certainty in unsure or undated:
        return PaperState.NEEDS_LOOK
    return PaperState.TO_DO
