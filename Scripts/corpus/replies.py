"""What the person wrote, apart from quotation and signature; white space is no difference."""

import html
import re

from mailing import flat, mail
from scoring import Point

NAME = "replies"
FILE = "mail/replies.jsonl"


def ask(case):
    is_html = case["kind"] == "html_reply" or case["text"].lstrip().startswith("<html")
    return mail(case["text"], "html" if is_html else "plain")


def judge(case, answer):
    kind, wanted = case["kind"], case["expected"]
    reply, signature = answer["replyText"], answer["signature"]
    if kind == "reply":
        yield Point("new text", reply, wanted, flat(wanted) == flat(reply))
        yield Point("  with or without signature", reply, wanted, flat(wanted) in (flat(reply), flat(reply + signature)))
    elif kind == "html_reply":
        found = [unmarked(reply), unmarked(reply + "\n" + signature)]
        yield Point("new text of HTML", reply, wanted, shown(wanted) in found)
    elif kind == "signature":
        yield Point("signature", signature, wanted, flat(wanted) == flat(signature))
    elif kind == "first":
        yield Point("first fragment", reply, wanted, flat(reply).startswith(flat(wanted)))
    elif kind == "fragment":
        yield Point("fragment kept whole", reply, wanted, flat(wanted) in flat(reply + answer["quotedText"] + signature))


def shown(markup):
    """The words that HTML shows."""
    markup = re.sub(r"(?is)<(style|script|head)\b.*?</\1>", "", markup or "")
    return flat(html.unescape(re.sub(r"<[^>]*>", "", markup)).replace("\u00a0", " "))


def unmarked(text):
    """Our reading of HTML without the marks that stand for its structure."""
    return flat(re.sub(r"(?m)^(> ?)+|^-- ?$|^---$", "", text or ""))


def chosen(reason, names, *measures):
    return {(f"quotes/{name}", measure): reason for name in names.split() for measure in measures}


BY_CHOICE = chosen(
    "a telephone's or a program's line is no part of the new text; the set cuts quotations only",
    "talon/iphone.eml talon/sparrow.eml", "new text",
) | chosen(
    "a word is not dropped because a mail is long, or because it stands before a glued introduction",
    "talon/test_too_many_lines#0 talon/test_reply_and_quotation_splitter_share_line#0 "
    "talon/test_reply_and_quotation_splitter_share_line#1",
    "new text", "  with or without signature",
) | chosen(
    "thanks with a name, or a name alone, may be what a person wants said",
    "talon/signature/jeff talon/signature/short_url", "signature",
)
