"""The values of facets in the words of the interface."""

from app.records.postings import ConditionField, FacetName, HasValue
from app.records.vocabularies import ConsentState, Kind, RiskLevel, Status, label
from app.translation import _
from app.ui.library.language_names import language_name

_NAMED: dict[FacetName, type[Kind] | type[Status] | type[RiskLevel] | type[ConsentState]] = {
    FacetName.KIND: Kind,
    FacetName.STATUS: Status,
    FacetName.RISK: RiskLevel,
    FacetName.CONSENT: ConsentState,
}


def facet_title(facet: FacetName) -> str:
    """The name of a facet."""
    return {
        FacetName.KIND: _("Kind"),
        FacetName.LANGUAGE: _("Language"),
        FacetName.YEAR: _("Year"),
        FacetName.PLACE: _("Place"),
        FacetName.PERSON: _("Person"),
        FacetName.TAG: _("Tags"),
        FacetName.COLLECTION: _("Collection"),
        FacetName.STATUS: _("Status"),
        FacetName.RISK: _("Risk"),
        FacetName.CONSENT: _("Consent"),
    }[facet]


def value_in_words(facet: FacetName, value: str) -> str:
    """One value of a facet."""
    if not value:
        return _("Not recorded")
    if facet is FacetName.LANGUAGE:
        return language_name(value)
    named = _NAMED.get(facet)
    if named is not None and value in tuple(named):
        return label(named(value))
    return value


def narrowed_in_words(condition: HasValue) -> str:
    """A narrowing as a chip says it: "2017 to 2021", "Risk: High risk"."""
    if condition.field is ConditionField.YEAR:
        return _years(condition.values)
    title, values = _said(condition)
    return _("{facet}: {values}").format(facet=title, values=values)


def left_out_in_words(condition: HasValue) -> str:
    """What is left out, as a chip says it: "Consent: not withdrawn"."""
    title, values = _said(condition)
    return _("{facet}: not {values}").format(facet=title, values=values)


def _said(condition: HasValue) -> tuple[str, str]:
    facet = _FACET_OF.get(condition.field)
    if facet is None:
        return str(condition.field), ", ".join(condition.values)
    return facet_title(facet), ", ".join(value_in_words(facet, each) for each in condition.values)


def _years(values: tuple[str, ...]) -> str:
    first, last = min(values), max(values)
    if first == last:
        return first
    return _("{first} to {last}").format(first=first, last=last)


_FACET_OF = {
    ConditionField.KIND: FacetName.KIND,
    ConditionField.LANGUAGE: FacetName.LANGUAGE,
    ConditionField.YEAR: FacetName.YEAR,
    ConditionField.TAG: FacetName.TAG,
    ConditionField.COLLECTION: FacetName.COLLECTION,
    ConditionField.STATUS: FacetName.STATUS,
    ConditionField.RISK: FacetName.RISK,
    ConditionField.CONSENT: FacetName.CONSENT,
    ConditionField.PLACE: FacetName.PLACE,
    ConditionField.PERSON: FacetName.PERSON,
}
"""Which facet a condition narrows by; `code` narrows by none."""
