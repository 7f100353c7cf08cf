"""The trees of a database, walked page by page: what each page is for, and the rows on the whole.

A damaged page cuts off what it leads to. Those leaves are then stray: they are found by going
through all pages, and recognised by what stands on them. Deleted rows do not turn up that way:
`secure_delete` overwrites them, and a page that is freed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.progress import Progress
from app.store.page_cells import (
    OVERFLOW_BYTES,
    Cell,
    PageKind,
    TreePage,
    UnfitPageError,
    page_kind,
    tree_page,
    values_of,
)
from app.store.raw_pages import RawPages
from app.store.transactions import Row
from app.store.tree_shapes import Tree, usual_trees
from app.translation import _

_SCHEMA = "sqlite_schema"
_SHAPE_ROWS = 8
_STEP_PAGES = 256


class Use(StrEnum):
    """What a page is for."""

    TREE = "tree"
    OVERFLOW = "overflow"
    FREE = "free"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What a page is for, as told by the page that leads to it.

    Attributes:
        tree: Name of the table or index; `sqlite_schema` for the first page; empty if it is free.
        above, upto: The rows on the page and below it have numbers above the one and up to the
            other; None where there is no bound. Of an overflow page, its row alone.
        leads: It is not a leaf, so more pages may be below it.
    """

    use: Use
    tree: str = ""
    above: int | None = None
    upto: int | None = None
    leads: bool = False

    def holds(self, row: int) -> bool:
        """Whether the row of this number stands there."""
        return (self.above is None or row > self.above) and (self.upto is None or row <= self.upto)


@dataclass(frozen=True, slots=True, kw_only=True)
class RawRow:
    """A row or an index entry whose every byte is authentic.

    Attributes:
        number: Its row number; 0 in indexes and tables without.
        values: In the order in which they are stored.
    """

    number: int
    values: Row


