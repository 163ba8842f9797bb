"""Prints how well `wasl read` reads the development sets: one table a set.

python3 Scripts/corpus [--misses] [--wasl PROGRAM] [--data FOLDER] [SET …]
"""

import argparse
import json
import pathlib
import sys

import bounces
import charsets
import headers
import machines
import mails
import own_bounces
import own_replies
import replies
from scoring import Table
from wasl import Wasl

SETS = [mails, headers, charsets, replies, own_replies, bounces, own_bounces, machines]
ROOT = pathlib.Path(__file__).resolve().parents[2]


def main():
    options = arguments()
    program = options.wasl or next((p for p in programs() if p.exists()), None)
    if program is None:
        sys.exit("The program is not built yet: swift build -c release --product wasl")
    for chosen in SETS:
        if options.sets and chosen.NAME not in options.sets:
            continue
        cases = load(chosen, options.data)
        if cases is None:
            print(f"{chosen.NAME}: skipped, {chosen.FILE} is not there.")
            continue
        score(chosen, cases, Wasl(program, ROOT)).print(misses=options.misses)


def load(chosen, data):
    """The cases of a set: of its file in the folder of the sets, or its own; None when the file is not there."""
    if hasattr(chosen, "load"):
        return number_repeats(chosen.load())
    file = data / chosen.FILE
    if not file.exists():
        return None
    cases = [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]
    return number_repeats(cases)


def number_repeats(cases):
    """Where several cases bear one id, all but the first get a number behind it."""
    seen = {}
    for case in cases:
        seen[case["id"]] = seen.get(case["id"], 0) + 1
        if seen[case["id"]] > 1:
            case["id"] += f"#{seen[case['id']]}"
    return cases


def score(chosen, cases, wasl):
    """One set through the program; a set's module says what to ask and judges each answer."""
    asked = {case["id"]: question for case in cases if (question := chosen.ask(case)) is not None}
    answers = wasl.read(asked)
    table = Table(chosen.NAME, getattr(chosen, "BY_CHOICE", {}), getattr(chosen, "NOTES", ""))
    table.robustness(len(asked), answers, wasl.crashes)
    for case in cases:
        answer = answers.get(case["id"])
        if answer is not None:
            for point in chosen.judge(case, answer):
                table.add(case["id"], point)
    return table


def programs():
    return [ROOT / ".build" / kind / "wasl" for kind in ("release", "debug")]


def arguments():
    parser = argparse.ArgumentParser(prog="make corpus", description=__doc__.splitlines()[0])
    parser.add_argument("sets", nargs="*", help=f"of {', '.join(chosen.NAME for chosen in SETS)}; all unless given")
    parser.add_argument("--misses", action="store_true", help="list what was read otherwise than expected")
    parser.add_argument("--wasl", type=pathlib.Path, help="another program")
    parser.add_argument("--data", type=pathlib.Path, default=ROOT / "../shared/data", help="the folder of the sets")
    return parser.parse_args()


main()
