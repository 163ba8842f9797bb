"""The machine on which a measurement ran, and the table that it prints."""

import os
import pathlib
import platform
import statistics
import time


def description():
    """Cores, processor, kernel, and what else was going on in the second before."""
    model = next((line.split(":", 1)[1].strip() for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines()
                  if line.startswith("model name")), platform.machine())
    load = " ".join(f"{value:.2f}" for value in os.getloadavg())
    return (f"{os.cpu_count()} cores, {model}, {platform.system()} {platform.release()}; "
            f"load before {load}, {busy(1):.0%} of all cores busy with other work")


def busy(seconds):
    """The part of all cores that is in use during the next `seconds`."""
    first = ticks()
    time.sleep(seconds)
    second = ticks()
    idle, whole = second[0] - first[0], second[1] - first[1]
    return 1 - idle / whole if whole else 0.0


def ticks():
    """Idle and all processor ticks since the machine started."""
    fields = [int(field) for field in pathlib.Path("/proc/stat").read_text().splitlines()[0].split()[1:9]]
    return fields[3] + fields[4], sum(fields)


class Table:
    """Figures by name, each measured several times."""

    def __init__(self):
        self.figures = {}

    def add(self, name, unit, value):
        """Adds one more measurement of a figure."""
        self.figures.setdefault((name, unit), []).append(value)

    def text(self):
        """One line a figure: median, smallest and largest, how many."""
        width = max(len(name) for name, _ in self.figures)
        lines = [f"{'measure':{width}}  {'median':>10}  {'from':>10}  {'to':>10}  unit (times)"]
        for (name, unit), values in self.figures.items():
            shown = [short(value) for value in (statistics.median(values), min(values), max(values))]
            lines.append(f"{name:{width}}  {shown[0]:>10}  {shown[1]:>10}  {shown[2]:>10}  {unit} ({len(values)})")
        return "\n".join(lines)


def short(value):
    """A number with three figures that count."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"
