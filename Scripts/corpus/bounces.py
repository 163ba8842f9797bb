"""Mails that came back: is it seen, with which status, for good or for now."""

from scoring import equal

NAME = "bounces"
FILE = "mail/bounces.jsonl"


def ask(case):
    return {"raw_b64": case["raw_b64"]}


def judge(case, answer):
    failures = [one for one in case["expected"] if one["reason"] not in ("feedback", "vacation", "delivered")]
    if not failures:
        return
    yield equal("seen as a machine's", answer["auto"]["isAuto"], True)
    bounce = answer.get("bounce") or {"recipients": []}
    yield equal("seen as a bounce", "bounce" in answer, True)
    if len(bounce["recipients"]) == len(failures):
        for found, wanted in zip(bounce["recipients"], failures):
            if wanted["dsn"]:
                yield equal("status", found["status"], wanted["dsn"])
            yield equal("for good or for now", found["isHard"], wanted["hard"])
