"""Words that make a sentence a question and say nothing about what is looked for.

They are rare in texts, so ranking would take them for the heart of the question. Only the
languages are listed in which leaving them out brought better records first (XQuAD collections);
in English, German, Spanish and Russian it did not.
"""

import re
from functools import cache

_ARABIC = (
    "ما ماذا من متى أين اين كيف لماذا كم هل أي اي أية هو هي هم هذا هذه ذلك تلك التي الذي الذين كان "
    "كانت في على إلى الى عن مع أن ان إن قد لم لا عند بعد قبل أو ثم بين كل غير حيث "
    "كانوا تم يتم يسمى تسمى اسم اذكر بماذا مما بعض يمكن يمكنك"
)
_TURKISH = (
    "ne neyi nedir neden niçin nasıl nerede nereye nereden kim kime kimi kimin kimdir kaç hangi "
    "hangisi mi mı mu mü ve bir bu ile için olarak olan de da"
)
_CHINESE = (
    "什么 哪一位 哪一个 哪一 哪个 哪些 哪里 哪 谁 多少 几个 为什么 怎么 怎样 如何 何时 何地 "
    "的 是 了 在 有 和 与 或 被 把 吗 呢 一位 一个 这个 那个"
)

_WORDS = {"ar": frozenset(_ARABIC.split()), "tr": frozenset(_TURKISH.split())}
_RUNS = {"zh": _CHINESE.split()}


def without_asking_words(words: list[str], languages: tuple[str, ...]) -> list[str]:
    """Leave out the words of asking, unless nothing else is there.

    Args:
        words: Normalised words and runs of a question.
        languages: BCP 47 tags of the archive's languages.
    """
    kept = words
    for language in dict.fromkeys(tag.split("-")[0].lower() for tag in languages):
        listed = _WORDS.get(language, frozenset())
        kept = [word for word in kept if word not in listed]
        pattern = _run_pattern(language)
        if pattern is not None:
            kept = [part for word in kept for part in pattern.split(word) if part]
    return kept or words


@cache
def _run_pattern(language: str) -> re.Pattern[str] | None:
    listed = sorted(_RUNS.get(language, ()), key=len, reverse=True)
    return re.compile("|".join(listed)) if listed else None
