"""What follows the records: sources, grounds of use, chain of custody."""

from collections.abc import Iterator
from dataclasses import replace

from reportlab.platypus.flowables import CondPageBreak, Flowable

from app.dossier.audit_annex import audit_annex
from app.dossier.citation import citation
from app.dossier.document import WIDTH
from app.dossier.order import CustodyLine, DossierOrder
from app.dossier.paragraph import ShapedParagraph
from app.dossier.rows import Cell, Row, RowLook
from app.dossier.scripts import script_of_language
from app.dossier.shaping import Shaper
from app.dossier.style import BODY, CELL, CELL_HEAD, CELL_QUIET, HAIR, LINE, TextStyle
from app.dossier.written_text import one_line
from app.records.vocabularies import label
from app.translation import _

_CODE_WIDTH = 62.0
# 64 hex digits stand on one line, so that they can be compared and copied whole.
_HASH = replace(CELL, size=7.3)
_SHORT = replace(CELL, size=7.8)


class AnnexSetter:
    """Sets the annexes of one dossier."""

    def __init__(self, shaper: Shaper, order: DossierOrder) -> None:
        self._shaper = shaper
        self._order = order

    def sources(self) -> Iterator[Flowable]:
        """Every record with its full citation."""
        yield self._text(
            _(
                "Addresses are given as they were printed. They were not visited in making this "
                "dossier."
            )
        )
        yield from self._head((_("Code"), _CODE_WIDTH), (_("Source"), WIDTH - _CODE_WIDTH))
        for entry in self._order.records:
            yield self._line(
                (entry.code, _CODE_WIDTH, CELL_QUIET),
                (citation(entry), WIDTH - _CODE_WIDTH, CELL),
                language=self._order.language,
            )

    def grounds(self) -> Iterator[Flowable]:
        """On what ground each record stands here, and under which rules all were chosen."""
        purpose = label(self._order.purpose)
        chosen = _(
            "This dossier was made for one purpose: {purpose}. Each record was weighed against "
            "what the person who spoke agreed to, by scope, date and risk. It holds only what "
            "may be used for this purpose, and says nothing about what else exists."
        ).format(purpose=purpose)
        withheld = _(
            "Where the identity is withheld, the text was written anew: names are replaced by "
            "pseudonyms, exact places and dates by wider ones, and no original file is given."
        )
        codes = _("Pseudonyms and codes must not be joined with those of other documents.")
        withdrawal = _(
            "Consent can be withdrawn. Whoever receives a withdrawal notice for a record named "
            "here stops using it and confirms that."
        )
        any_withheld = any(entry.identity_withheld for entry in self._order.records)
        for words in (chosen, *((withheld,) if any_withheld else ()), codes, withdrawal):
            yield self._text(words)
        shown = 110.0
        rest = WIDTH - _CODE_WIDTH - shown
        yield from self._head((_("Code"), _CODE_WIDTH), (_("Shown"), shown), (_("Ground"), rest))
        for entry in self._order.records:
            how = _("Identity withheld") if entry.identity_withheld else _("In full")
            yield self._line(
                (entry.code, _CODE_WIDTH, CELL_QUIET),
                (how, shown, CELL),
                (one_line(entry.reason), rest, CELL),
            )

    def custody(self) -> Iterator[Flowable]:
        """Exhibits with their fixity, and the head of the audit log."""
        if any(entry.custody for entry in self._order.records):
            yield from self._exhibits()
        if self._order.audit_head:
            yield from audit_annex(
                self._order.audit_head, self._shaper, with_words=self._order.audit_words
            )

    def _exhibits(self) -> Iterator[Flowable]:
        yield self._text(
            _(
                "Every original file was given a SHA-256 value when it was added to the archive "
                "and is kept unchanged. The value proves that a file is the one that was added; "
                "it proves integrity from accession on, and nothing about the time before."
            )
        )
        code_width, added, size = 50.0, 56.0, 46.0
        rest = WIDTH - code_width - added - size
        yield from self._head(
            (_("Exhibit"), code_width),
            (_("SHA-256 of the original"), rest),
            (_("Added"), added),
            (_("Size"), size),
        )
        for entry in self._order.records:
            for number, line in enumerate(entry.custody, 1):
                code = entry.code if len(entry.custody) == 1 else f"{entry.code}/{number}"
                if entry.identity_withheld:
                    month = line.added_at[:7]
                    columns = (_("Integrity confirmed"), month, "")
                else:
                    columns = (
                        _fixity(line),
                        line.added_at[:10],
                        said_size(line.size),
                    )
                yield self._line(
                    (code, code_width, CELL_QUIET),
                    (columns[0], rest, _HASH),
                    (columns[1], added, _SHORT),
                    (columns[2], size, _SHORT),
                )

    def _text(self, words: str) -> Flowable:
        return ShapedParagraph(words, replace(BODY, size=9.6, leading=14.6), self._shaper)

    def _head(self, *columns: tuple[str, float]) -> Iterator[Flowable]:
        yield CondPageBreak(60)
        yield self._line(*((words, width, CELL_HEAD) for words, width in columns), rule_dark=True)

    def _line(
        self,
        *columns: tuple[str, float, TextStyle],
        language: str | None = None,
        rule_dark: bool = False,
    ) -> Row:
        cells = []
        left = 0.0
        script = script_of_language(language) if language else None
        leading = max(style.leading for _words, _width, style in columns)
        for words, width, style in columns:
            paragraph = ShapedParagraph(
                words, replace(style, leading=leading), self._shaper, script=script
            )
            cells.append(Cell(paragraph=paragraph, left=left, width=width - 8))
            left += width
        look = RowLook(above=3.5, below=4, rule=LINE if rule_dark else HAIR)
        return Row(tuple(cells), look)


def said_size(size: int) -> str:
    """A size as people say it; units of 1,000 bytes."""
    amount = float(size)
    for unit in (_("bytes"), "kB", "MB", "GB"):
        if amount < 1000 or unit == "GB":
            return f"{amount:.0f} {unit}" if unit == _("bytes") else f"{amount:.1f} {unit}"
        amount /= 1000
    raise AssertionError("the last unit takes everything")


def has_custody(order: DossierOrder) -> bool:
    """Whether there is any original, or the audit log, to speak of."""
    return bool(order.audit_head) or any(entry.custody for entry in order.records)


def _fixity(line: CustodyLine) -> str:
    return f"{line.sha256}\n{one_line(line.name)}" if one_line(line.name) else line.sha256
