"""From words, phrases and patterns that somebody typed to terms, in every language of an archive.

A question has no language. So each word is read in each language of the archive, as its texts
were, and any of these readings may match.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from app.records.postings import All, AnyOf, Near, Node, Phrase, PostingsField, Terms
from app.search.analysis import text_terms
from app.search.asking_words import without_asking_words
from app.search.folding import fold_word, normalise, skeleton
from app.search.languages import LANGUAGES, Language, row_for
from app.search.patterns import is_address, is_begun_number, pattern_words
from app.search.romanised import can_be_joined, name_parts
from app.search.terms import SEAM, encode, fold_and_stem, rows_for
from app.search.vocabulary import Vocabulary
from app.search.words import (
    bigrams,
    find_words,
    has_single_letters,
    is_unspaced,
    script_of,
    units,
    without_separators,
)

# Of a pasted page this many different words are looked for.
MOST_WORDS = 128

# Beginnings of stems that a plain question is ranked by besides: they bring together what
# stemmers leave apart. Chosen on the XQuAD collections (nDCG@10 with and without: Turkish 0.936
# and 0.955, German 0.942 and 0.957, Russian 0.953 and 0.965, English 0.968 and 0.974).
_BEGINNINGS = (3, 4)
_MANY_BEGINNINGS = (2, 3, 4)
# A beginning of this length finds records too: `septisemi` those of `septisemik`, which no stemmer
# joins (nDCG@10 with and without: Turkish 0.959 and 0.958, Arabic 0.953 and 0.951, German 0.959
# and 0.957; English, Russian and Spanish the same).
_FINDS = 5


@dataclass(frozen=True, slots=True)
class WordReader:
    """Reads words for one archive.

    Attributes:
        vocabulary: The archive's words and languages.
    """

    vocabulary: Vocabulary

    def word(self, text: str, fields: tuple[PostingsField, ...] = ()) -> Node | None:
        """Read what was typed as one word; it matches by stem.

        Returns:
            None where it holds no letter and no digit.
        """
        found = find_words(normalise(text))
        if len(found) > 1:
            return self._compound(text, found, fields)
        if not found:
            return None
        if is_unspaced(found[0]):
            return _run(found[0], fields)
        nodes: dict[Node, None] = {self._single(found[0], text, fields): None}
        for parts in name_parts(found[0]):
            # `Geumsung` finds `Geum Sung`.
            apart = self.phrase(" ".join(parts), fields)
            nodes |= {apart: None} if apart is not None else {}
        return _any_of(nodes)

    def joined(self, first: str, second: str, fields: tuple[PostingsField, ...]) -> Node | None:
        """Read two words as one name, if they can be: `Geum Sung` finds `Geumsung`."""
        parts = [*self.forms(first), *self.forms(second)]
        if len(parts) != 2 or not can_be_joined(*parts):
            return None
        together = "".join(parts)
        return self._single(together, together, fields)

    def phrase(
        self, text: str, fields: tuple[PostingsField, ...] = (), *, begins: bool = False
    ) -> Node | None:
        """Read a quotation: exact folded forms, one after the other.

        Args:
            begins: The last word is only begun.
        """
        nodes: dict[Node, None] = {}
        for language in self._languages():
            terms = text_terms(text, language)
            last = find_words(normalise(text))[-1:]
            if last and is_unspaced(last[0]):
                # The run may go on in the text, so its last letter does not stand alone there.
                alone = len(units(last[0])) == 1
                terms = terms if alone else terms[:-1]
                nodes[_sequence(terms, fields, begins=alone)] = None
            elif terms:
                nodes[_sequence(terms, fields, begins=begins)] = None
        return _any_of(nodes)

    def near(self, text: str, distance: int, fields: tuple[PostingsField, ...]) -> Node | None:
        """Read words that stand near one another in any order; each matches by stem."""
        words = find_words(normalise(text))
        nodes: dict[Node, None] = {}
        for language in self._languages():
            terms: list[str] = []
            prefixes: list[str] = []
            for word in words:
                letters = units(word) if is_unspaced(word) else []
                encoded = "" if letters else encode(word, row_for(language, script_of(word)))
                terms += bigrams(letters)[:-1]
                prefixes += letters if len(letters) == 1 else []
                prefixes += [stem_of(encoded)] if SEAM in encoded else []
                terms += [encoded] if encoded and SEAM not in encoded else []
            if terms or prefixes:
                node = Near(
                    distance=distance, terms=tuple(terms), prefixes=tuple(prefixes), fields=fields
                )
                nodes[node] = None
        return _any_of(nodes)

    def prefix(self, text: str, fields: tuple[PostingsField, ...]) -> Node | None:
        """Read the beginning of a word, or a phrase whose last word is only begun."""
        found = find_words(normalise(text))
        if not found:
            return None
        if len(found) > 1:
            nodes = {self.phrase(text, fields, begins=True): None}
            if is_begun_number(text):
                # `1,07` may go on to `1,076`, which is one word; it may be a date or decimal too.
                nodes[Terms(prefixes=self._folded(text.strip()), fields=fields)] = None
            return _any_of({node: None for node in nodes if node is not None})
        if is_unspaced(found[0]):
            return _run(found[0], fields)
        prefixes: dict[str, None] = {}
        for begun in self._folded(found[0]):
            known = self.vocabulary.beginning(begun)
            prefixes.update(dict.fromkeys(_prefixes(begun, known)))
        return Terms(prefixes=tuple(prefixes), fields=fields)

    def pattern(self, text: str, fields: tuple[PostingsField, ...]) -> Node | None:
        """Read a word with `*` and `?` for what is left open; of several, all must be there."""
        if is_address(text):
            text = text.replace("?", " ")
            if "*" not in text:
                return self.word(text, fields)
        words = pattern_words(text)
        pieces = [piece for piece in re.split(r"[*?]+", text) if piece]
        if any(is_unspaced(word) for piece in pieces for word in find_words(normalise(piece))):
            # Runs have no words to look through: every written part has to be there.
            nodes = [self.word(piece, fields) for piece in pieces]
        else:
            nodes = [
                self._fitting(word, fields)
                if "*" in word or "?" in word
                else self.word(word, fields)
                for word in words
            ]
        parts = tuple(node for node in nodes if node is not None)
        if len(parts) > 1:
            return All(parts=parts)
        return parts[0] if parts else None

    def _fitting(self, word: str, fields: tuple[PostingsField, ...]) -> Terms:
        """Give the words of the archive that fit one word with open places."""
        patterns = {
            "".join(
                part if part in "*?" else fold_word(part, row) for part in re.split(r"([*?])", word)
            ): None
            for row in self._rows(word.lstrip("*?"))
        }
        forms: dict[str, None] = {}
        for pattern in patterns:
            forms.update(dict.fromkeys(self.vocabulary.matching(pattern)))
        return Terms(forms=tuple(forms), fields=fields)

    def fuzzy(
        self, text: str, distance: int | None, fields: tuple[PostingsField, ...]
    ) -> Node | None:
        """Read a word that may be misspelled."""
        found = find_words(normalise(text))
        if len(found) != 1 or is_unspaced(found[0]):
            return self.word(text, fields)
        forms: dict[str, None] = {}
        for folded in self._folded(found[0]):
            # Which numbers the archive holds is not known; one of them is looked for as it is.
            forms |= {folded: None} if folded.isdecimal() else {}
            forms.update(dict.fromkeys(self.vocabulary.near(folded, distance)))
        return Terms(forms=tuple(forms), fields=fields)

    def plain(self, text: str) -> tuple[Node, tuple[Terms | Phrase, ...]]:
        """Read a whole question of which any word may match.

        Returns:
            What matches, and what else it is ranked by.
        """
        found = list(dict.fromkeys(find_words(normalise(text))))[:MOST_WORDS]
        words = without_asking_words(found, self.vocabulary.languages)
        nodes: dict[Node, None] = {}
        welcome: dict[Terms | Phrase, None] = {}
        for word in words:
            if is_unspaced(word):
                letters = units(word)
                nodes.update(dict.fromkeys(_run_words(letters)))
                single = [letter for letter in letters if has_single_letters(letter)]
                welcome.update({Terms(prefixes=(letter,)): None for letter in single})
            else:
                nodes[self._single(word, word, ())] = None
                nodes.update(dict.fromkeys(self._begun(word)))
                welcome.update(dict.fromkeys(self._welcome(word)))
        for first, second in pairwise(find_words(normalise(text))[:MOST_WORDS]):
            if not is_unspaced(first) and not is_unspaced(second):
                welcome.update(dict.fromkeys(self._neighbours(first, second)))
        return AnyOf(parts=tuple(nodes)), tuple(welcome)

    def forms(self, word: str) -> tuple[str, ...]:
        """List the folded forms of one word of a spaced script; none for anything else."""
        found = find_words(normalise(word))
        if len(found) != 1 or is_unspaced(found[0]):
            return ()
        return tuple(dict.fromkeys(fold_word(found[0], row) for row in self._rows(found[0])))

    def is_known(self, word: str) -> bool:
        """Say whether the archive holds some form of a word; True if it cannot be told."""
        found = find_words(normalise(word))
        if len(found) != 1 or is_unspaced(found[0]):
            return True
        stems = self._single(found[0], word, ()).prefixes
        return any(self.vocabulary.holds(stem) for stem in stems) or not stems

    def _single(self, word: str, typed: str, fields: tuple[PostingsField, ...]) -> Terms:
        forms: dict[str, None] = {}
        prefixes: dict[str, None] = {}
        for row in self._rows(word):
            found = find_words(normalise(typed, turkic=row.turkic))
            term = encode(found[0], row) if len(found) == 1 else ""
            if SEAM in term:
                prefixes[stem_of(term)] = None
            elif term:
                forms[term] = None
        if prefixes and word == skeleton(word) and self._some_keep_marks(word):
            for term in self.vocabulary.without_marks(word):
                prefixes[stem_of(term)] = None
        return Terms(forms=tuple(forms), prefixes=tuple(prefixes), fields=fields)

    def _welcome(self, word: str) -> Iterator[Terms]:
        """Give the exact form of a word and the beginnings of its stem."""
        for row in self._rows(word):
            stem = fold_and_stem(word, row)[1]
            for length in _MANY_BEGINNINGS if row.many_endings else _BEGINNINGS:
                if len(stem) > length:
                    yield Terms(prefixes=(stem[:length],))
            yield Terms(forms=(encode(word, row),))

    def _begun(self, word: str) -> Iterator[Terms]:
        """Give the beginning of a long word's stem that finds records of related words."""
        for row in self._rows(word):
            stem = fold_and_stem(word, row)[1]
            if len(stem) > _FINDS:
                yield Terms(prefixes=(stem[:_FINDS],))

    def _neighbours(self, first: str, second: str) -> Iterator[Phrase]:
        """Give two neighbouring words of a question as a phrase."""
        for row in self._rows(first):
            terms = (encode(first, row), encode(second, row_for(row.code, script_of(second))))
            if all(terms):
                yield Phrase(terms=terms)

    def _compound(self, text: str, found: list[str], fields: tuple[PostingsField, ...]) -> Node:
        """Read `state-sponsored`: its parts one after the other, or written together."""
        nodes: dict[Node, None] = {}
        parts = self.phrase(text, fields)
        if parts is not None:
            nodes[parts] = None
        if "-" in text and not any(is_unspaced(word) for word in found):
            together = "".join(found)
            nodes[self._single(together, together, fields)] = None
        return _any_of(nodes) or AnyOf()

    def _folded(self, word: str) -> tuple[str, ...]:
        """Give the forms that one normalised word may have, each once."""
        bare = without_separators(word)
        return tuple(dict.fromkeys(fold_word(bare, row) for row in self._rows(word)))

    def _rows(self, word: str) -> tuple[Language, ...]:
        return rows_for(word, self.vocabulary.languages)

    def _languages(self) -> tuple[str | None, ...]:
        return (None, *(self.vocabulary.languages or tuple(row.code for row in LANGUAGES)))

    def _some_keep_marks(self, word: str) -> bool:
        return bool(self.vocabulary.languages) and any(row.keeps for row in self._rows(word))


