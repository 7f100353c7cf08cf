"""The program's own sample texts, openly invented, for a first look."""

from pathlib import Path

from app.archive.opening import Archive
from app.errors import SystemTroubleError
from app.intake.importing import Acceptance, import_paths
from app.intake.report import ImportReport
from app.progress import Progress
from app.records.canonical import parse_json
from app.records.vocabularies import Kind
from app.translation import _

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "samples"


def add_samples(archive: Archive, progress: Progress) -> ImportReport:
    """Import the samples as a person would: what was published as published, the rest not.

    Raises:
        SystemTroubleError: The samples are missing from this installation, or the disk refused.
    """
    reports = []
    for name, kind, published in _listed():
        choices = Acceptance(published=published, kind=kind, collection=_("Samples"))
        report = import_paths(archive, [FOLDER / name], choices, progress)
        if report.stopped is not None:
            raise report.stopped
        reports.append(report)
    return ImportReport(
        lines=tuple(line for report in reports for line in report.lines),
        added=tuple(card for report in reports for card in report.added),
        same=tuple(card for report in reports for card in report.same),
    )


def _listed() -> list[tuple[str, Kind, bool]]:
    try:
        tree = parse_json((FOLDER / "samples.json").read_bytes())
    except OSError as problem:
        raise SystemTroubleError(
            _("The samples are missing from this installation."), _("Install Satchel anew.")
        ) from problem
    assert isinstance(tree, list)
    listed = []
    for each in tree:
        assert isinstance(each, dict)
        listed.append((str(each["file"]), Kind(str(each["kind"])), each["published"] is True))
    return listed
