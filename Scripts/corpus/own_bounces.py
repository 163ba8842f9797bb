"""Servers' words in many languages, each in a report (RFC 3464), and notices in servers' own forms."""

import email.header

from mailing import CASES, blocks, mail, report
from scoring import Point, equal

NAME = "own-bounces"
HARD = {"unknown-address", "unknown-domain", "moved", "refuses-mail"}


def load():
    lines = (CASES / "bounce-words.txt").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    words = [{"id": words, "reason": reason, "status": status, "words": words} for reason, status, words in rows]
    return words + [case | {"id": f"form: {case['name']}"} for case in blocks(CASES / "bounces.txt")]


def ask(case):
    if "words" in case:
        return report(case["words"], None if case["status"] == "-" else case["status"])
    head = "".join(
        f"{name}: {email.header.Header(value, 'utf-8' if not value.isascii() else None, maxlinelen=900).encode()}\n"
        for name, _, value in (line.partition(": ") for line in case["head"].strip().splitlines())
    )
    return mail(case["mail"], head=head + "To: al-eman@al-eman.example\n")


def judge(case, answer):
    failed = (answer.get("bounce") or {}).get("recipients") or []
    if "words" in case:
        found = failed[0] if failed else {}
        yield Point("words, hardness", found, case["reason"], found.get("isHard") == (case["reason"] in HARD))
        yield equal("  reason", found.get("reason"), case["reason"])
        return
    wanted = [tuple(line.split()) for line in case["expect"].strip().splitlines() if line != "none"]
    yield equal("forms, seen as a bounce", answer["auto"].get("kind") == "bounce", bool(wanted))
    yield equal("  recipients and reasons", [(each["address"], each["reason"]) for each in failed], wanted)
