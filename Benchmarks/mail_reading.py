"""Measures the reading of mails beside bare GMime on the same mails, turn by turn in one run.

mail_reading.py TOOLS: TOOLS holds the built gmime; the mails are those of the other measurements and, where they lie beside
the project, the development sets.
"""

import base64
import json
import pathlib
import random
import struct
import subprocess
import sys
import tempfile

import mails
from hub import BINARY, ROOT

SETS = ROOT / "../shared/data/mail"
TURNS = 5
ROUNDS = 6


def main(tools):
    for name, raws in sets().items():
        with tempfile.TemporaryDirectory() as folder:
            measure(name, raws, pathlib.Path(folder), pathlib.Path(tools))


def measure(name, raws, folder, tools):
    packed, lines = folder / "mails.bin", folder / "mails.jsonl"
    packed.write_bytes(b"".join(struct.pack("<I", len(raw)) + raw for raw in raws))
    lines.write_text("".join(json.dumps({"raw_b64": base64.b64encode(raw).decode()}) + "\n" for raw in raws))
    gmime = parsed = cleaned = 0.0
    for _ in range(TURNS):
        bare = run([tools / "gmime", packed, ROUNDS]).split()
        ours = json.loads(run([BINARY, "measure", "--rounds", ROUNDS, lines]))
        gmime = max(gmime, float(bare[0]))
        parsed, cleaned = max(parsed, ours["parsedPerSecond"]), max(cleaned, ours["cleanedPerSecond"])
    size = sum(map(len, raws)) / len(raws)
    print(
        f"{name}: {len(raws)} mails of {size:,.0f} bytes; GMime {gmime:,.0f}/s, parsed {parsed:,.0f}/s "
        f"({parsed / gmime:.0%}), parsed and cleaned {cleaned:,.0f}/s ({cleaned / gmime:.0%})"
    )


def sets():
    chance = random.Random(7)
    found = {"letters of this benchmark": [mails.mail(chance, number, 7)[2] for number in range(1_000)]}
    for file in ["parse.jsonl", "arabic_charsets.jsonl", "bounces.jsonl"]:
        if (SETS / file).exists():
            found[file] = [base64.b64decode(json.loads(line)["raw_b64"]) for line in (SETS / file).open(encoding="utf-8")]
    return found


def run(command):
    return subprocess.run(list(map(str, command)), check=True, capture_output=True, text=True, cwd=ROOT).stdout


if __name__ == "__main__":
    main(sys.argv[1])
