"""Whether a document is a testimony or an article, and what sort of article."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.intake.cues import tokens
from app.intake.draft import Certainty, Field
from app.intake.shape import unspaced_share
from app.intake.words import first_person
from app.records.vocabularies import ArticleType, Kind
from app.translation import _

_QUOTED = re.compile(r"[\"“„«「『][^\"”“»」』]{0,2000}[\"”“»」』]")
# Words of the first person stand in almost every paragraph of somebody's own story; in
# languages that leave the pronoun out, in fewer.
_SHARE = 0.5
_SHARE_PRONOUN_DROPPED = 0.3
_PRONOUN_DROPPED = frozenset(
    {"es", "it", "pt", "pl", "cs", "tr", "ar", "fa", "ko", "ja", "th", "he"}
)
# Below this a text is too short to be sure. It is a testimony all the same: an article counts as
# public, and who was never asked must not be published because they said little.
_ENOUGH_PARAGRAPHS = 4
_SHORTEST_PARAGRAPH = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Voices:
    """Who speaks in a text.

    Attributes:
        paragraphs: Paragraphs long enough to tell; all, where none is.
        first_person: Share of them in which the teller says "I", outside quotations.
        questions: Share of paragraphs that are questions.
    """

    paragraphs: int
    first_person: float
    questions: float


def listen(paragraphs: Sequence[str], language: str) -> Voices:
    """Count who speaks in the paragraphs of a body."""
    long = [
        text for text in paragraphs if len(text) > _SHORTEST_PARAGRAPH or unspaced_share(text) > 0.3
    ]
    # Where nobody says much at once, the short paragraphs have to tell.
    long = long or [text for text in paragraphs if text.strip()]
    if not long:
        return Voices(paragraphs=0, first_person=0.0, questions=0.0)
    speaking = sum(says_i(text, language) for text in long)
    questions = sum(text.endswith(("?", "？", "؟")) and len(text) < 300 for text in paragraphs)
    return Voices(
        paragraphs=len(long),
        first_person=speaking / len(long),
        questions=questions / len(long),
    )


def says_i(text: str, language: str) -> bool:
    """Whether the teller speaks of himself here, outside quotations."""
    own = _QUOTED.sub(" ", text)
    one, many = first_person(language, "one"), first_person(language, "many")
    if language in ("zh", "ja", "th"):
        return any(word in own for word in (*one, *many))
    words = set(tokens(own))
    spelled = {word.replace("’", "'") for word in (*one, *many) if " " not in word}
    return not words.isdisjoint(spelled)


def find_kind(voices: Voices, language: str) -> Field[Kind]:
    """Testimony if the first person carries most of it, else article."""
    needed = _SHARE_PRONOUN_DROPPED if language in _PRONOUN_DROPPED else _SHARE
    if voices.paragraphs and voices.first_person >= needed:
        sure = voices.first_person >= 0.75 and voices.paragraphs >= 8
        likely = Certainty.LIKELY if voices.paragraphs >= _ENOUGH_PARAGRAPHS else Certainty.GUESS
        return Field(
            value=Kind.TESTIMONY,
            certainty=Certainty.CERTAIN if sure else likely,
            reason=_("Told in the first person through most of it."),
        )
    near = voices.first_person >= 0.6 * needed
    return Field(
        value=Kind.ARTICLE,
        certainty=Certainty.LIKELY
        if near or voices.paragraphs < _ENOUGH_PARAGRAPHS
        else Certainty.CERTAIN,
        reason=_("Not told in the first person."),
    )


def find_article_type(voices: Voices, kicker: str, speakers: bool) -> Field[ArticleType]:
    """An interview where the page says so, or where questions and answers alternate."""
    if kicker in ("interview", "인터뷰"):
        return Field(
            value=ArticleType.INTERVIEW,
            certainty=Certainty.CERTAIN,
            reason=_("The title says that it is an interview."),
        )
    if speakers or (voices.paragraphs >= 6 and voices.questions >= 0.25):
        return Field(
            value=ArticleType.INTERVIEW,
            certainty=Certainty.LIKELY,
            reason=_("Questions and answers alternate."),
        )
    return Field(
        value=ArticleType.OTHER,
        certainty=Certainty.NOT_FOUND,
        reason=_("Nothing in the text says so."),
    )
