"""Single header fields: addresses, dates, ids, texts, media types with file names."""

import base64
import datetime

from scoring import equal, words

NAME = "headers"
FILE = "mail/headers.jsonl"
NOTES = "The kinds `received` and `list` are not asked: no part of the product reads them."
FIELDS = {"address": "To", "date": "Date", "id": "References", "unstructured": "Subject", "content_type": "Content-Type"}


def ask(case):
    if case["kind"] not in FIELDS or (case["kind"] == "content_type" and file_of(case) is None):
        return None
    mail = f"{FIELDS[case['kind']]}:{case['header']}\n\nbody\n"
    return {"raw_b64": base64.b64encode(mail.encode()).decode()}


def judge(case, answer):
    kind, expected = case["kind"], case["expected"]
    if kind == "address":
        boxes = expected.get("List") or [box for group in expected["Group"] for box in group["addresses"]]
        wanted = [box["address"] for box in boxes if box["address"]]
        yield equal("address", [box["address"] for box in answer["to"] if box["address"]], wanted)
        found = [words(box.get("name")) for box in answer["to"] if box["address"]]
        yield equal("address, name", found, [words(box["name"]) for box in boxes if box["address"]])
    elif kind == "date":
        yield equal("date", answer.get("date"), moment(expected))
    elif kind == "id":
        yield equal("id", answer["references"], expected or [])
    elif kind == "unstructured":
        yield equal("text", answer["subject"], expected)
    else:
        yield equal("file name", (answer["attachments"] or [{}])[0].get("name"), file_of(case))


def file_of(case):
    """The file name of a media type or disposition that is not text; None when it has none."""
    expected = case["expected"] or {}
    names = [value for name, value in expected.get("attributes") or [] if name in ("name", "filename")]
    return names[0] if names and expected["c_type"] not in ("text", "message", "multipart") else None


def moment(parts):
    if not parts:
        return None
    offset = datetime.timedelta(hours=parts["tz_hour"], minutes=parts["tz_minute"])
    zone = datetime.timezone(-offset if parts["tz_before_gmt"] else offset)
    fields = [parts[name] for name in ("year", "month", "day", "hour", "minute", "second")]
    return datetime.datetime(*fields, tzinfo=zone).astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
