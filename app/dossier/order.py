"""What a dossier is to hold: plain values, already cleared for the recipient.

Nothing here is looked up later. Whoever makes an order has asked the consent compiler and handed
over only what may be shown, in the words in which it may be shown.
"""

from dataclasses import dataclass

from app.archive.consent import Decision
from app.records.dates import parse_edtf
from app.records.record import Record
from app.records.vocabularies import Kind, Scope

_SHOWN = (Decision.AS_IT_IS, Decision.ANONYMISED)


@dataclass(frozen=True, slots=True, kw_only=True)
class CustodyLine:
    """An original file behind a record.

    Attributes:
        sha256: Of the untouched bytes, 64 hex digits.
        size: In bytes.
        added_at: When it came into the archive, `YYYY-MM-DD` or longer.
        name: File name to be shown; empty for none, since file names may tell who was met.
    """

    sha256: str
    size: int
    added_at: str
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierRecord:
    """One record as it may be shown.

    Attributes:
        code: How the dossier cites it, such as `T-014`.
        record: Only what may be shown; an anonymised record has been rebuilt before.
        decision: In full or with the identity withheld; anything else is no part of a dossier.
        reason: Why it may be used, one sentence.
        custody: Its original files.
    """

    code: str
    record: Record
    decision: Decision = Decision.AS_IT_IS
    reason: str = ""
    custody: tuple[CustodyLine, ...] = ()

    def __post_init__(self) -> None:
        if self.decision not in _SHOWN:
            raise ValueError("a dossier holds only what may be shown")

    @property
    def kind(self) -> Kind:
        """Testimony or article."""
        return self.record.kind

    @property
    def identity_withheld(self) -> bool:
        """Whether who speaks is not to be found out."""
        return self.decision is Decision.ANONYMISED


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierOrder:
    """A dossier to be made.

    Attributes:
        code: Such as `D-006`; stands on every page.
        recipient: Name or description of who receives it; may be empty.
        date: `YYYY-MM-DD`; part of what decides the file's bytes.
        language: BCP 47 of the dossier itself. Of several translations of a record, the one in
            this language is shown.
        classification: A few words for cover and running head; empty for the usual ones.
        handling: What the recipient is to observe, a sentence each; empty for the usual rules.
        statement: What is inside and why, in the author's words; may be empty.
        audit_head: Value for an entry of the audit log, made for this dossier, 64 hex digits; empty
            where it is not to be printed.
        audit_words: Print it as words too.
    """

    title: str
    code: str
    purpose: Scope
    date: str
    recipient: str = ""
    language: str = "en"
    classification: str = ""
    handling: tuple[str, ...] = ()
    statement: str = ""
    audit_head: str = ""
    audit_words: bool = True
    records: tuple[DossierRecord, ...] = ()

    def __post_init__(self) -> None:
        parse_edtf(self.date)
        codes = [record.code for record in self.records]
        if len(set(codes)) != len(codes):
            raise ValueError("two records of a dossier have the same code")
