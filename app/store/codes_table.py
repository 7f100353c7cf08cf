"""Human codes: `T-014` for a testimony, `A-203` for an article. A code is never given twice."""

from app.store.transactions import Writer

_PREFIXES = {"testimony": "T", "article": "A", "dossier": "D"}

_NEXT = """
    INSERT INTO codes (prefix, last) VALUES (:prefix, 1)
    ON CONFLICT (prefix) DO UPDATE SET last = last + 1
    RETURNING last
"""


def next_code(writer: Writer, kind: str) -> str:
    """The next code for a kind of record (or `dossier`); numbers grow and are never reused.

    A transaction that is taken back gives its numbers back too.
    """
    prefix = _PREFIXES[kind]
    number: int = writer.value(_NEXT, {"prefix": prefix})
    return f"{prefix}-{number:03d}"
