"""Whether cheap ranking is right: its first twenty beside those of scoring every hit."""

from app.archive.opening import Archive
from app.archive.searching import SearchRequest, search
from app.records.postings import PostingsQuery
from app.search.question import parse_question
from app.search.vocabulary import Vocabulary
from app.store.postings import read_languages
from app.store.postings_match import match_text
from app.store.postings_ranked import BM25
from app.store.postings_search import welcome_besides
from app.store.transactions import Reader
from app.store.words_table import each_word
from tests.benchmarks.search_kinds import KINDS
from tests.benchmarks.search_timing import PAGE

_EXACT = f"""
    SELECT rowid, -{BM25} FROM postings WHERE postings MATCH :ranked
      AND +rowid IN (SELECT rowid FROM postings WHERE postings MATCH :match)
    ORDER BY {BM25}, rowid DESC LIMIT :page
"""


def overlap_with_exact(archive: Archive, questions: int) -> dict[str, float]:
    """For each kind of question the share of the first page that exact ranking gives as well.

    Records that exact ranking scores the same as its last one count as well: which of those stand
    on the page is chance.
    """
    shares: dict[str, float] = {}
    with archive.store.searching() as reader:
        vocabulary = Vocabulary(lambda: each_word(reader), languages=read_languages(reader))
        for kind in KINDS:
            found: list[float] = []
            for words in kind.words(questions):
                text = kind.ours(words)
                read = parse_question(text, any_word=kind.any_word, vocabulary=vocabulary)
                request = SearchRequest(
                    text=text, any_word=kind.any_word, limit=PAGE, snippets=False, facets=False
                )
                ours = {hit.card.number for hit in search(archive, request).hits}
                if ours:
                    found.append(_share(reader, read.query, ours))
            shares[kind.name] = sum(found) / len(found) if found else 1.0
    return shares


def _share(reader: Reader, query: PostingsQuery, ours: set[int]) -> float:
    match = match_text(query.node)
    ranked = " OR ".join((match or "", *welcome_besides(reader, query)))
    rows = reader.rows(_EXACT, {"match": match, "ranked": ranked, "page": 10 * PAGE})
    last = rows[min(PAGE, len(rows)) - 1][1]
    exact = {number for number, score in rows if score >= last}
    return len(ours & exact) / len(ours)
