"""What the person newly wrote, apart from quotations and signatures."""

import base64
import html
import re

from scoring import equal, words

NAME = "replies"
FILE = "mail/replies.jsonl"
KINDS = {"reply": "replyText", "html_reply": "replyText", "first": "replyText", "signature": "signature"}


def ask(case):
    if case["kind"] not in KINDS or case["expected"] is None:
        return None
    if "raw_b64" in case:
        return {"raw_b64": case["raw_b64"]}
    kind = "html" if case["kind"] == "html_reply" else "plain"
    mail = f"From: {case.get('sender') or 'a@example.org'}\nContent-Type: text/{kind}; charset=utf-8\n\n{case['text']}"
    return {"raw_b64": base64.b64encode(mail.encode()).decode()}


def judge(case, answer):
    expected = case["expected"]
    if case["kind"] == "html_reply":
        expected = html.unescape(re.sub(r"<[^>]{0,500}>", " ", expected))
    yield equal(f"{case['kind']}, exact", words(answer[KINDS[case["kind"]]]), words(expected))
