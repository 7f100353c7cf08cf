"""What became of the files of a review so far, as the report that can be saved."""

from app.intake.report import ImportReport, Outcome, ReportLine
from app.ui.intake.desk import ReviewDesk
from app.ui.intake.papers import Entry, PaperKey, PaperState


def review_report(desk: ReviewDesk, passed: tuple[ReportLine, ...] = ()) -> ImportReport:
    """A line for each file on the desk, then for those that did not come there.

    Args:
        passed: Files that were not put under review.
    """
    return ImportReport(lines=(*(_line(desk, entry) for entry in desk.entries), *passed))


def _line(desk: ReviewDesk, entry: Entry) -> ReportLine:
    if not entry.papers:
        return ReportLine(name=entry.name, outcome=Outcome.FAILED, reason=entry.trouble)
    keys = [PaperKey(entry=entry.number, line=paper.draft.first_line) for paper in entry.papers]
    cards = [card for key in keys if (card := desk.card(key)) is not None]
    states = {desk.state(key) for key in keys}
    codes = tuple(card.code for card in cards)
    reason = next((paper.draft.only_file for paper in entry.papers if paper.draft.only_file), "")
    if states & {PaperState.TO_DO, PaperState.NEEDS_LOOK}:
        outcome = Outcome.WAITING
    elif not cards:
        outcome = Outcome.DISCARDED
    elif all(card.id not in desk.added_ids() for card in cards):
        outcome = Outcome.SAME
    else:
        outcome = Outcome.KEPT if reason else Outcome.ADDED
    return ReportLine(name=entry.name, outcome=outcome, reason=reason, codes=codes)
