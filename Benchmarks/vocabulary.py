"""Words that nobody wrote, as many and as unevenly used as in a language, for stores that have to be searched."""

import bisect
import itertools
import random

ARABIC, LATIN = "بتجحخدرزسشصطعفقكلمنه", ("ba", "ce", "di", "fo", "gu", "ka", "le", "mi", "no", "pu", "ra", "se", "ti", "vo")
SIZE = 60_000


class Vocabulary:
    """Half Arabic and half Latin words; the word of rank r comes 1/r as often as the first (Zipf's law)."""

    def __init__(self, seed):
        chance = random.Random(seed)
        words = {"".join(chance.choices(ARABIC, k=chance.randint(4, 6))) for _ in range(SIZE // 2)}
        words |= {"".join(chance.choices(LATIN, k=chance.randint(2, 4))) for _ in range(SIZE // 2)}
        self.words = sorted(words)
        chance.shuffle(self.words)
        self.sums = list(itertools.accumulate(1 / rank for rank in range(1, len(self.words) + 1)))

    def some(self, key, count):
        """So many words, always the same for a key."""
        chance = random.Random(key)
        return " ".join(self.words[bisect.bisect(self.sums, chance.random() * self.sums[-1])] for _ in range(count))

    def rank(self, rank):
        """The word of a rank, from 1."""
        return self.words[rank - 1]
