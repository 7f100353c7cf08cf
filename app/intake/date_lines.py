"""What a line says besides its dates: whether it is a dateline, or a sentence that names a day.

A sentence with a date in it tells of that day. It is no date of publication, and it stays in the
text; only a line that says nothing else may become a field and leave the text.
"""

import re
from collections.abc import Sequence

from app.intake.shape import unspaced_share
from app.intake.words import weekday_numbers
from app.intake.written_dates import WrittenDate

LABEL = re.compile(
    r"(?:publi[sc]|pubbl|posted|released|veröffentlicht|erstellt|created|date$|datum|fecha|data$|"
    r"opublikowan|dodano|опубликован|дата|نشر|تاريخ|updat|modified|revised|edited|aktualisiert|"
    r"geändert|stand$|mise?$|jour$|modifié|actualiz|aggiornat|atualiza|bijgewerkt|aktualizac|"
    r"uppdatera|güncelle|обновлен|изменен|оновлен|تحديث|last$|zuletzt$|first$|originally$|on$|at$|"
    r"am$|um$|le$|el$|il$|em$|den$|vom$|by$|uhr$|gmt$|utc$|e[sd]t$|ce?st$|kst$|pm$|read$|min$|mins$|"
    r"minutes?$)",
    re.IGNORECASE,
)
"""Words that a dateline is made of besides dates and names, by their beginnings."""
_NOT_LABELS = re.compile(r"public(?:ly|ity|o|s)?$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SENTENCE = re.compile(r"[.!?。！？؟।։]\s*[\"”’»)\]]*$")
# "By Ilse Varga, The Sarn Herald, Seoul" has one small word or two; a sentence has more.
_SMALL_WORDS = 3
_WORDS_OF_A_SENTENCE = 2
_UNSPACED_SIGNS = 12
_CLEARLY_UNSPACED = 0.3
# A place or a name may stand beside the date in a line that leaves the text for its field.
_BESIDES = 1


def says_only_dates(text: str, dates: Sequence[WrittenDate]) -> bool:
    """Whether hardly anything is left of a line without its dates, times and labels."""
    rest = _rest(text, dates)
    if unspaced_share(rest) > _CLEARLY_UNSPACED:
        return len(rest) <= _UNSPACED_SIGNS
    return len(_telling(rest)) <= _BESIDES


def is_sentence(text: str, dates: Sequence[WrittenDate]) -> bool:
    """Whether a line tells something of which the date is a part."""
    rest = _rest(text, dates)
    ends = _SENTENCE.search(text) is not None
    if unspaced_share(rest) > _CLEARLY_UNSPACED:
        return ends and len(rest) > _UNSPACED_SIGNS
    telling = _telling(rest)
    if ends and len(telling) >= _WORDS_OF_A_SENTENCE:
        return True
    if ends and not rest.strip(" .") and all(each.day is None for each in dates):
        return True  # "March 2019." between two sentences
    return sum(word[0].islower() for word in telling) >= _SMALL_WORDS


def leads_to_a_date(lead: str) -> bool:
    """Whether what stands before a date at the head of a text is a name or a label, no sentence."""
    if unspaced_share(lead) > _CLEARLY_UNSPACED:
        return False
    return not any(word[0].islower() for word in _telling(lead))


def _rest(text: str, dates: Sequence[WrittenDate]) -> str:
    pieces, at = [], 0
    for each in dates:
        pieces.append(text[at : each.start])
        at = each.end
    return " ".join((*pieces, text[at:])).strip()


def _telling(rest: str) -> list[str]:
    days = weekday_numbers()
    return [
        word
        for word in _WORD.findall(rest)
        if word.lower() not in days and (_NOT_LABELS.match(word) or not LABEL.match(word))
    ]