def stem_of(term: str) -> str:
    """Give the beginning that all forms of a term's word share."""
    stem, seam, _ = term.partition(SEAM)
    return stem + seam


def _run(word: str, fields: tuple[PostingsField, ...]) -> Terms | Phrase:
    letters = units(word)
    if len(letters) == 1:
        return Terms(prefixes=(letters[0],), fields=fields)
    pairs = tuple(bigrams(letters)[:-1])
    return (
        Terms(forms=pairs, fields=fields) if len(pairs) == 1 else Phrase(terms=pairs, fields=fields)
    )


def _run_words(letters: list[str]) -> Iterator[Terms]:
    if len(letters) == 1:
        yield Terms(prefixes=(letters[0],))
    for pair in bigrams(letters)[:-1]:
        yield Terms(forms=(pair,))


def _sequence(terms: list[str], fields: tuple[PostingsField, ...], *, begins: bool) -> Node:
    if len(terms) > 1:
        return Phrase(terms=tuple(terms), begins=begins, fields=fields)
    if begins:
        return Terms(prefixes=tuple(terms), fields=fields)
    return Terms(forms=tuple(terms), fields=fields)


def _any_of(nodes: dict[Node, None]) -> Node | None:
    found = tuple(nodes)
    if len(found) > 1:
        return AnyOf(parts=found)
    return found[0] if found else None


def _prefixes(begun: str, known: tuple[str, ...]) -> Iterator[str]:
    """Give the beginnings of terms that stand for forms with this beginning.

    Args:
        known: The terms of such forms; where none are known, every seam is thought of.
    """
    yield begun
    if not known:
        yield from (f"{begun[:place]}{SEAM}{begun[place:]}" for place in range(2, len(begun) + 1))
    for term in known:
        stem, _, ending = term.partition(SEAM)
        if stem.startswith(begun):
            continue  # Then the term begins so as well.
        if ending.startswith(SEAM):
            yield f"{stem}{SEAM}{SEAM}{begun}"
        else:
            yield f"{stem}{SEAM}{begun[len(stem) :]}"
