"""What a merge must not lose: the stricter risk and consent, and word of what stays behind."""

from dataclasses import replace
from datetime import date, timedelta

from app.archive.clock import today
from app.archive.consent import Decision, compile_consent
from app.errors import RefusedError
from app.records.dates import StatedDate
from app.records.record import Record, Risk
from app.records.vocabularies import RiskLevel, Scope
from app.translation import _

_LEVELS = (None, *RiskLevel)
_DECISIONS = (Decision.AS_IT_IS, Decision.ANONYMISED, Decision.DECIDE, Decision.LEFT_OUT)


def stricter_risk(one: Risk, other: Risk) -> Risk:
    """The graver of two judgements, with the earlier review; what it leaves open says the other.

    Of two that are equally grave the first one's words stand.
    """
    graver = _LEVELS.index(other.level) > _LEVELS.index(one.level)
    first, second = (other, one) if graver else (one, other)
    return Risk(
        level=first.level,
        to_whom=first.to_whom or second.to_whom,
        from_whom=first.from_whom or second.from_whom,
        mitigation=first.mitigation or second.mitigation,
        review=_earlier(first.review, second.review),
    )


def refuse_to_loosen(kept: Record, other: Record, *, kept_code: str, other_code: str) -> None:
    """Refuse a merge after which words could leave that may not leave now.

    Looked at is every purpose, today and on each later day on which either changes.

    Args:
        kept: As it would be after the merge, with the stricter risk.

    Raises:
        RefusedError: The other one is stricter; it says which one to keep.
    """
    if kept.article is not None and other.article is not None:
        # Where a report was published is said by the one that knows it.
        other = replace(other, article=kept.article)
    if not _is_looser(kept, other):
        return
    happened = _("The consent of {other} is stricter than that of {kept}.").format(
        other=other_code, kept=kept_code
    )
    if _is_looser(replace(other, risk=kept.risk), kept):
        raise RefusedError(
            happened,
            _("Each is stricter in something: enter in {kept} what {other} forbids.").format(
                kept=kept_code, other=other_code
            ),
        )
    raise RefusedError(
        happened,
        _("Keep {other}, and merge {kept} into it.").format(kept=kept_code, other=other_code),
    )


def only_in_other(kept: Record, other: Record) -> tuple[str, ...]:
    """Names of what the other one holds and the kept one does not, beside its text."""
    kept_languages = {each.language for each in kept.text.translations}
    parts = {
        _("persons"): any(each not in kept.persons for each in other.persons),
        _("translations"): any(
            each.language not in kept_languages for each in other.text.translations
        ),
        _("summary"): bool(other.text.summary) and other.text.summary != kept.text.summary,
        _("assessment"): other.assessment not in (kept.assessment, type(other.assessment)()),
        _("words on the risk"): any(
            words and words not in (kept.risk.to_whom, kept.risk.from_whom, kept.risk.mitigation)
            for words in (other.risk.to_whom, other.risk.from_whom, other.risk.mitigation)
        ),
        _("details of the testimony"): other.testimony is not None
        and other.testimony not in (kept.testimony, type(other.testimony)()),
        _("details of the article"): other.article is not None
        and other.article not in (kept.article, type(other.article)()),
    }
    return tuple(name for name, is_there in parts.items() if is_there)


def _is_looser(one: Record, other: Record) -> bool:
    """Whether the first may leave for some purpose, some day, where the second may not."""
    days = _days(one) | _days(other)
    return any(
        _strictness(one, scope, day) < _strictness(other, scope, day)
        for scope in Scope
        for day in sorted(days)
    )


def _strictness(record: Record, scope: Scope, day: date) -> tuple[int, bool]:
    verdict = compile_consent(record, purpose=scope, on=day)
    stays = verdict.decision is not Decision.AS_IT_IS
    return _DECISIONS.index(verdict.decision), stays and not verdict.may_override


def _days(record: Record) -> set[date]:
    """Today, and the later days on which what may be done with a record changes."""
    stated = [record.risk.review]
    if record.testimony is not None:
        consent = record.testimony.consent
        stated += [consent.expires, consent.withdrawn]
        stated += [each.withdrawn for each in consent.answers]
    days = {today()}
    for each in filter(None, stated):
        for end in (each.span.first, each.span.last):
            if end is not None and today() <= end < date.max:
                days |= {end, end + timedelta(days=1)}
    return days


def _earlier(one: StatedDate | None, other: StatedDate | None) -> StatedDate | None:
    """The one whose last day comes first; a date without a last day is never overdue."""
    stated = [each for each in (one, other) if each is not None]
    return min(stated, key=lambda each: each.span.last or date.max, default=None)
