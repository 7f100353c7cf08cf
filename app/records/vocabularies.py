"""The lists of values that records choose from, each with an identifier and a label.

Identifiers are what is stored, hashed and exchanged; labels are what a person reads, in the words
that practitioners use. Where an outside standard has a name for a value, it stands beside it.
"""

from enum import StrEnum

from app.translation import _


class Kind(StrEnum):
    """What a record is."""

    TESTIMONY = "testimony"
    ARTICLE = "article"


class Status(StrEnum):
    """How far the work on a record is."""

    TO_REVIEW = "to-review"
    IN_WORK = "in-work"
    REVIEWED = "reviewed"
    SEALED = "sealed"


class SegmentRole(StrEnum):
    """What a paragraph is within its text."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    QUESTION = "question"
    ANSWER = "answer"
    LIST_ITEM = "list-item"
    TABLE = "table"
    CAPTION = "caption"
    PULL_QUOTE = "pull-quote"
    EDITOR_NOTE = "editor-note"


class TranslationMethod(StrEnum):
    """Who or what made a translation."""

    HUMAN = "human"
    INTERPRETER = "interpreter"
    MACHINE = "machine"


class ReviewState(StrEnum):
    """Whether a second person has read a translation."""

    UNREVIEWED = "unreviewed"
    REVIEWED = "reviewed"


class Medium(StrEnum):
    """How an interview was held."""

    IN_PERSON = "in-person"
    PHONE = "phone"
    WRITTEN = "written"
    PUBLISHED_ELSEWHERE = "published-elsewhere"


class Basis(StrEnum):
    """On what ground a testimony may be used. Only the first two use the consent matrix."""

    CONSENT = "consent"
    FAMILY_REPRESENTATIVE = "family-representative"
    OFFICIAL_CAPACITY = "official-capacity"
    DOCUMENT = "document"
    PUBLIC = "public"


class Scope(StrEnum):
    """For what a use asks consent; also the purpose of a dossier or a sealed package."""

    INTERNAL_ANALYSIS = "internal-analysis"
    PARTNER = "partner"
    UN_CONFIDENTIAL = "un-confidential"
    UN_COMMUNICATION = "un-communication"
    UN_PUBLIC = "un-public"
    NATIONAL_COURT = "national-court"
    INTERNATIONAL_COURT = "international-court"
    MEDIA = "media"
    PUBLICATION = "publication"
    RESEARCH = "research"
    LONG_TERM_ARCHIVE = "long-term-archive"


class Answer(StrEnum):
    """What the interviewee said about one scope, strictest last."""

    YES = "yes"
    IDENTITY_WITHHELD = "identity-withheld"
    ASK_AGAIN = "ask-again"
    NO = "no"


class ConsentForm(StrEnum):
    """How consent was given."""

    SIGNED = "signed"
    ORAL = "oral"
    RECORDED = "recorded"


class ConsentState(StrEnum):
    """The whole matrix in one word, for lists."""

    PUBLIC_SOURCE = "public-source"
    ALL_USES = "all-uses"
    LIMITED = "limited"
    ASK_AGAIN = "ask-again"
    INTERNAL = "internal"
    NOT_RECORDED = "not-recorded"
    WITHDRAWN = "withdrawn"


class RiskLevel(StrEnum):
    """How much harm a use could do to somebody."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    EXTREME = "extreme"


class ProtectionLevel(StrEnum):
    """How a person may appear outside the archive."""

    NEVER_MENTION = "never-mention"
    ROLE_ONLY = "role-only"
    PSEUDONYM_ONLY = "pseudonym-only"
    NAMED_WITH_CONSENT = "named-with-consent"
    OFFICIAL_OR_ALLEGED_PERPETRATOR = "official-or-alleged-perpetrator"
    PUBLIC_FIGURE = "public-figure"
    DECEASED_OR_MISSING = "deceased-or-missing"


