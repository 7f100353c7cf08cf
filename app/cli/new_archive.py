"""`new PATH`: create an archive and print its recovery code once."""

import argparse
from pathlib import Path

from app.archive.opening import KdfParameters, create_archive
from app.cli.common_options import CommonOptions, asked_passphrase, warn_of_syncing
from app.cli.terminal import print_json, say
from app.translation import _


def add_words(parser: argparse.ArgumentParser) -> None:
    """The words of this command."""
    parser.add_argument("path", type=Path, metavar="PATH")
    parser.add_argument(
        "--light-kdf", action="store_true", help=_("64 MiB for small computers, instead of 256")
    )


def run(words: argparse.Namespace, options: CommonOptions) -> int:
    """Create the archive."""
    warn_of_syncing(words.path, options)
    passphrase = asked_passphrase(options, twice=True)
    kdf = KdfParameters.light() if words.light_kdf else KdfParameters.default()
    made = create_archive(words.path, passphrase, kdf=kdf)
    with made.archive as archive:
        if options.as_json:
            print_json(
                {
                    "archive": str(archive.path),
                    "recovery_code": made.recovery_code,
                    "fingerprint": archive.fingerprint,
                }
            )
            return 0
        say(_("The archive is ready: {}").format(archive.path))
        say(_("Recovery code, shown only now: {}").format(made.recovery_code))
        say(_("Write it down on paper. It opens the archive without the passphrase."))
    return 0
