"""Writing a dossier beside the archive, and writing it anew over the first one."""

import hashlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from app.archive.opening import Archive
from app.dossier.making import DossierRequest, make_dossier
from app.progress import Silent
from app.records.vocabularies import Scope
from tests.harness.archives import id_of, make_archive, opened, whole
from tests.harness.scenario import LostError, NotWholeError, Say, Scenario

_TITLES = ("Crossings", "Crossings, looked through")


def deed(folder: Path, say: Say) -> None:
    """Each file is reported with its hash."""
    with opened(folder) as archive:
        for title in _TITLES:
            say(_make(archive, folder, title))


def _make(archive: Archive, folder: Path, title: str) -> str:
    request = DossierRequest(
        ids=(id_of(1), id_of(3)),
        purpose=Scope.INTERNAL_ANALYSIS,
        title=title,
        date=date(2024, 5, 6),
        replace=True,
    )
    return make_dossier(archive, request, folder / "out.pdf", Silent()).sha256


def check(folder: Path, said: Sequence[str]) -> None:
    """The file is the one that was reported last, or the next one; complete, or not there."""
    with whole(folder) as archive:
        file = folder / "out.pdf"
        data = file.read_bytes() if file.exists() else b""
        if said and not data:
            raise LostError("the dossier is gone")
        if data and not (data.startswith(b"%PDF") and data.rstrip().endswith(b"%%EOF")):
            raise NotWholeError("half a dossier has its name")
        if len(said) == len(_TITLES) and hashlib.sha256(data).hexdigest() != said[-1]:
            raise LostError("the dossier is not the one that was reported")
        _make(archive, folder, "Once more")


SCENARIO = Scenario(name="dossier", prepare=make_archive, deed=deed, check=check)
