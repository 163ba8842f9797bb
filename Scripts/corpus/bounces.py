"""Mails that servers sent back: seen as such, whom they are about, status (RFC 3463), whether the address is dead."""

import re

from scoring import Point, equal

NAME = "bounces"
FILE = "mail/bounces.jsonl"
NOTES = "5.0.9xx are one product's own numbers for what carried no code: there only the class can agree."
NOT_FAILED = {"feedback", "delivered", "vacation", ""}


def ask(case):
    return {"raw_b64": case["raw_b64"]}


def judge(case, answer):
    yield equal("auto", answer["auto"]["isAuto"], True)
    failures = [wanted for wanted in case["expected"] if wanted["reason"] not in NOT_FAILED]
    if not failures:
        return
    failed = (answer.get("bounce") or {}).get("recipients", [])
    yield equal("seen as a bounce", answer["auto"].get("kind"), "bounce")
    whom = [recipient["address"] for recipient in failed]
    yield Point("recipients", whom, len(failures), len(failed) == len(failures) or bool(failed) and len(failures) == 1)
    for number, wanted in enumerate(failures):
        found = failed[number] if number < len(failed) else failed[0] if failed else None
        yield from judge_recipient(wanted, found)


def judge_recipient(wanted, found):
    mine = found["status"] if found else ""
    is_pseudo = re.fullmatch(r"[245]\.0\.9\d\d", wanted["dsn"])
    if wanted["dsn"]:
        right = mine[:2] == wanted["dsn"][:2] if is_pseudo else mine == wanted["dsn"]
        yield Point("status", found, wanted, right)
        if not is_pseudo:
            yield Point("  where the bounce carries one", found, wanted, right)
    yield Point("hardness", found, wanted, found is not None and found["isHard"] == wanted["hard"])


def chosen(reason, names, *measures):
    return {(f"sisimai/{name}", measure): reason for name in names.split() for measure in measures}


BY_CHOICE = {}
