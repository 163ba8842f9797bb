#!/usr/bin/env python3
"""Scores how mail is taken apart: replies, bounces, machines' mail.

Reads the development sets and the cases of Tests/Cases, sends every mail through `wasl read --jsonl` and prints a
table, one line for each set and measure. `--show` prints the cases that differ, `--reader` names another program.
"""
import argparse
import base64
import html
import json
import re
import subprocess
import sys
from email.header import Header
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CASES = ROOT / "Tests" / "Cases"


def lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def mail(text, kind="plain", head="Subject: Re: x\n"):
    body = base64.encodebytes(text.encode()).decode()
    return (f"{head}MIME-Version: 1.0\nContent-Type: text/{kind}; charset=utf-8\n"
            f"Content-Transfer-Encoding: base64\n\n{body}").encode()


def read(reader, mails):
    """Answers of the reader for (id, bytes), by id."""
    asked = "".join(json.dumps({"id": i, "raw_b64": base64.b64encode(raw).decode()}) + "\n" for i, raw in mails)
    done = subprocess.run(reader, shell=True, input=asked.encode(), stdout=subprocess.PIPE, check=True, cwd=ROOT)
    answers = [json.loads(line) for line in done.stdout.decode().splitlines()]
    return {answer["id"]: answer for answer in answers}


def flat(text):
    return re.sub(r"\s+", "", text or "")


def words(markup):
    markup = re.sub(r"(?is)<(style|script|head)\b.*?</\1>", "", markup or "")
    return flat(html.unescape(re.sub(r"<[^>]*>", "", markup)).replace("\u00a0", " "))


def unmarked(text):
    """Our reading of HTML without the marks that stand for its structure."""
    return flat(re.sub(r"(?m)^(> ?)+|^-- ?$|^---$", "", text or ""))


class Table:
    def __init__(self, show):
        self.rows, self.show = [], show

    def count(self, name, results):
        results = list(results)
        right = sum(1 for _, ok, _ in results if ok)
        share = f"{100 * right / len(results):5.1f} %" if results else "   –"
        self.rows.append(f"{name:<52} {right:>5} of {len(results):>5}  {share}")
        if self.show:
            for i, ok, why in results:
                if not ok:
                    print(f"MISS {name} | {i} | {why}")

    def print(self):
        print("\n".join(self.rows))


def replies(data, reader, table):
    cases = [c for c in lines(data / "replies.jsonl")]
    for number, case in enumerate(cases):
        case["key"] = f"{number}"
    answers = read(reader, [
        (c["key"], mail(c["text"], "html" if c["kind"] == "html_reply" or c["text"].lstrip().startswith("<html") else "plain"))
        for c in cases])

    def judged(kind, right):
        for case in cases:
            if case["kind"] == kind:
                got = answers[case["key"]]
                yield case["id"], right(case, got), json.dumps(
                    [got["replyText"][:200], got["signature"][:80], str(case["expected"])[:200]], ensure_ascii=False)

    def same(case, got):
        wanted = flat(case["expected"])
        return wanted in (flat(got["replyText"]), flat(got["replyText"] + got["signature"]))

    def same_html(case, got):
        wanted = words(case["expected"])
        both = unmarked(got["replyText"] + "\n" + got["signature"])
        return wanted in (unmarked(got["replyText"]), both)

    def part(case, got):
        return flat(case["expected"]) in flat(got["replyText"] + got["quotedText"] + got["signature"])

    table.count("replies: new text", judged("reply", same))
    table.count("replies: new text alone, signature never counted", judged(
        "reply", lambda c, g: flat(c["expected"]) == flat(g["replyText"])))
    table.count("replies: new text of HTML", judged("html_reply", same_html))
    table.count("replies: signature", judged("signature", lambda c, g: flat(c["expected"]) == flat(g["signature"])))
    table.count("replies: first fragment", judged(
        "first", lambda c, g: flat(g["replyText"]).startswith(flat(c["expected"]))))
    table.count("replies: fragments kept whole", judged("fragment", part))


def own_replies(reader, table):
    for path in sorted(CASES.glob("replies*.txt")):
        cases = read_cases(path)
        answers = read(reader, [
            (c["name"], mail(c["mail"], "html" if c["mail"].lstrip().startswith("<") else "plain", c.get("head", "Subject: Re: x\n")))
            for c in cases])
        results = []
        for case in cases:
            got = answers[case["name"]]
            ok = flat(got["replyText"]) == flat(case["reply"]) and \
                ("signature" not in case or flat(got["signature"]) == flat(case["signature"]))
            results.append((case["name"], ok, json.dumps(
                [got["replyText"], got["signature"], case["reply"], case.get("signature")], ensure_ascii=False)))
        table.count(f"own {path.stem}: new text and signature", results)


