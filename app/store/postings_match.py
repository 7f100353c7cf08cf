"""What a question asks of words, written in FTS5's own language.

Only what `app.search` worked out as terms gets here, always between quotes: nothing a person typed
is ever read as FTS5 syntax. Source: SQLite FTS5 (sqlite.org/fts5), section 3.
"""

from collections.abc import Iterable

from app.records.postings import All, AnyOf, Near, Node, Not, Phrase, PostingsField, Terms


def match_text(node: Node) -> str | None:
    """Write a node as an FTS5 expression.

    Returns:
        None where FTS5 cannot say it: conditions, a NOT alone, nothing, everything.
    """
    match node:
        case Terms():
            return _within(node.fields, _any_term(node))
        case Phrase():
            last = " *" if node.begins else ""
            return _within(node.fields, _quoted(*node.terms) + last) if node.terms else None
        case Near():
            return _within(node.fields, _near(node))
        case All():
            return _all(node)
        case AnyOf():
            parts = [match_text(part) for part in node.parts]
            return _joined(" OR ", parts)
        case _:
            return None


def welcome_text(node: Node) -> str | None:
    """Write every word that a hit is ranked by: those asked for anywhere but under a NOT."""
    match node:
        case All() | AnyOf():
            parts = [text for part in node.parts if (text := welcome_text(part)) is not None]
            return _joined(" OR ", parts)
        case Not():
            return None
        case _:
            return match_text(node)


def _all(node: All) -> str | None:
    wanted = [match_text(part) for part in node.parts if not isinstance(part, Not)]
    unwanted = [match_text(part.part) for part in node.parts if isinstance(part, Not)]
    positive = _joined(" AND ", wanted)
    if positive is None or not unwanted:
        return positive
    negative = _joined(" OR ", unwanted)
    return None if negative is None else f"({positive} NOT {negative})"


def _joined(operator: str, parts: Iterable[str | None]) -> str | None:
    known: list[str] = []
    for part in parts:
        if part is None:
            return None
        known.append(part)
    if not known:
        return None
    return known[0] if len(known) == 1 else f"({operator.join(known)})"


def _any_term(node: Terms) -> str | None:
    return _joined(
        " OR ",
        (
            *(_quoted(form) for form in node.forms),
            *(f"{_quoted(prefix)} *" for prefix in node.prefixes),
        ),
    )


def _near(node: Near) -> str | None:
    words = (
        *(_quoted(term) for term in node.terms),
        *(f"{_quoted(prefix)} *" for prefix in node.prefixes),
    )
    if len(words) < 2:
        return words[0] if words else None
    return f"NEAR({' '.join(words)}, {node.distance})"


def _within(fields: tuple[PostingsField, ...], text: str | None) -> str | None:
    if text is None or not fields:
        return text
    return f"{{{' '.join(field.value for field in fields)}}} : {text}"


def _quoted(*terms: str) -> str:
    return f'"{" ".join(terms)}"'
