"""Prints how well `wasl read` reads the development sets: one table a set.

python3 Scripts/corpus [--misses] [--wasl PROGRAM] [--data FOLDER] [SET …]
"""

import argparse
import json
import pathlib
import sys

import charsets
import headers
import mails
from scoring import Table
from wasl import Wasl

SETS = [mails, headers, charsets]
ROOT = pathlib.Path(__file__).resolve().parents[2]


def main():
    options = arguments()
    program = options.wasl or next((p for p in programs() if p.exists()), None)
    if program is None:
        sys.exit("The program is not built yet: swift build -c release --product wasl")
    for chosen in SETS:
        if options.sets and chosen.NAME not in options.sets:
            continue
        file = options.data / chosen.FILE
        if not file.exists():
            print(f"{chosen.NAME}: skipped, {chosen.FILE} is not there.")
            continue
        table = score(chosen, file, Wasl(program, ROOT))
        table.print(misses=options.misses)


def score(chosen, file, wasl):
    """One set through the program; a set's module says what to ask and judges each answer."""
    cases = [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]
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
