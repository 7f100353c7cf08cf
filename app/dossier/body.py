"""The inside of a dossier: parts, records and annexes, in order, and what the contents name."""

from collections.abc import Callable, Iterator

from reportlab.platypus.flowables import CondPageBreak, Flowable, PageBreak

from app.dossier.annexes import AnnexSetter, has_custody
from app.dossier.citation import about_line, citation, title_of, translation_note
from app.dossier.contents import Entry
from app.dossier.document import WIDTH
from app.dossier.extra_fields import extra_fields
from app.dossier.order import DossierOrder, DossierRecord
from app.dossier.paragraph import ShapedParagraph
from app.dossier.rows import Anchor, Gap
from app.dossier.scripts import script_of_language
from app.dossier.segments import GUTTER, SegmentSetter
from app.dossier.shaping import Shaper
from app.dossier.style import (
    BODY,
    HAIR,
    HEADING,
    PART_TITLE,
    RECORD_LINE,
    RECORD_TITLE,
    SMALL,
    SUMMARY,
    TextStyle,
)
from app.dossier.written_text import one_line
from app.records.text import Translation
from app.records.vocabularies import Kind
from app.translation import _

_ANNEXES = ("sources", "grounds", "custody")


def entries_of(order: DossierOrder) -> list[Entry]:
    """Everything the contents and the outline name, in order."""
    entries = [Entry(key="about", level=0, label="", title=_("About this dossier"))]
    for number, (key, title, records) in enumerate(_parts(order), 1):
        entries.append(Entry(key=key, level=0, label=str(number), title=title))
        entries += [
            Entry(
                key=_key(order, record),
                level=1,
                label=f"{number}.{index}",
                title=title_of(record.record),
                code=record.code,
                language=record.record.language,
            )
            for index, record in enumerate(records, 1)
        ]
    if order.records:
        titles = (_("Sources"), _("Grounds of use"), _("Chain of custody"))
        shown = [(key, title) for key, title in zip(_ANNEXES, titles, strict=True)
                 if key != "custody" or has_custody(order)]  # fmt: skip
        entries.append(Entry(key="annexes", level=0, label="", title=_("Annexes")))
        entries += [
            Entry(key=key, level=1, label=letter, title=title)
            for letter, (key, title) in zip("ABC", shown, strict=False)
        ]
    return entries


