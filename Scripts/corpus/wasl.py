"""Drives `wasl read --jsonl`."""

import json
import subprocess


class Wasl:
    """The program; a line on which it ends is counted as a crash and left out, the others are asked again."""

    def __init__(self, program, root):
        self.command = [str(program), "read", "--jsonl"]
        self.root = root
        self.crashes = []

    def read(self, asked):
        """The answer to each question, by id."""
        answers = {}
        left = list(asked.items())
        while left:
            lines = "".join(json.dumps({"id": name} | question) + "\n" for name, question in left)
            run = subprocess.run(self.command, input=lines.encode(), capture_output=True, cwd=self.root, check=False)
            found = [json.loads(line) for line in run.stdout.splitlines()]
            answers |= {answer["id"]: answer for answer in found if "id" in answer}
            if run.returncode == 0:
                break
            if not found and not answers and run.returncode > 0:
                raise SystemExit(run.stderr.decode(errors="replace"))
            self.crashes.append(left[len(found)][0])
            left = left[len(found) + 1 :]
        return answers
