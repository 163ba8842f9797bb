"""Mails made of texts, texts without white space, and the form of the cases in `Tests/Cases`."""

import base64
import pathlib
import re

CASES = pathlib.Path(__file__).resolve().parents[2] / "Tests/Cases"
MARKS = {
    "RLM": "\u200f", "LRM": "\u200e", "LRE": "\u202a", "RLE": "\u202b", "PDF": "\u202c", "NBSP": "\u00a0",
    "NNBSP": "\u202f", "RLI": "\u2067", "FSI": "\u2068", "PDI": "\u2069",
}


def mail(text, kind="plain", head="Subject: Re: x\n"):
    """A question with a mail of one part."""
    body = base64.encodebytes(text.encode()).decode()
    raw = (
        f"{head}MIME-Version: 1.0\nContent-Type: text/{kind}; charset=utf-8\n"
        f"Content-Transfer-Encoding: base64\n\n{body}"
    )
    return {"raw_b64": base64.b64encode(raw.encode()).decode()}


def flat(text):
    """A text without white space."""
    return re.sub(r"\s+", "", text or "")


def report(words, status):
    """A question with a delivery report (RFC 3464) of one recipient, without a status where it is None."""
    fields = f"Status: {status}\n" if status else ""
    raw = (
        "From: MAILER-DAEMON@relay.example\nTo: al-eman@al-eman.example\nSubject: Undelivered Mail\n"
        'MIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
        "--b\nContent-Type: text/plain; charset=utf-8\n\nYour message was not delivered.\n\n"
        "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; relay.example\n\n"
        f"Final-Recipient: rfc822; nora@a.example\nAction: failed\n{fields}Diagnostic-Code: smtp; {words}\n\n--b--\n"
    )
    return {"raw_b64": base64.b64encode(raw.encode()).decode()}


def blocks(path):
    """Blocks «#### case NAME», «#### mail», «#### reply», «#### signature», «#### head»; `{RLM}` stands for the mark."""
    cases, part = [], None
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("#### case "):
            cases.append({"name": line[10:].strip()})
            part = None
        elif line.startswith("#### "):
            part = line[5:].strip()
            cases[-1][part] = ""
        elif part:
            cases[-1][part] += re.sub(r"\{([A-Z]+)\}", lambda m: MARKS.get(m.group(1), m.group(0)), line) + "\n"
    for case in cases:
        for name in ("mail", "reply", "signature"):
            if name in case:
                case[name] = case[name].strip("\n")
    return cases
