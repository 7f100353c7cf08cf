"""From chosen records to a finished dossier: consent first, then the PDF, then reading it back."""

import hashlib
import io
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from app.archive.clock import today, utc_now
from app.archive.consent import ConsentVerdict, Decision, compile_consent
from app.archive.opening import Archive
from app.archive.reading import OpenedRecord, read_record
from app.dossier.audit_value import with_audit_head
from app.dossier.building import build_dossier
from app.dossier.disclosure import Leak
from app.dossier.export import export_dossier
from app.dossier.order import CustodyLine, DossierOrder, DossierRecord
from app.dossier.register import KeyLine, MadeEntry, register_dossier
from app.errors import InputError, RefusedError
from app.progress import Progress
from app.records.record import Record
from app.records.stored import RecordCard
from app.records.vocabularies import AttachmentRole, Basis, Kind, ProtectionLevel, Scope
from app.translation import _

_SHOWN = (Decision.AS_IT_IS, Decision.ANONYMISED)
_UNNAMED = (ProtectionLevel.NEVER_MENTION, ProtectionLevel.ROLE_ONLY)
_LETTERS = {Kind.TESTIMONY: "T", Kind.ARTICLE: "A"}
_CODE_DIGITS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """A person's written reason to include a record that the compiler would hold back."""

    id: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierRequest:
    """What is wanted.

    Attributes:
        ids: Records in their order; ids, codes or beginnings of them.
        date: Printed, and the same date gives the same bytes. Consent is measured by it too, but
            never by a day that has passed: a withdrawal cannot be dated away.
        language: BCP 47 of the dossier's own words.
        protected: Names that must not be in the file, beside those of the chosen records.
        replace: A file of that name may be replaced; a person was asked.
    """

    ids: tuple[str, ...]
    purpose: Scope
    title: str
    date: date
    recipient: str = ""
    language: str = "en"
    overrides: tuple[Override, ...] = ()
    protected: tuple[str, ...] = ()
    replace: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedRecord:
    """A record with what the consent compiler decided about it."""

    card: RecordCard
    verdict: ConsentVerdict


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierPlan:
    """What would be in the dossier.

    Attributes:
        waiting: Records that wait for a person's decision; while there are any, nothing is made.
    """

    entries: tuple[PlannedRecord, ...]

    @property
    def waiting(self) -> tuple[PlannedRecord, ...]:
        """Records that wait for a person's decision."""
        return self._with(Decision.DECIDE)

    @property
    def left_out(self) -> tuple[PlannedRecord, ...]:
        """Records that stay in the archive."""
        return self._with(Decision.LEFT_OUT)

    @property
    def anonymised(self) -> tuple[PlannedRecord, ...]:
        """Records whose identities are withheld."""
        return self._with(Decision.ANONYMISED)

    @property
    def shown(self) -> tuple[PlannedRecord, ...]:
        """Records that the dossier holds."""
        return self._with(*_SHOWN)

    def _with(self, *decisions: Decision) -> tuple[PlannedRecord, ...]:
        return tuple(each for each in self.entries if each.verdict.decision in decisions)


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeDossier:
    """A finished dossier.

    Attributes:
        included: Ids of the records in it.
        leaks: What the disclosure check found; empty, or nothing would have been made.
        sha256: Of the file.
    """

    pages: int
    included: tuple[str, ...]
    anonymised: tuple[PlannedRecord, ...]
    left_out: tuple[PlannedRecord, ...]
    leaks: tuple[Leak, ...]
    sha256: str


def plan_dossier(archive: Archive, request: DossierRequest) -> DossierPlan:
    """Ask the consent compiler about every record.

    Raises:
        InputError: A record is not there.
    """
    return DossierPlan(entries=tuple(planned for planned, _ in _planned(archive, request)))


def preview_dossier(archive: Archive, request: DossierRequest, progress: Progress) -> bytes:
    """The PDF as it would be, without the records that wait for a decision.

    Raises:
        RefusedError: Nothing may be shown for this purpose.
        CancelledError: The person cancelled.
    """
    out = io.BytesIO()
    records = _planned(archive, request)
    order, _head = with_audit_head(archive, _order(records, request), _protected(records, request))
    build_dossier(order, out, progress)
    return out.getvalue()


def make_dossier(
    archive: Archive, request: DossierRequest, out: Path, progress: Progress
) -> MadeDossier:
    """Write the PDF, read it back, and give it its name only then.

    Raises:
        RefusedError: Records wait for a decision, an override is not possible, nothing may be
            shown, or the finished file holds what it must not. No file is written.
        InputError: There is a file of that name, the place is inside an archive, or one of the
            records was destroyed meanwhile.
        SystemTroubleError: The disk refused; nothing is left behind.
        CancelledError: The person cancelled; nothing is left behind.
    """
    _check_place(out, replace=request.replace)
    records = _planned(archive, request)
    plan = DossierPlan(entries=tuple(planned for planned, _ in records))
    _check_decisions(plan, request)
    protected = _protected(records, request)
    order, head = with_audit_head(archive, _order(records, request), protected)

    def register(sha256: str) -> None:
        register_dossier(archive, _entry(archive, order, request, plan, sha256), head=head)

    written = export_dossier(order, out, progress, protected=protected, before_naming=register)
    return MadeDossier(
        pages=written.pages,
        included=tuple(each.card.id for each in plan.shown),
        anonymised=plan.anonymised,
        left_out=plan.left_out,
        leaks=written.leaks,
        sha256=written.sha256,
    )


