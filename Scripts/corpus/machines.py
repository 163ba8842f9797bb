"""Mails made for this project: machines' and people's, told apart by fields and words."""

import base64
import json
from email.header import Header

from mailing import CASES, mail
from scoring import equal

NAME = "machines"


def load():
    return [json.loads(line) for line in (CASES / "auto.jsonl").read_text("utf-8").splitlines() if line.strip()]


def ask(case):
    names = {field.split(":")[0].lower() for field in case["head"]}
    head = "".join(f"{field}\n" for field in case["head"])
    if "from" not in names:
        head += "From: Nora <nora@person.example>\n"
    if "to" not in names:
        head += "To: al-eman@al-eman.example\n"
    if "subject" in case:
        head += f"Subject: {Header(case['subject'], 'utf-8', maxlinelen=990).encode()}\n"
    if "raw" in case:
        return {"raw_b64": base64.b64encode((head + case["raw"]).encode()).decode()}
    return mail(case.get("body", "Hello"), head=head)


def judge(case, answer):
    yield equal("machine" if case["auto"] else "person", answer["auto"]["isAuto"], case["auto"])
    if "kind" in case:
        yield equal("  which kind of machine", answer["auto"].get("kind"), case["kind"])
