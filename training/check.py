"""Checks the cards: python3 training/check.py [FILE …]. Prints counts, and the share of messages that nearly repeat another.

Two messages are near-duplicates when more than half of their five-letter stretches (letters and digits, lower case) are shared.
Exit 1 at 2 % or more. Labels are checked by the program that reads them; its complaints name file and line.
"""
import collections
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).parent


def messages(path):
    kind = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("#"):
            kind = line.split("|")[1].strip()
        elif line.strip():
            head, _, text = line.partition(": ")
            yield f"{path.name}:{number}", kind, *head.split("/", 1), text


def stretches(text):
    text = re.sub(r"\W+", " ", text.lower()).strip()
    return {text[start:start + 5] for start in range(max(1, len(text) - 4))}


def main():
    paths = [pathlib.Path(name) for name in sys.argv[1:]] or sorted((HERE / "cards").glob("*.txt"))
    rows = [row for path in paths for row in messages(path)]
    where, repeated, sets = collections.defaultdict(list), 0, []
    for place, _, _, _, text in rows:
        own = stretches(text)
        shared = collections.Counter(other for part in own for other in where[part] if len(where[part]) < 200)
        twin = next((o for o, n in shared.most_common(3) if n > len(own | sets[o]) / 2), None)
        if twin is not None:
            repeated += 1
            print(f"{place} nearly repeats {rows[twin][0]}")
        for part in own:
            where[part].append(len(sets))
        sets.append(own)
    for title, column in ("kind", 1), ("speech", 2), ("channel", 3):
        print(title, ", ".join(f"{name} {count}" for name, count in collections.Counter(r[column] for r in rows).most_common()))
    share = repeated / max(1, len(rows))
    print(f"{len(rows)} messages, near-duplicates {share:.2%}")
    sys.exit(share >= 0.02)


if __name__ == "__main__":
    main()
