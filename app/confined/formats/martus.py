"""Bulletins that Martus exported as XML, and the forms they were filled in on.

The form of an export is described by Martus' own schema (`ExportedMartusBulletin`, version 2);
older exports have attachment lists between the values and say nothing about themselves.
"""

from collections.abc import Iterator

from lxml import etree

from app.confined.entries import MOST_ENTRIES, MOST_SIGNS, EntryField, SourceEntry
from app.confined.formats.martus_form import FieldSpec, FormSpec, complaints, form_of
from app.confined.formats.packed_xml import parsed
from app.confined.formats.unreadable import UnreadableError
from app.confined.forms import ReadText, Trouble

_ROOT = "MartusBulletins"
_BULLETIN = "MartusBulletin"
_TEMPLATE = b"<CustomFields>"
_METADATA = "BulletinMetaData"
_VALUES = "FieldValues"
_PRIVATE_TAG = "privateinfo"
_KNOWN = frozenset((_METADATA, "MainFieldSpecs", "PrivateFieldSpecs", _VALUES))
ATTACHMENT, METADATA = "ATTACHMENT", "METADATA"
"""Shapes of this module's own, beside those of Martus."""


def read(data: bytes) -> ReadText:
    """Read an export; a customised form (MCT) is one without bulletins.

    Raises:
        UnreadableError: It is damaged, too large, declares entities, or is no such file.
    """
    if not data.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<") and _TEMPLATE in data:
        return ReadText()
    root = parsed(data)
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _entity in declared.iterentities()):
        # No export has any; whoever declares some wants more to come out than went in.
        raise UnreadableError(Trouble.DAMAGED)
    if root.tag != _ROOT:
        raise UnreadableError(Trouble.NOT_THIS_FORMAT)
    bulletins = root.findall(_BULLETIN)
    if len(bulletins) > MOST_ENTRIES:
        raise UnreadableError(Trouble.TOO_LARGE)
    entries = []
    signs = 0
    for number, bulletin in enumerate(bulletins, 1):
        entry = _entry(bulletin, number)
        signs += sum(
            len(each.value) + sum(len(cell) for row in each.rows for cell in row)
            for each in entry.fields
        )
        if signs > MOST_SIGNS:
            raise UnreadableError(Trouble.TOO_LARGE)
        entries.append(entry)
    return ReadText(entries=tuple(entries))


def _entry(bulletin: "etree._Element", number: int) -> SourceEntry:
    form = form_of(bulletin)
    fields = [*_values(bulletin, form), *_attachments(bulletin), *_metadata(bulletin)]
    return SourceEntry(number=number, fields=tuple(fields), complaints=complaints(form, fields))


def _values(bulletin: "etree._Element", form: FormSpec) -> Iterator[EntryField]:
    """The values in their order; where no form says so, the second section is the private one."""
    for section, values in enumerate(bulletin.findall(_VALUES)):
        for field in values.findall("Field"):
            tag = (field.get("tag") or "").strip()
            spec = form.spec(tag)
            told = spec.private if spec is not None else tag == _PRIVATE_TAG
            yield _value(field, tag, spec, private=told or section > 0)


def _value(
    field: "etree._Element", tag: str, spec: FieldSpec | None, *, private: bool
) -> EntryField:
    value = field.find("Value")
    grid = None if value is None else value.find("GridData")
    own = "" if value is None or grid is not None else _text(value)
    rows = () if grid is None else _rows(grid)
    if rows and spec is not None and spec.columns:
        rows = (tuple(column.label for column in spec.columns), *rows)
    return EntryField(
        name=tag,
        label=spec.label if spec is not None else "",
        shape=spec.shape if spec is not None else "",
        value=own,
        rows=rows,
        shapes=tuple(column.shape for column in spec.columns) if rows and spec else (),
        private=private,
    )


def _rows(grid: "etree._Element") -> tuple[tuple[str, ...], ...]:
    return tuple(
        tuple(_text(column) for column in row.findall("Column")) for row in grid.findall("Row")
    )


def _attachments(bulletin: "etree._Element") -> Iterator[EntryField]:
    """Names of attached files: the export lists them, the files lie beside it."""
    for attachment in bulletin.iter("Attachment"):
        around = attachment.getparent()
        name = _text(attachment.find("Filename"))
        if around is not None and name:
            private = str(around.tag).startswith("Bottom")
            yield EntryField(name=str(around.tag), shape=ATTACHMENT, value=name, private=private)


def _metadata(bulletin: "etree._Element") -> Iterator[EntryField]:
    """What the export says about the bulletin, and whatever else stands in it."""
    for child in bulletin:
        if not isinstance(child.tag, str) or (child.tag in _KNOWN and child.tag != _METADATA):
            continue
        if child.tag.endswith("AttachmentList"):
            continue
        for leaf in child.iter():
            if isinstance(leaf.tag, str) and len(leaf) == 0:
                # An empty element says by being there that something is so.
                value = _text(leaf) or ("" if leaf.tag in ("History", "ExtendedHistory") else "1")
                if value:
                    yield EntryField(name=_name(leaf), shape=METADATA, value=value)


def _name(leaf: "etree._Element") -> str:
    """`AuthorAccountId`; of what stands in a part of its own, the part as well."""
    above = leaf.getparent()
    inside = above is not None and above.tag not in (_METADATA, _BULLETIN)
    parts = [str(above.tag)] if above is not None and inside else []
    return "/".join((*parts, str(leaf.tag)))


def _text(element: "etree._Element | None") -> str:
    return "" if element is None else "".join(str(each) for each in element.itertext()).strip()


SAMPLE = (
    b"<MartusBulletins><MartusBulletin><MainFieldSpecs><Field type='STRING'><Tag>title</Tag>"
    b"<Label/></Field></MainFieldSpecs><FieldValues><Field tag='title'><Value>A</Value></Field>"
    b"</FieldValues></MartusBulletin></MartusBulletins>"
)
"""A small export."""
