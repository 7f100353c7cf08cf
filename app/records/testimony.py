"""What a testimony holds beside its text."""

from dataclasses import dataclass

from app.records.dates import StatedDate
from app.records.vocabularies import (
    Answer,
    Basis,
    Connection,
    ConsentForm,
    KnowledgeBasis,
    Medium,
    Scope,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierInterview:
    """Nobody should be asked twice without need: who asked before, and when."""

    by: str
    date: StatedDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Interview:
    """How the testimony came about. People are named by role or pseudonym.

    Attributes:
        date: When it was held, or when a written testimony was given.
        place: Exactly where; leaves the archive only where consent lets it.
        coarse_place: The area that may be shown instead.
        minutes: How long it took.
    """

    date: StatedDate | None = None
    place: str = ""
    coarse_place: str = ""
    interviewer: str = ""
    interpreter: str = ""
    present: tuple[str, ...] = ()
    medium: Medium | None = None
    minutes: int | None = None
    earlier: tuple[EarlierInterview, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Interviewee:
    """The protected person who speaks.

    Attributes:
        pseudonym: As in the record's persons.
        age: Years or a range, as stated: `36`, `30–39`.
        child: Guardian's consent and own assent are needed; never named; media and publication
            stay closed whatever else is recorded.
    """

    pseudonym: str = ""
    age: str = ""
    origin: str = ""
    occupation: str = ""
    vulnerability: tuple[str, ...] = ()
    child: bool = False
    guardian_consent: bool = False
    own_assent: bool = False
    best_interests: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeAnswer:
    """What was answered for one scope, and for what identifies beside the words.

    Attributes:
        withdrawn: Since when this answer no longer stands; None while it does.
    """

    scope: Scope
    answer: Answer
    name: bool = False
    voice: bool = False
    image: bool = False
    verbatim: bool = True
    original_file: bool = False
    withdrawn: StatedDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """What the interviewee agreed to. An empty matrix means that nothing was recorded.

    Attributes:
        withdrawn: Since when all of it no longer stands.
    """

    answers: tuple[ScopeAnswer, ...] = ()
    form: ConsentForm | None = None
    language: str = ""
    explained_by: str = ""
    date: StatedDate | None = None
    expires: StatedDate | None = None
    withdrawn: StatedDate | None = None
    recontact: bool | None = None
    safe_channel: str = ""

    def answer_for(self, scope: Scope) -> ScopeAnswer | None:
        """What was answered for a scope; None where it was not asked."""
        return next((each for each in self.answers if each.scope == scope), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """Something that was promised to the interviewee."""

    what: str
    who: str = ""
    due: StatedDate | None = None
    kept: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """What is owed after the interview."""

    read_back: StatedDate | None = None
    referrals: tuple[str, ...] = ()
    promises: tuple[Promise, ...] = ()
    review_due: StatedDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Testimony:
    """What a testimony holds beside its text.

    Attributes:
        basis: On what ground it may be used; None while nobody has said.
        published_in: Where it was published before, if a person confirmed that it was.
        published: When it was published there.
        coerced: It was said under coercion: every use outside waits for a decision.
    """

    interview: Interview = Interview()
    interviewee: Interviewee = Interviewee()
    connection: Connection | None = None
    knowledge: KnowledgeBasis | None = None
    basis: Basis | None = None
    consent: Consent = Consent()
    published_in: str = ""
    published: StatedDate | None = None
    authors: tuple[str, ...] = ()
    coerced: bool = False
    follow_up: FollowUp = FollowUp()
