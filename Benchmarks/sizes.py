"""What an installation takes on disk: the program as it was built and without its symbols, and what lies beside it."""

import pathlib
import subprocess

from hub import BINARY, ROOT

BESIDE = ("associations", "channels", "templates", "training")


def measure(table, folder, model):
    """Adds the sizes to a table."""
    stripped = folder / "stripped"
    subprocess.run(["strip", "-o", stripped, BINARY], check=True)
    sizes = {"program, as built": bytes_of(BINARY), "program, without symbols": bytes_of(stripped),
             "trained model": bytes_of(model)} | {part: bytes_of(ROOT / part) for part in BESIDE}
    for name, size in sizes.items():
        table.add(f"size: {name}", "MB", size / 1e6)
    table.add("size: installed, without symbols, model included", "MB",
              (sum(sizes.values()) - sizes["program, as built"]) / 1e6)
    table.add("size: libraries of Swift, linked at start", "MB", sum(map(bytes_of, swift_libraries())) / 1e6)


def swift_libraries():
    """The shared libraries that come with Swift and not with Debian."""
    said = subprocess.run(["ldd", BINARY], capture_output=True, text=True, check=True).stdout
    found = (pathlib.Path(line.split("=> ")[1].split(" ")[0]) for line in said.splitlines() if "=> /" in line)
    return [path for path in found if "/swift/" in str(path)]


def bytes_of(path):
    """Bytes of a file, or of all files under a folder."""
    if path.is_dir():
        return sum(file.stat().st_size for file in path.rglob("*") if file.is_file())
    return path.stat().st_size
