"""Mails that servers sent back: seen as such, whom they are about, status (RFC 3463), whether the address is dead."""

import re

from scoring import Point, equal

NAME = "bounces"
FILE = "mail/bounces.jsonl"
NOTES = "5.0.9xx are one product's own numbers for what carried no code: there only the class can agree."
STATED = "  where the bounce carries one"
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
            yield Point(STATED, found, wanted, right)
    yield Point("hardness", found, wanted, found is not None and found["isHard"] == wanted["hard"])


def chosen(reason, names, *measures):
    return {(f"sisimai/{name}", measure): reason for name in names.split() for measure in measures}


WORDS = "a server that says that the mailbox is not there is believed, wherever in the dialogue it says so"
BY_CHOICE = (
    chosen(
        WORDS,
        "lhost-activehunter-02 lhost-apachejames-01 lhost-messagingserver-03 lhost-office365-04 lhost-postfix-07 "
        "lhost-receivingses-02 lhost-sendmail-27 lhost-x1-01 lhost-x2-02 lhost-zoho-03 rfc3464-42",
        "hardness",
    )
    | chosen("«host unknown» is said of the recipient's domain", "lhost-v5sendmail-05 lhost-v5sendmail-07", "hardness")
    | chosen("X.2.1 says that the mailbox is there", "lhost-powermta-01", "hardness")
    | chosen("a bare «rejected» says nothing of the mailbox", "lhost-messagelabs-03", "hardness")
    | chosen(
        "the notice says that the server goes on trying", "lhost-opensmtpd-12 lhost-opensmtpd-15 lhost-opensmtpd-16",
        "status",
    )
    | chosen("the report's own status, not one of the transcript", "lhost-sendmail-56", "status", STATED)
)