def _check_place(out: Path, *, replace: bool) -> None:
    for folder in out.absolute().resolve().parents:
        if (folder / "archive.db").exists() or (folder / "keyslots.a").exists():
            raise InputError(
                _("That place is inside an archive."), _("Choose a folder outside of it.")
            )
    if out.is_symlink() or (out.exists() and not (replace and out.is_file())):
        raise InputError(_("There is a file of that name already."), _("Choose another name."))


def _protected(
    records: tuple[tuple[PlannedRecord, OpenedRecord], ...], request: DossierRequest
) -> tuple[str, ...]:
    """Names of the chosen records' persons who may not be named outside."""
    return (
        *request.protected,
        *(
            person.pseudonym
            for _planned, opened in records
            for person in opened.record.persons
            if person.protection in _UNNAMED
        ),
    )


def _entry(
    archive: Archive, order: DossierOrder, request: DossierRequest, plan: DossierPlan, sha256: str
) -> MadeEntry:
    reasons = {each.id: each.reason for each in request.overrides}
    return MadeEntry(
        code=order.code,
        made_at=utc_now(),
        made_by=archive.made_by,
        title=request.title,
        purpose=str(request.purpose),
        recipient=request.recipient,
        date=order.date,
        sha256=sha256,
        records=tuple(
            KeyLine(
                code=shown.code,
                id=shown.record.id,
                override=reasons.get(shown.record.id, "") if planned.verdict.overridden else "",
            )
            for planned, shown in zip(plan.shown, order.records, strict=True)
        ),
    )


def _planned(
    archive: Archive, request: DossierRequest
) -> tuple[tuple[PlannedRecord, OpenedRecord], ...]:
    reasons = {each.id: each.reason for each in request.overrides}
    found: dict[str, tuple[PlannedRecord, OpenedRecord]] = {}
    for reference in request.ids:
        opened = read_record(archive, reference)
        verdict = compile_consent(
            opened.record,
            purpose=request.purpose,
            on=max(request.date, today()),
            binned=opened.card.binned,
            override=reasons.get(opened.card.id, ""),
        )
        found.setdefault(opened.card.id, (PlannedRecord(card=opened.card, verdict=verdict), opened))
    return tuple(found.values())


def _check_decisions(plan: DossierPlan, request: DossierRequest) -> None:
    if plan.waiting:
        codes = ", ".join(each.card.code for each in plan.waiting)
        raise RefusedError(
            _("These records wait for a decision: {}. No file was written.").format(codes),
            _("Include each with a written reason, or leave it out of the dossier."),
        )
    overridden = {each.id for each in request.overrides}
    for each in plan.left_out:
        if each.card.id in overridden:
            raise RefusedError(
                _("{} cannot be included: {}").format(each.card.code, each.verdict.reason),
                _("It changes only in the record, with its evidence. No file was written."),
            )
    if not plan.shown:
        raise RefusedError(
            _("Nothing of this may be shown for this purpose. No file was written."),
            " ".join(f"{each.card.code}: {each.verdict.reason}" for each in plan.left_out[:3]),
        )


def _order(
    records: tuple[tuple[PlannedRecord, OpenedRecord], ...], request: DossierRequest
) -> DossierOrder:
    included = [pair for pair in records if pair[0].verdict.decision in _SHOWN]
    codes = _codes([opened.record for _planned, opened in included])
    shown = tuple(
        _shown(planned, opened, code, request.purpose)
        for (planned, opened), code in zip(included, codes, strict=True)
    )
    order = DossierOrder(
        title=request.title,
        code="D",
        purpose=request.purpose,
        date=request.date.isoformat(),
        recipient=request.recipient,
        language=request.language,
        records=shown,
    )
    return replace(order, code=_code(order))


def _codes(records: list[Record]) -> list[str]:
    """Codes of the dossier's own: those of the archive would join one dossier to another."""
    counts: Counter[str] = Counter()
    codes = []
    for record in records:
        letter = _LETTERS[record.kind]
        counts[letter] += 1
        codes.append(f"{letter}-{counts[letter]:03}")
    return codes


def _showable(record: Record, purpose: Scope) -> Record:
    """The record without what its consent does not cover."""
    if purpose is not Scope.INTERNAL_ANALYSIS:
        # Nobody was asked about these: a form's own fields hold names, births and addresses.
        record = replace(record, extra=())
    testimony = record.testimony
    if testimony is None or testimony.basis is Basis.PUBLIC:
        return record
    # Who speaks is named only where it was public already.
    return replace(record, testimony=replace(testimony, authors=()))


def _shown(
    planned: PlannedRecord, opened: OpenedRecord, code: str, purpose: Scope
) -> DossierRecord:
    verdict = planned.verdict
    # What a person wrote as a reason is for this archive alone.
    reason = _("Included by decision of the archive.") if verdict.overridden else verdict.reason
    return DossierRecord(
        code=code,
        record=_showable(opened.record, purpose),
        decision=verdict.decision,
        reason=reason,
        custody=tuple(
            CustodyLine(sha256=file.sha256, size=file.size, added_at=planned.card.added_at[:10])
            for file in opened.record.attachments
            if file.role is AttachmentRole.ORIGINAL
        ),
    )


def _code(order: DossierOrder) -> str:
    """A code that names just this content: the same order has the same one."""
    digest = hashlib.sha256(repr(order).encode()).hexdigest()
    return f"D-{digest[:_CODE_DIGITS].upper()}"
