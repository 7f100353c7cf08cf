"""The extra fields of a record, under its text: only ever in a dossier for internal analysis."""

from collections.abc import Iterator

from reportlab.platypus.flowables import CondPageBreak, Flowable

from app.dossier.document import WIDTH
from app.dossier.order import DossierOrder, DossierRecord
from app.dossier.paragraph import ShapedParagraph
from app.dossier.rows import Cell, Row, RowLook
from app.dossier.segments import GUTTER
from app.dossier.shaping import Shaper
from app.dossier.style import BODY, CELL, CELL_QUIET, HAIR, HEADING
from app.dossier.written_text import one_line
from app.records.vocabularies import Scope
from app.translation import _

_LABEL_WIDTH = 150.0


def extra_fields(shaper: Shaper, order: DossierOrder, entry: DossierRecord) -> Iterator[Flowable]:
    """A heading and one row for each field; nothing for any other purpose.

    An identity that is withheld is withheld here too: these fields hold names and births.
    """
    record = entry.record
    if order.purpose is not Scope.INTERNAL_ANALYSIS or entry.identity_withheld or not record.extra:
        return
    yield CondPageBreak(HEADING.before + HEADING.leading + HEADING.after + 2.2 * BODY.leading)
    title = ShapedParagraph(_("Other fields"), HEADING, shaper)
    yield Row(
        (Cell(paragraph=title, left=GUTTER, width=WIDTH - GUTTER),),
        RowLook(before=HEADING.before, after=HEADING.after),
    )
    for field in record.extra:
        name = ShapedParagraph(one_line(field.label), CELL_QUIET, shaper, record.language)
        lines = [one_line(line) for line in field.value.split("\n")]
        said = ShapedParagraph(
            "\n".join(line for line in lines if line), CELL, shaper, record.language
        )
        cells = (
            Cell(paragraph=name, left=GUTTER, width=_LABEL_WIDTH - 10),
            Cell(paragraph=said, left=GUTTER + _LABEL_WIDTH, width=WIDTH - GUTTER - _LABEL_WIDTH),
        )
        yield Row(cells, RowLook(above=3.5, below=4, rule=HAIR))
