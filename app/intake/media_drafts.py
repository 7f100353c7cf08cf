"""Drafts of what has no text: pictures, scanned pages, sound and film.

The file is what is kept. It counts as a testimony until a person says otherwise: nobody has looked
at it yet, and who is to be seen or heard in it has not agreed to anything.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from app.confined.forms import ReadText
from app.intake.bare_draft import bare_draft
from app.intake.draft import Draft
from app.translation import _, ngettext

if TYPE_CHECKING:  # which itself makes these drafts
    from app.intake.reading import SourceFile


def scanned_draft(source: "SourceFile", text: ReadText) -> Draft:
    """The draft of a PDF in which no page has text."""
    reason = ngettext(
        "Scanned, no text: its page is a picture.",
        "Scanned, no text: its {} pages are pictures.",
        text.pages,
    ).format(text.pages)
    return _named(replace(bare_draft(source, reason), pictured=text.pages))


def picture_draft(source: "SourceFile", text: ReadText) -> Draft:
    """The draft of a picture; several pages in one file count as scanned."""
    if text.pages > 1:
        return replace(scanned_draft(source, text), capture=text.capture)
    draft = bare_draft(source, _("It is a picture, no text."))
    return _named(replace(draft, capture=text.capture, pictured=1))


def recording_draft(source: "SourceFile", text: ReadText, media_type: str) -> Draft:
    """The draft of sound or film."""
    film = media_type.startswith("video/")
    reason = _("It is a film, no text.") if film else _("It is a sound recording, no text.")
    return _named(replace(bare_draft(source, reason), capture=text.capture))


def _named(draft: Draft) -> Draft:
    """With the file's name without its ending as the proposed title."""
    whole = draft.title.value
    stem = whole.rpartition(".")[0].strip() or whole
    kind = replace(draft.kind, reason=_("Private until somebody has looked at it."))
    return replace(draft, title=replace(draft.title, value=stem), kind=kind)
