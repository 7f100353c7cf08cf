"""A question as rows: what a person builds who does not type the query language, and back.

Rows become a text of the query language, which is what is searched for, saved and shown; so nothing
can be built that could not be typed. A text is read back where rows can say it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.records.dates import parse_edtf
from app.search.question_syntax import DATE_FIELDS, PROPERTY_FIELDS, WORD_FIELDS


class Joint(StrEnum):
    """How rows belong together."""

    ALL = "all"
    ANY = "any"
    NONE = "none"


class Condition(StrEnum):
    """What a row says of its field."""

    HAS = "has"
    EXACTLY = "exactly"
    BEGINS = "begins"
    NEARLY = "nearly"
    IS = "is"
    WITHIN = "within"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row.

    Attributes:
        field: A name of the query language; empty looks everywhere in a record.
        value: Words, a property's value, or the EDTF date a span begins with (empty: open).
        until: The EDTF date a span ends with (empty: open); only of `WITHIN`.
        negated: It must not hold.
    """

    field: str = ""
    condition: Condition = Condition.HAS
    value: str = ""
    until: str = ""
    negated: bool = False

    @property
    def is_empty(self) -> bool:
        """Nothing is asked yet."""
        return not (self.value.strip() or self.until.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """Rows and how they belong together."""

    rows: tuple[Row, ...] = ()
    joint: Joint = Joint.ALL


_FIELDS = frozenset((*WORD_FIELDS, *PROPERTY_FIELDS, *DATE_FIELDS))
_OPERATORS = frozenset(("AND", "OR", "NOT", "TO"))
_PLAIN = re.compile(r"\w[\w'’-]*")
_CLAUSE = re.compile(
    r"""(?P<not>-|NOT\s+)?
        (?:(?P<field>[a-z]+):)?
        (?: "(?P<quoted>[^"]+)" (?![~*\w])
          | (?P<span>\[[^\[\]]*\])
          | (?P<word>[\w'’.-]*\w) (?P<sign>[*~]?) (?![\w*~?:"(\[]) )""",
    re.VERBOSE,
)


def conditions_of(field: str) -> tuple[Condition, ...]:
    """What rows can say of a field."""
    if field in DATE_FIELDS:
        return (Condition.WITHIN,)
    if field in PROPERTY_FIELDS:
        return (Condition.IS,)
    return (Condition.HAS, Condition.EXACTLY, Condition.BEGINS, Condition.NEARLY)


def is_date(text: str) -> bool:
    """Whether this is a date as the query language takes it: `2019`, `2019-03`, `2019-03-14`."""
    try:
        parse_edtf(text.strip())
    except ValueError:
        return False
    return " " not in text.strip() and "/" not in text


def built_text(built: Built) -> str:
    """Rows as a text of the query language. Empty rows, and dates that are none, are left out."""
    rows = [row for row in built.rows if not row.is_empty]
    if built.joint is Joint.ALL:
        return " ".join(filter(None, map(_written, rows)))
    if built.joint is Joint.NONE:
        turned = (_turned(row) for row in rows)
        return " ".join(filter(None, map(_written, turned)))
    clauses = [clause for row in rows if (clause := _written(row))]
    if len(clauses) == 1:
        return clauses[0]
    return " OR ".join(f"({each})" if _is_several(each) else each for each in clauses)


def read_back(text: str) -> Built | None:
    """The rows that a text stands for; None where rows cannot say it.

    Words side by side that look everywhere are one row.
    """
    if not text.strip():
        return Built()
    parts = re.split(r"\s+OR\s+", text.strip())
    if len(parts) > 1:
        grouped = [_group(part) for part in parts]
        if any(rows is None or len(rows) != 1 for rows in grouped):
            return None
        return Built(rows=tuple(rows[0] for rows in grouped if rows), joint=Joint.ANY)
    rows = _clauses(text)
    if rows is None:
        return None
    if len(rows) > 1 and all(row.negated for row in rows):
        return Built(rows=tuple(_turned(row) for row in rows), joint=Joint.NONE)
    return Built(rows=rows)


def _turned(row: Row) -> Row:
    return Row(
        field=row.field,
        condition=row.condition,
        value=row.value,
        until=row.until,
        negated=not row.negated,
    )


def _written(row: Row) -> str:
    """One row as clauses with spaces between; empty where there is nothing to ask."""
    label = f"{row.field}:" if row.field else ""
    match row.condition:
        case Condition.WITHIN:
            clauses = _span(label, row.value.strip(), row.until.strip())
        case Condition.IS | Condition.EXACTLY:
            value = _bare(row.value, '"')
            keep = row.condition is Condition.IS and _is_plain(value)
            clauses = [label + (value if keep else f'"{value}"')] if value else []
        case Condition.BEGINS | Condition.NEARLY:
            sign = "*" if row.condition is Condition.BEGINS else "~"
            words = re.findall(_PLAIN, row.value)
            clauses = [f"{label}{word}{sign}" for word in words]
        case _:
            words = _bare(row.value, '"()[]:*?~').split()
            clauses = [label + _quoted(word.strip("-'’")) for word in words if word.strip("-'’")]
    if not row.negated:
        return " ".join(clauses)
    return f"-({' '.join(clauses)})" if len(clauses) > 1 else "".join(f"-{one}" for one in clauses)


def _span(label: str, first: str, last: str) -> list[str]:
    first, last = (each if is_date(each) else "" for each in (first, last))
    if not (first or last):
        return []
    return [f"{label}{first}"] if first == last else [f"{label}[{first} TO {last}]"]


def _group(text: str) -> tuple[Row, ...] | None:
    inner = re.fullmatch(r"\(([^()]*)\)", text)
    if inner is None and _is_several(text):
        return None  # which words belong together would be a guess
    return _clauses(inner[1] if inner else text)


def _clauses(text: str) -> tuple[Row, ...] | None:
    rows: list[Row] = []
    at, text = 0, text.strip()
    while at < len(text):
        group = re.compile(r"-\(([^()]*)\)").match(text, at)
        found = group or _CLAUSE.match(text, at)
        if found is None:
            return None
        row = _negated_group(group[1]) if group else _row(found)
        if row is None or (found.end() < len(text) and not text[found.end()].isspace()):
            return None
        rows.append(row)
        at = found.end()
        while at < len(text) and text[at].isspace():
            at += 1
    return tuple(_joined(rows))


def _negated_group(text: str) -> Row | None:
    inner = _clauses(text)
    one = inner is not None and len(inner) == 1 and not inner[0].negated
    return _turned(inner[0]) if inner is not None and one else None


def _row(found: re.Match[str]) -> Row | None:
    field, negated = found["field"] or "", bool(found["not"])
    if field == "language":
        field = "lang"
    if field and field not in _FIELDS:
        return None
    if not field and found["word"] in _OPERATORS:
        return None
    if field in DATE_FIELDS:
        return _dated(field, found, negated=negated)
    if found["span"]:
        return None
    if field in PROPERTY_FIELDS:
        value = found["quoted"] or (found["word"] if not found["sign"] else None)
        return Row(
            field=field, condition=Condition.IS, value=value, negated=negated
        ) if value else None  # fmt: skip
    if found["quoted"]:
        return Row(field=field, condition=Condition.EXACTLY, value=found["quoted"], negated=negated)
    condition = {"*": Condition.BEGINS, "~": Condition.NEARLY}.get(found["sign"], Condition.HAS)
    return Row(field=field, condition=condition, value=found["word"], negated=negated)


def _dated(field: str, found: re.Match[str], *, negated: bool) -> Row | None:
    first = last = found["word"] or ""
    if found["span"]:
        ends = re.fullmatch(r"\[\s*(\S*?)\s*\bTO\b\s*(\S*?)\s*\]", found["span"])
        if ends is None:
            return None
        first, last = ends[1], ends[2]
    if found["quoted"] or found["sign"] or not all(is_date(each) for each in (first, last) if each):
        return None
    if not (first or last):
        return None
    return Row(field=field, condition=Condition.WITHIN, value=first, until=last, negated=negated)


def _joined(rows: Iterable[Row]) -> Sequence[Row]:
    """Plain words side by side, in the same field, are one row."""
    joined: list[Row] = []
    for row in rows:
        before = joined[-1] if joined else None
        if before is not None and _goes_on(before, row):
            words = f"{before.value} {row.value}"
            joined[-1] = Row(field=row.field, condition=row.condition, value=words)
        else:
            joined.append(row)
    return joined


def _goes_on(before: Row, row: Row) -> bool:
    same = (before.field, before.condition) == (row.field, row.condition)
    many = (Condition.HAS, Condition.BEGINS, Condition.NEARLY)
    return same and row.condition in many and not (before.negated or row.negated)


def _is_several(clause: str) -> bool:
    return " " in re.sub(r'"[^"]*"|\[[^\]]*\]', "", clause)


def _is_plain(word: str) -> bool:
    return bool(_PLAIN.fullmatch(word)) and word not in _OPERATORS


def _quoted(word: str) -> str:
    return word if _is_plain(word) else f'"{word}"'


def _bare(text: str, without: str) -> str:
    return " ".join(text.translate(str.maketrans(without, " " * len(without))).split())
