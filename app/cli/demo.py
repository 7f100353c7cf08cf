"""`demo [DIR]`: the whole way once, with the program's own sample texts."""

import argparse
import tempfile
from datetime import date
from pathlib import Path

from app.archive.opening import KdfParameters, create_archive
from app.archive.passphrases import generated_passphrase
from app.archive.reading import list_records
from app.archive.searching import SearchRequest, search
from app.cli.common_options import CommonOptions
from app.cli.terminal import print_json, say
from app.dossier.making import DossierRequest, make_dossier
from app.errors import SystemTroubleError
from app.intake.samples import add_samples
from app.records.vocabularies import Scope
from app.translation import _

_QUERY = "river"


def add_words(parser: argparse.ArgumentParser) -> None:
    """The words of this command."""
    parser.add_argument("folder", type=Path, nargs="?", metavar="DIR")


def run(words: argparse.Namespace, options: CommonOptions) -> int:
    """Build a sample archive, search it, make a dossier, and say where all of it is."""
    folder = words.folder or Path(tempfile.mkdtemp(prefix="satchel-demo-"))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise SystemTroubleError(
            _("The folder for the demo could not be made."), _("Choose another place.")
        ) from problem
    passphrase = generated_passphrase()
    path = folder / "Demo.satchel"
    made = create_archive(path, passphrase, kdf=KdfParameters.light())
    with made.archive as archive:
        add_samples(archive, options.progress)
        page = list_records(archive, limit=1000)
        found = search(archive, SearchRequest(text=_QUERY, limit=5))
        dossier = make_dossier(
            archive,
            DossierRequest(
                ids=tuple(card.id for card in page.cards),
                purpose=Scope.PUBLICATION,
                title=_("Sample dossier"),
                date=date.today(),
            ),
            folder / "Sample dossier.pdf",
            options.progress,
        )
    if options.as_json:
        print_json(
            {
                "archive": str(path),
                "passphrase": passphrase,
                "recovery_code": made.recovery_code,
                "records": page.count,
                "query": _QUERY,
                "found": found.count,
                "dossier": str(folder / "Sample dossier.pdf"),
                "pages": dossier.pages,
                "left_out": len(dossier.left_out),
            }
        )
        return 0
    say(_("A sample archive with {} invented records: {}").format(page.count, path))
    say(_("Its passphrase: {}").format(passphrase))
    say(_("Searching for “{}” finds {}:").format(_QUERY, found.count))
    for hit in found.hits:
        say(f"  {hit.card.code:<7} {hit.card.title}")
    say(
        _("A dossier of {} pages with {} records, {} held back for want of consent: {}").format(
            dossier.pages,
            len(dossier.included),
            len(dossier.left_out),
            folder / "Sample dossier.pdf",
        )
    )
    say(_("Open it in the window: python3 run.py, then choose its folder."))
    return 0
