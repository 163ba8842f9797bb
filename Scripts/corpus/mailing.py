"""Mails made of texts, and texts without white space."""

import base64
import pathlib
import re

CASES = pathlib.Path(__file__).resolve().parents[2] / "Tests/Cases"


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
