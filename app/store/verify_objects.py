"""The check of attached files: each is read to its end and compared with its row."""

from collections.abc import Iterable, Iterator

from app.errors import DamageError
from app.progress import Progress
from app.store.damage import Damage, Damaged
from app.store.object_folder import ObjectFolder
from app.store.object_rows import ObjectRow
from app.translation import _


class Nowhere:
    """A sink for content that is only to be checked."""

    def write(self, data: bytes) -> int:
        """Let it go."""
        return len(data)


def check_object(folder: ObjectFolder, row: ObjectRow) -> None:
    """Read one attached content to its end.

    Raises:
        DamageError: It is missing, cut short, altered or another one.
        SystemTroubleError: The disk refused.
    """
    if folder.read(row.file, row.secret, Nowhere()) != (row.sha256, row.size):
        raise DamageError(
            _("An attached file is not what was put into the archive."),
            _("Copy it from a backup into the archive's folder."),
        )


def damaged_objects(
    folder: ObjectFolder, objects: Iterable[tuple[ObjectRow, str]], report: Progress
) -> Iterator[Damage]:
    """The contents that are missing or damaged.

    Args:
        objects: Rows, each with the name of the file that it was.

    Raises:
        CancelledError: The person cancelled.
        SystemTroubleError: The disk refused.
    """
    every = tuple(objects)
    for done, (row, name) in enumerate(every):
        report.step(_("Checking the attached files"), done, len(every))
        try:
            check_object(folder, row)
        except DamageError as trouble:
            yield Damage(what=Damaged.ATTACHMENT, id=row.sha256, name=name, reason=trouble.happened)


def unneeded_objects(folder: ObjectFolder, objects: Iterable[ObjectRow]) -> Iterator[Damage]:
    """Files that no row names: nobody has their keys.

    They stay: a newer state of the database, put back from a backup, may name them.
    """
    for file in sorted(folder.files() - {row.file for row in objects}):
        yield Damage(
            what=Damaged.ATTACHMENT,
            id=file,
            reason=_(
                "A file in the folder “objects” belongs to nothing in this archive as it is now."
            ),
        )
