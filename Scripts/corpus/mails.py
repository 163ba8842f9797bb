"""Whole mails: subject, sender, id, words, files."""

from scoring import Point, equal, token_f1, words

NAME = "mails"
FILE = "mail/parse.jsonl"
NOTES = "size: as sent by us; the set's own sizes are taken after its conversion of text."


def ask(case):
    return {"raw_b64": case["raw_b64"]}


def judge(case, answer):
    expected = case["expected"]
    sender = (answer["from"] or [{}])[0]
    yield equal("subject", words(answer["subject"]), words(expected["subject"]))
    yield equal("from", sender.get("address", ""), expected["from_email"] or "")
    yield equal("from, name", sender.get("name") or "", expected["from_display_name"] or "")
    yield equal("message id", answer.get("messageID") or "", expected["message_id"] or "")
    found, wanted = words(answer["text"]), words(expected["plain_text"])
    yield equal("body, exact", found, wanted)
    yield Point("body, token F1 ≥ 0.95", found, wanted, token_f1(found, wanted) >= 0.95)
    files = answer["attachments"]
    yield equal("file names", [f.get("name") for f in files], [f["filename"] for f in expected["attachments"]])
    for file, other in zip(files, expected["attachments"]):
        if other["filename"] and file.get("name") == other["filename"] and other["kind"] != "Text":
            yield equal("file size", file["bytes"], other["size"])