class PersonRole(StrEnum):
    """What a person is in a record."""

    INTERVIEWEE = "interviewee"
    INTERVIEWER = "interviewer"
    INTERPRETER = "interpreter"
    PRESENT = "present"
    GUARDIAN = "guardian"
    VICTIM = "victim"
    WITNESS = "witness"
    ALLEGED_PERPETRATOR = "alleged-perpetrator"
    RELATIVE = "relative"
    OTHER = "other"


class Connection(StrEnum):
    """How the speaker is connected with the events."""

    VICTIM = "victim"
    EYEWITNESS = "eyewitness"
    ALLEGED_PERPETRATOR = "alleged-perpetrator"
    RELATIVE_OR_COLLEAGUE = "relative-or-colleague"
    THIRD_PARTY = "third-party"
    SERVICE_PROVIDER = "service-provider"


class KnowledgeBasis(StrEnum):
    """How the speaker knows what is told."""

    DIRECT = "direct"
    SEEN = "seen"
    HEARD = "heard"
    INFERRED = "inferred"


class ArticleType(StrEnum):
    """What an article is. DCMI type of all of them is Text."""

    NEWS = "news"
    INTERVIEW = "interview"
    NGO_REPORT = "ngo-report"
    UN = "un"
    COURT = "court"
    ACADEMIC = "academic"
    STATE_MEDIA = "state-media"
    SOCIAL = "social"
    OTHER = "other"


class AttachmentRole(StrEnum):
    """What an attached file is to its record."""

    ORIGINAL = "original"
    CONSENT_FORM = "consent-form"
    RECORDING = "recording"
    PICTURE = "picture"
    SUPPORTING = "supporting"


def label(value: StrEnum) -> str:
    """What a person reads for a value.

    Raises:
        KeyError: The value belongs to no list of this module.
    """
    return _(_LABELS[type(value)][value])


