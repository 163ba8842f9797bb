"""Mails made for this project: replies in many programs' and languages' forms."""

import re

from mailing import CASES, flat, mail
from scoring import Point

NAME = "own-replies"
MARKS = {
    "RLM": "\u200f", "LRM": "\u200e", "LRE": "\u202a", "RLE": "\u202b", "PDF": "\u202c", "NBSP": "\u00a0",
    "NNBSP": "\u202f", "RLI": "\u2067", "FSI": "\u2068", "PDI": "\u2069",
}


def load():
    return [case for path in sorted(CASES.glob("replies*.txt")) for case in blocks(path)]


def ask(case):
    is_html = case["mail"].lstrip().startswith("<")
    return mail(case["mail"], "html" if is_html else "plain", case.get("head", "Subject: Re: x\n"))


def judge(case, answer):
    yield Point(case["set"], answer["replyText"], case["reply"], flat(answer["replyText"]) == flat(case["reply"]))
    if "signature" in case:
        right = flat(answer["signature"]) == flat(case["signature"])
        yield Point(f"  {case['set']}, signature", answer["signature"], case["signature"], right)


def blocks(path):
    """Blocks «#### case NAME», «#### mail», «#### reply», «#### signature», «#### head»; `{RLM}` stands for the mark."""
    cases, part = [], None
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("#### case "):
            cases.append({"id": f"{path.stem}: {line[10:].strip()}", "set": path.stem})
            part = None
        elif line.startswith("#### "):
            part = line[5:].strip()
            cases[-1][part] = ""
        elif part:
            cases[-1][part] += re.sub(r"\{([A-Z]+)\}", lambda m: MARKS.get(m.group(1), m.group(0)), line) + "\n"
    for case in cases:
        for name in ("mail", "reply", "signature"):
            if name in case:
                case[name] = case[name].strip("\n")
    return cases