class BodySetter:
    """Makes the flowables of the body, one after the other, as they are asked for.

    Args:
        reached: Called with an anchor's key when its page is known.
        record_begun: Called with the number of records begun, counted from 1; may raise to stop.
    """

    def __init__(
        self,
        order: DossierOrder,
        shaper: Shaper,
        reached: Callable[[str], None],
        record_begun: Callable[[int], None],
    ) -> None:
        self._order = order
        self._shaper = shaper
        self._reached = reached
        self._record_begun = record_begun
        self._entries = {entry.key: entry for entry in entries_of(order)}

    def story(self) -> Iterator[Flowable]:
        """All flowables of the body."""
        yield from self._about()
        done = 0
        for key, title, records in _parts(self._order):
            yield PageBreak()
            yield from self._part_title(key, title)
            for record in records:
                done += 1
                self._record_begun(done)
                yield from self._record(record, first=record is records[0])
        if self._order.records:
            yield from self._annexes()

    def _about(self) -> Iterator[Flowable]:
        yield from self._part_title("about", _("About this dossier"))
        if one_line(self._order.statement):
            yield self._paragraph(self._order.statement, BODY, self._order.language)
        for words in (
            _(
                "Testimonies are given in the order chosen by the author, each under its code. The "
                "number beside a paragraph belongs to it for good: [T-014 §32] means paragraph 32 "
                "of testimony T-014, in every version of the text."
            ),
            _(
                "Where a translation exists, the original stands at the left and the translation "
                "at the right, paragraph by paragraph. The original is what was said; a "
                "translation helps to read it."
            ),
            _(
                "Titles in square brackets were made for this archive. Dates are no more precise "
                "than what was stated. Who is said to have done something is alleged to have done "
                "it until a court has ruled."
            ),
        ):
            yield self._paragraph(words, BODY, None)
        yield self._paragraph(_("Handling"), HEADING, None)
        for rule in self._order.handling:
            yield self._paragraph(rule, BODY, self._order.language)

    def _record(self, entry: DossierRecord, *, first: bool) -> Iterator[Flowable]:
        record = entry.record
        key = _key(self._order, entry)
        place = self._entries[key]
        translation = shown_translation(self._order, entry)
        yield CondPageBreak(190)
        if not first:
            yield Gap(38, (GUTTER, WIDTH, 22, HAIR))
        yield Anchor(key, self._reached)
        title = f"{place.label}  {place.title}"
        yield self._paragraph(title, RECORD_TITLE, record.language)
        yield self._own_line(about_line(entry, translation), RECORD_LINE)
        if record.kind is Kind.ARTICLE:
            yield self._own_line(citation(entry), SMALL)
        if translation is not None:
            yield self._paragraph(translation_note(translation), SMALL, None)
        if one_line(record.text.summary):
            yield self._paragraph(record.text.summary, SUMMARY, None)
        yield Gap(5)
        setter = SegmentSetter(self._shaper, record, translation)
        yield from setter.flowables(record.text.segments)
        yield from extra_fields(self._shaper, self._order, entry)

    def _annexes(self) -> Iterator[Flowable]:
        setter = AnnexSetter(self._shaper, self._order)
        setters = {"sources": setter.sources, "grounds": setter.grounds, "custody": setter.custody}
        yield PageBreak()
        yield from self._part_title("annexes", _("Annexes"))
        for key in _ANNEXES:
            place = self._entries.get(key)
            if place is None:
                continue
            yield CondPageBreak(170)
            if key != _ANNEXES[0]:
                yield Gap(24)
            yield Anchor(key, self._reached)
            yield self._paragraph(f"{place.label}  {place.title}", RECORD_TITLE, None)
            yield from setters[key]()

    def _part_title(self, key: str, title: str) -> Iterator[Flowable]:
        label = self._entries[key].label
        yield Anchor(key, self._reached)
        yield self._paragraph(f"{label}  {title}" if label else title, PART_TITLE, None)

    def _paragraph(self, words: str, style: TextStyle, language: str | None) -> Flowable:
        return ShapedParagraph(words, style, self._shaper, language)

    def _own_line(self, words: str, style: TextStyle) -> Flowable:
        """A line of the dossier's own words around quoted titles and names."""
        script = script_of_language(self._order.language)
        return ShapedParagraph(words, style, self._shaper, script=script)


def _parts(order: DossierOrder) -> list[tuple[str, str, tuple[DossierRecord, ...]]]:
    """Testimonies, then articles, each in the order given; a part without records is left out."""
    kinds = (
        ("testimonies", _("Testimonies"), Kind.TESTIMONY),
        ("articles", _("Articles"), Kind.ARTICLE),
    )
    found = (
        (key, title, tuple(entry for entry in order.records if entry.kind is kind))
        for key, title, kind in kinds
    )
    return [part for part in found if part[2]]


def _key(order: DossierOrder, entry: DossierRecord) -> str:
    """The anchor of a record: its place, so that the file holds no time-ordered id."""
    return f"record-{order.records.index(entry) + 1}"


def in_body_order(order: DossierOrder) -> Iterator[DossierRecord]:
    """The records as they follow each other in the body."""
    for _key_of_part, _title, records in _parts(order):
        yield from records


def shown_translation(order: DossierOrder, entry: DossierRecord) -> Translation | None:
    """The translation into the dossier's language, or the first; none if it is the original."""
    wanted = order.language.split("-", 1)[0].casefold()
    record = entry.record
    if record.language.split("-", 1)[0].casefold() == wanted:
        return None
    filled = [each for each in record.text.translations if each.segments]
    match = [each for each in filled if each.language.split("-", 1)[0].casefold() == wanted]
    return next(iter([*match, *filled]), None)