MARKS = {"RLM": "\u200f", "LRM": "\u200e", "LRE": "\u202a", "RLE": "\u202b", "PDF": "\u202c", "NBSP": "\u00a0",
         "NNBSP": "\u202f", "RLI": "\u2067", "FSI": "\u2068", "PDI": "\u2069"}


def read_cases(path):
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


NOT_FAILED = {"feedback", "delivered", "vacation", ""}


def bounces(data, reader, table):
    cases = lines(data / "bounces.jsonl")
    answers = read(reader, [(c["id"], base64.b64decode(c["raw_b64"])) for c in cases])
    seen, status, exact, hard, found = [], [], [], [], []
    for case in cases:
        got = answers[case["id"]]
        kind = got["auto"].get("kind")
        failures = [e for e in case["expected"] if e["reason"] not in NOT_FAILED]
        if not failures:
            continue
        seen.append((case["id"], kind == "bounce", f"{kind} {got['subject']}"))
        failed = (got.get("bounce") or {}).get("recipients", [])
        found.append((case["id"], len(failed) == len(failures) or len(failed) >= 1 and len(failures) == 1,
                      f"{len(failed)} of {len(failures)}: {[f['address'] for f in failed]}"))
        for number, wanted in enumerate(failures):
            have = failed[number] if number < len(failed) else (failed[0] if failed else None)
            say = json.dumps([wanted, have], ensure_ascii=False)[:420]
            # 5.0.9xx are one product's own numbers for what carried no code: there only the class can agree.
            pseudo = re.fullmatch(r"[245]\.0\.9\d\d", wanted["dsn"])
            mine = have["status"] if have else ""
            if wanted["dsn"]:
                same = mine[:2] == wanted["dsn"][:2] if pseudo else mine == wanted["dsn"]
                status.append((case["id"], same, say))
                if not pseudo:
                    exact.append((case["id"], same, say))
            hard.append((case["id"], have is not None and have["isHard"] == wanted["hard"], say))
    table.count("bounces: seen as one", seen)
    table.count("bounces: recipients found", found)
    table.count("bounces: status", status)
    table.count("bounces: status where the bounce carries one", exact)
    table.count("bounces: hardness", hard)


def autos(data, reader, table):
    """Bounces and the machines among the parsed mails are automatic; the other parsed mails are not; and our own cases."""
    results = []
    cases = [(c["id"], base64.b64decode(c["raw_b64"]), True) for c in lines(data / "bounces.jsonl")]
    own = CASES / "auto.jsonl"
    if own.exists():
        for case in lines(own):
            head = "".join(f"{h}\n" for h in case["head"])
            names = {h.split(":")[0].lower() for h in case["head"]}
            if "from" not in names:
                head += "From: Nora <nora@person.example>\n"
            if "to" not in names:
                head += "To: al-eman@al-eman.example\n"
            if "subject" in case:
                head += f"Subject: {Header(case['subject'], 'utf-8', maxlinelen=990).encode()}\n"
            raw = (head + case["raw"]).encode() if "raw" in case else mail(case.get("body", "Hello"), head=head)
            cases.append((case["id"], raw, case["auto"]))
    answers = read(reader, [(i, raw) for i, raw, _ in cases])
    for i, _, wanted in cases:
        results.append((i, answers[i]["auto"]["isAuto"] == wanted, f"wanted {wanted}: {answers[i]['auto']}"))
    table.count("auto: machines' mail and people's", results)
    table.count("auto: people's mail taken for a machine's (right: not)", [r for r, c in zip(results, cases) if not c[2]])


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, default=ROOT / ".." / "shared" / "data" / "mail")
    options.add_argument("--reader", default=".build/release/wasl read --jsonl -")
    options.add_argument("--show", action="store_true")
    options.add_argument("--only", choices=["replies", "bounces", "auto", "own"])
    chosen = options.parse_args()
    table = Table(chosen.show)
    if not chosen.data.exists():
        print(f"The development sets are not at {chosen.data}; only the own cases are read.")
    has = chosen.data.exists()
    if has and chosen.only in (None, "replies"):
        replies(chosen.data, chosen.reader, table)
    if chosen.only in (None, "own", "replies"):
        own_replies(chosen.reader, table)
    if has and chosen.only in (None, "bounces"):
        bounces(chosen.data, chosen.reader, table)
    if has and chosen.only in (None, "auto"):
        autos(chosen.data, chosen.reader, table)
    table.print()


if __name__ == "__main__":
    sys.exit(main())