_LABELS: dict[type[StrEnum], dict[StrEnum, str]] = {
    Kind: {Kind.TESTIMONY: "Testimony", Kind.ARTICLE: "Article"},
    Status: {
        Status.TO_REVIEW: "To review",
        Status.IN_WORK: "In work",
        Status.REVIEWED: "Reviewed",
        Status.SEALED: "Sealed",
    },
    SegmentRole: {
        SegmentRole.PARAGRAPH: "Paragraph",
        SegmentRole.HEADING: "Heading",
        SegmentRole.QUESTION: "Question",
        SegmentRole.ANSWER: "Answer",
        SegmentRole.LIST_ITEM: "List item",
        SegmentRole.TABLE: "Table",
        SegmentRole.CAPTION: "Caption",
        SegmentRole.PULL_QUOTE: "Pull quote",
        SegmentRole.EDITOR_NOTE: "Editor’s note",
    },
    TranslationMethod: {
        TranslationMethod.HUMAN: "Translator",
        TranslationMethod.INTERPRETER: "Interpreter",
        TranslationMethod.MACHINE: "Machine",
    },
    ReviewState: {
        ReviewState.UNREVIEWED: "Not reviewed",
        ReviewState.REVIEWED: "Reviewed",
    },
    Medium: {
        Medium.IN_PERSON: "In person",
        Medium.PHONE: "By phone",
        Medium.WRITTEN: "In writing",
        Medium.PUBLISHED_ELSEWHERE: "Published elsewhere",
    },
    Basis: {
        Basis.CONSENT: "Consent",
        Basis.FAMILY_REPRESENTATIVE: "Family representative",
        Basis.OFFICIAL_CAPACITY: "Official capacity",
        Basis.DOCUMENT: "Document",
        Basis.PUBLIC: "Published before",
    },
    Scope: {
        Scope.INTERNAL_ANALYSIS: "Internal analysis",
        Scope.PARTNER: "Partner organisation",
        Scope.UN_CONFIDENTIAL: "UN, confidential",
        Scope.UN_COMMUNICATION: "UN communication (details go to the government)",
        Scope.UN_PUBLIC: "UN, public",
        Scope.NATIONAL_COURT: "National court (the defence may get disclosure)",
        Scope.INTERNATIONAL_COURT: "International court (the defence may get disclosure)",
        Scope.MEDIA: "Media",
        Scope.PUBLICATION: "Publication",
        Scope.RESEARCH: "Research",
        Scope.LONG_TERM_ARCHIVE: "Long-term archive",
    },
    Answer: {
        Answer.YES: "Yes",
        Answer.IDENTITY_WITHHELD: "Identity withheld",
        Answer.ASK_AGAIN: "Ask again",
        Answer.NO: "No",
    },
    ConsentForm: {
        ConsentForm.SIGNED: "Signed",
        ConsentForm.ORAL: "Oral",
        ConsentForm.RECORDED: "Recorded",
    },
    ConsentState: {
        ConsentState.PUBLIC_SOURCE: "Published",
        ConsentState.ALL_USES: "Open",
        ConsentState.LIMITED: "Limited",
        ConsentState.ASK_AGAIN: "Ask again",
        ConsentState.INTERNAL: "Internal",
        ConsentState.NOT_RECORDED: "Not recorded",
        ConsentState.WITHDRAWN: "Withdrawn",
    },
    RiskLevel: {
        RiskLevel.LOW: "Low risk",
        RiskLevel.MEDIUM: "Medium risk",
        RiskLevel.HIGH: "High risk",
        RiskLevel.EXTREME: "Extreme risk",
    },
    ProtectionLevel: {
        ProtectionLevel.NEVER_MENTION: "Never mention",
        ProtectionLevel.ROLE_ONLY: "Role only",
        ProtectionLevel.PSEUDONYM_ONLY: "Pseudonym only",
        ProtectionLevel.NAMED_WITH_CONSENT: "Named with consent",
        ProtectionLevel.OFFICIAL_OR_ALLEGED_PERPETRATOR: "Official or alleged perpetrator",
        ProtectionLevel.PUBLIC_FIGURE: "Public figure",
        ProtectionLevel.DECEASED_OR_MISSING: "Deceased or missing",
    },
    PersonRole: {
        PersonRole.INTERVIEWEE: "Interviewee",
        PersonRole.INTERVIEWER: "Interviewer",
        PersonRole.INTERPRETER: "Interpreter",
        PersonRole.PRESENT: "Present",
        PersonRole.GUARDIAN: "Guardian",
        PersonRole.VICTIM: "Victim",
        PersonRole.WITNESS: "Witness",
        PersonRole.ALLEGED_PERPETRATOR: "Alleged perpetrator",
        PersonRole.RELATIVE: "Relative",
        PersonRole.OTHER: "Other",
    },
    Connection: {
        Connection.VICTIM: "Victim",
        Connection.EYEWITNESS: "Eyewitness",
        Connection.ALLEGED_PERPETRATOR: "Alleged perpetrator",
        Connection.RELATIVE_OR_COLLEAGUE: "Relative or colleague of a victim",
        Connection.THIRD_PARTY: "Third party",
        Connection.SERVICE_PROVIDER: "Service provider",
    },
    KnowledgeBasis: {
        KnowledgeBasis.DIRECT: "Lived through it",
        KnowledgeBasis.SEEN: "Saw it",
        KnowledgeBasis.HEARD: "Heard it from someone",
        KnowledgeBasis.INFERRED: "Concluded it",
    },
    ArticleType: {
        ArticleType.NEWS: "News",
        ArticleType.INTERVIEW: "Interview",
        ArticleType.NGO_REPORT: "NGO report",
        ArticleType.UN: "UN document",
        ArticleType.COURT: "Court document",
        ArticleType.ACADEMIC: "Academic",
        ArticleType.STATE_MEDIA: "State media",
        ArticleType.SOCIAL: "Social media",
        ArticleType.OTHER: "Other",
    },
    AttachmentRole: {
        AttachmentRole.ORIGINAL: "Original",
        AttachmentRole.CONSENT_FORM: "Consent form",
        AttachmentRole.RECORDING: "Recording",
        AttachmentRole.PICTURE: "Picture",
        AttachmentRole.SUPPORTING: "Supporting file",
    },
}
