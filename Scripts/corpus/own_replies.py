"""Mails made for this project: replies in many programs' and languages' forms."""

from mailing import CASES, blocks, flat, mail
from scoring import Point

NAME = "own-replies"


def load():
    paths = sorted(CASES.glob("replies*.txt"))
    return [case | {"id": f"{path.stem}: {case['name']}", "set": path.stem} for path in paths for case in blocks(path)]


def ask(case):
    is_html = case["mail"].lstrip().startswith("<")
    return mail(case["mail"], "html" if is_html else "plain", case.get("head", "Subject: Re: x\n"))


def judge(case, answer):
    yield Point(case["set"], answer["replyText"], case["reply"], flat(answer["replyText"]) == flat(case["reply"]))
    if "signature" in case:
        right = flat(answer["signature"]) == flat(case["signature"])
        yield Point(f"  {case['set']}, signature", answer["signature"], case["signature"], right)