class RawTrees:
    """What stands where in a database.

    Attributes:
        pages: Its pages.
        damaged: Numbers of the pages that are not as they were written, missing ones included.
        places: What is known of each page that something leads to.
        trees: Those whose topmost page is known, by name.
    """

    def __init__(self, pages: RawPages, progress: Progress) -> None:
        """Go through all pages.

        Raises:
            CancelledError: The person cancelled.
        """
        self.pages = pages
        self.places: dict[int, Place] = {}
        self.trees: dict[str, Tree] = {}
        self._with_rows: dict[str, list[int]] = {}
        self.damaged = tuple(self._damaged(progress))
        self.trees |= {tree.name: tree for tree in self._find_trees()}
        for done, tree in enumerate(self.trees.values()):
            progress.step(_("Reading the pages of the database"), done, len(self.trees))
            self._walk(tree.name, tree.root)
        self._walk_free_pages()
        self._take_in_strays()

    def rows(self, name: str) -> Iterator[RawRow]:
        """The rows of a table, or the entries of an index, that can be read, in no order.

        What has not the columns of its table is passed over: it is on an old page, put back.
        """
        tree = self.trees.get(name) or next((t for t in usual_trees() if t.name == name), None)
        for page in self._with_rows.get(name, ()):
            for row in self._rows_on(page):
                if tree is None or not tree.columns or tree.fits(row.values):
                    yield row

    def doubtful_rows(self, name: str) -> Iterator[RawRow]:
        """Rows of a table that a damaged page has a part in, as they seem to be.

        They have the columns of the table; whether their content is what was written, something
        else must prove.
        """
        tree = self.trees.get(name)
        places = ((page, self.places.get(page)) for page in self.damaged)
        damaged = [page for page, place in places if place is None or place.tree == name]
        for page in (*self._with_rows.get(name, ()), *damaged):
            plain = self.pages.doubtful(page)
            try:
                read = tree_page(plain or bytes(1), first=page == 1, damaged=True)
            except UnfitPageError:
                continue
            for cell in read.cells:
                row = self._doubtful_row(cell, on_damaged=page in damaged)
                if row is not None and tree is not None and tree.fits(row.values):
                    yield row

    def _doubtful_row(self, cell: Cell, *, on_damaged: bool) -> RawRow | None:
        if not on_damaged and self._payload(cell) is not None:
            return None
        payload = self._payload(cell, doubtful=True)
        try:
            return None if payload is None else RawRow(number=cell.rowid, values=values_of(payload))
        except UnfitPageError:
            return None

    def place(self, page: int) -> Place | None:
        """What a page is for, if anything that can be read says so."""
        return self.places.get(page)

    def harmed(self, name: str) -> bool:
        """Whether something of a table or an index may be missing from `rows`."""
        if name not in self.trees and self.harmed_schema():
            return True
        places = (self.places.get(page) for page in self.damaged)
        return any(place is not None and place.tree == name for place in places)

    def _damaged(self, progress: Progress) -> Iterator[int]:
        for page in range(1, self.pages.count + 1):
            if page % _STEP_PAGES == 1:
                progress.step(_("Checking the pages of the database"), page, self.pages.count)
            if not self.pages.is_whole(page):
                yield page

    def _find_trees(self) -> Iterator[Tree]:
        self._walk(_SCHEMA, 1)
        shapes = {tree.name: tree for tree in usual_trees()}
        found = set()
        for row in self.rows(_SCHEMA):
            _kind, name, table, root, _sql = row.values
            if isinstance(root, int) and root > 0:
                found.add(name)
                yield self._named(shapes.get(name), name, table, root)
        if self.harmed_schema():
            yield from (tree for tree in self._usual_places() if tree.name not in found)

    def harmed_schema(self) -> bool:
        """Whether the list of tables is damaged."""
        return any(
            page == 1 or ((place := self.places.get(page)) and place.tree == _SCHEMA)
            for page in self.damaged
        )

    def _named(self, shape: Tree | None, name: str, table: str, root: int) -> Tree:
        if shape is None:
            return Tree(
                name=name, table=table, root=root, is_index=True, by_rowid=False, columns=()
            )
        return Tree(
            name=name,
            table=table,
            root=root,
            is_index=shape.is_index,
            by_rowid=shape.by_rowid,
            columns=shape.columns,
        )

    def _usual_places(self) -> tuple[Tree, ...]:
        """Where trees stand in every new archive, or every compacted one, if they do here."""
        layouts = (
            tuple(tree for tree in usual_trees(compacted=each) if self._stands_at(tree))
            for each in (False, True)
        )
        return max(layouts, key=len)

    def _stands_at(self, tree: Tree) -> bool:
        page, read = tree.root, self._read(tree.root)
        while read is not None and read.kind in (PageKind.TABLE_INNER, PageKind.INDEX_INNER):
            page = read.last_child
            read = self._read(page)
        if read is None:
            return not self.pages.is_whole(page)
        return self._is_of(tree, page, read)

    def _is_of(self, tree: Tree, page: int, read: TreePage) -> bool:
        if tree.by_rowid != (read.kind is PageKind.TABLE_LEAF):
            return False
        rows = [each for each, _cell in zip(self._rows_on(page), range(_SHAPE_ROWS), strict=False)]
        return all(tree.is_like(row.values) for row in rows)

    def _walk(self, name: str, root: int) -> None:
        waiting = [(root, Place(use=Use.TREE, tree=name))]
        while waiting:
            page, place = waiting.pop()
            if page in self.places or not 0 < page <= self.pages.count:
                continue
            read = self._read(page)
            if read is None:
                self.places[page] = place
                continue
            inner = read.kind in (PageKind.TABLE_INNER, PageKind.INDEX_INNER)
            self.places[page] = Place(
                use=Use.TREE, tree=name, above=place.above, upto=place.upto, leads=inner
            )
            if read.kind is not PageKind.TABLE_INNER:
                self._with_rows.setdefault(name, []).append(page)
            waiting.extend(_children(read, name, place))
            for cell in read.cells:
                self._walk_overflow(name, cell, by_rowid=read.kind is PageKind.TABLE_LEAF)

    def _walk_overflow(self, name: str, cell: Cell, *, by_rowid: bool) -> None:
        row = cell.rowid if by_rowid else None
        place = Place(use=Use.OVERFLOW, tree=name, above=None if row is None else row - 1, upto=row)
        page = cell.overflow
        while 0 < page <= self.pages.count and page not in self.places:
            self.places[page] = place
            plain = self.pages.plain(page)
            page = 0 if plain is None else int.from_bytes(plain[:4], "big")

    def _walk_free_pages(self) -> None:
        first = self.pages.plain(1)
        trunk = 0 if first is None else int.from_bytes(first[32:36], "big")
        while 0 < trunk <= self.pages.count and trunk not in self.places:
            self.places[trunk] = Place(use=Use.FREE)
            plain = self.pages.plain(trunk) or bytes(8)
            trunk, count = int.from_bytes(plain[:4], "big"), int.from_bytes(plain[4:8], "big")
            for at in range(8, min(8 + 4 * count, len(plain)), 4):
                self.places.setdefault(
                    int.from_bytes(plain[at : at + 4], "big"), Place(use=Use.FREE)
                )

    def _take_in_strays(self) -> None:
        """Give leaves that nothing leads to back to the tables whose rows they hold."""
        tables = [tree for tree in usual_trees() if not tree.is_index]
        for page in range(1, self.pages.count + 1):
            plain = None if page in self.places else self.pages.plain(page)
            if plain is None or page_kind(plain) is None:
                continue
            read = self._read(page)
            if read is None or not read.cells or read.kind is PageKind.TABLE_INNER:
                continue
            fitting = [tree.name for tree in tables if self._is_stray_of(tree, page, read)]
            if len(fitting) == 1:
                self._with_rows.setdefault(fitting[0], []).append(page)
                for cell in read.cells:
                    self._walk_overflow(fitting[0], cell, by_rowid=read.kind is PageKind.TABLE_LEAF)

    def _is_stray_of(self, tree: Tree, page: int, read: TreePage) -> bool:
        if all(column.kinds in ((), (int,)) for column in tree.columns):
            # Pairs of numbers stand in too many trees to be told apart.
            return False
        by_rowid = read.kind is PageKind.TABLE_LEAF
        rows = list(self._rows_on(page)) if tree.by_rowid == by_rowid else []
        return bool(rows) and all(tree.is_like(row.values) for row in rows)

    def _rows_on(self, page: int) -> Iterator[RawRow]:
        read = self._read(page)
        for cell in () if read is None else read.cells:
            payload = self._payload(cell)
            if payload is not None:
                try:
                    yield RawRow(number=cell.rowid, values=values_of(payload))
                except UnfitPageError:
                    continue

    def _payload(self, cell: Cell, *, doubtful: bool = False) -> bytes | None:
        """The whole of a row, or None where a page of it is damaged."""
        parts, left, page = [cell.local], cell.size - len(cell.local), cell.overflow
        if left > self.pages.count * OVERFLOW_BYTES:
            return None
        while left > 0:
            plain = self.pages.doubtful(page) if doubtful else self.pages.plain(page)
            if plain is None:
                return None
            parts.append(plain[4 : 4 + min(left, OVERFLOW_BYTES)])
            left -= len(parts[-1])
            page = int.from_bytes(plain[:4], "big")
        return b"".join(parts)

    def _read(self, page: int) -> TreePage | None:
        plain = self.pages.plain(page)
        try:
            return None if plain is None else tree_page(plain, first=page == 1)
        except UnfitPageError:
            return None


def _children(read: TreePage, name: str, place: Place) -> Iterator[tuple[int, Place]]:
    """The pages below an inner page, with the rows that they may hold."""
    if not read.last_child:
        return
    above = place.above
    by_rowid = read.kind is PageKind.TABLE_INNER
    for cell in read.cells:
        upto = cell.rowid if by_rowid else None
        yield cell.child, Place(use=Use.TREE, tree=name, above=above, upto=upto)
        above = upto
    yield read.last_child, Place(use=Use.TREE, tree=name, above=above, upto=place.upto)
