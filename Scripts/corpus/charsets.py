"""Arabic in every charset, label and transfer encoding."""

from scoring import equal, words

NAME = "charsets"
FILE = "mail/arabic_charsets.jsonl"


def ask(case):
    return {"raw_b64": case["raw_b64"]}


def judge(case, answer):
    label = "label right" if case["honest"] else "label wrong or missing"
    found = [words(answer["subject"]), words(answer["text"])]
    expected = [words(case["expected"]["subject"]), words(case["expected"]["plain_text"])]
    yield equal("subject and body", found, expected)
    yield equal(f"  {label}", found, expected)
    yield equal(f"  {case['actual']} as {case['declared']}, {case['cte']}", found, expected)
