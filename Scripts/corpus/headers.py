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
    field = FIELDS[case["kind"]]
    if case["kind"] == "content_type" and case["expected"]["c_type"] in ("inline", "attachment"):
        field = "Content-Type: application/x\nContent-Disposition"
    mail = f"{field}:{case['header']}\n\nbody\n"
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


def chosen(kind, numbers, reason, *measures):
    return {(f"mailparser-{kind}/{number}", measure): reason for number in numbers for measure in measures}


BY_CHOICE = (
    chosen("address", [8, 9, 10, 14, 22, 56], "a comment is a name only where there is no other", "address, name")
    | chosen("address", [13, 14], "routes, comments and spaces are no part of an address", "address")
    | chosen("address", range(37, 48), "a List- field names links, not people", "address", "address, name")
    | chosen("content_type", [34], "no space stands between adjacent encoded words", "file name")
    | chosen("content_type", [38], "what stands before a backslash is a folder, and folders are cut", "file name")
    | chosen("content_type", [55, 56, 57], "blanks around a name are cut, and blanks alone are no name", "file name")
    | chosen("date", [14], "a bracket that is never closed hides nothing", "date")
    | chosen("id", [6], "spaces are no part of an id", "id")
    | chosen("unstructured", [21, 22, 27, 28], "no space is added before an encoded word", "text")
)
