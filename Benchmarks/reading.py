"""Measures the reading on public sets beside the standard tools, in one run, one core each.

Usage: Benchmarks/reading.py [SET …]. Reads ../shared/data/text (or WASL_TEXTS) and writes nothing but a table. Per set: macro-F1 on
the development file, calibration error, texts a second, seconds of training, size. The tools (TF-IDF of words and letters with a
linear SVC or logistic regression, fastText) come from PyPI into a temporary folder and are left out, with a word, where they do not
install. WASL_BINARY names another program; a test file instead of the development file is named by WASL_TEXTS_TEST (SET.jsonl).
"""
import json, os, pathlib, subprocess, sys, tempfile, time, venv

ROOT = pathlib.Path(__file__).resolve().parent.parent
TEXTS = pathlib.Path(os.environ.get("WASL_TEXTS", ROOT.parent / "shared/data/text"))
TESTS = os.environ.get("WASL_TEXTS_TEST")
BINARY = os.environ.get("WASL_BINARY", str(ROOT / ".build/release/wasl"))

# name: folder, the key that holds the label, which lines count
SETS = {
    "arbanking77-3": ("arbanking77", "kind", lambda line: line["kind"]),
    "arbanking77-77": ("arbanking77", "native", None),
    "banking77": ("banking77_en", "native", None),
    "disaster-sms": ("disaster", "kind", lambda line: line["genre"] == "sms"),
    "complaints": ("complaints_en", "native", None),
    "app-reviews": ("ar_app_reviews", "native", None),
    "suggestions": ("suggestion_en", "kind", None),
}

TOOLS = """
import json, sys, time
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.pipeline import make_pipeline, make_union
from sklearn.svm import LinearSVC
train, dev = ([json.loads(line) for line in open(path)] for path in sys.argv[1:3])
texts, labels, asked, truth = ([x[k] for x in rows] for rows, k in ((train, "text"), (train, "kind"), (dev, "text"), (dev, "kind")))
def report(name, fit, predict):
    start = time.perf_counter(); fit(); took = time.perf_counter() - start
    start = time.perf_counter(); answers = predict(); speed = len(asked) / (time.perf_counter() - start)
    print(json.dumps([name, f1_score(truth, answers, average="macro"), speed, took]), flush=True)
for name, model in ("linear SVC", LinearSVC()), ("logistic regression", LogisticRegression(C=10, max_iter=200)):
    pipe = make_pipeline(make_union(TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, min_df=2)), model)
    report(name, lambda: pipe.fit(texts, labels), lambda: pipe.predict(asked))
try:
    import fasttext
except ImportError:
    print(json.dumps(["fastText", "not installed"])); sys.exit()
names = sorted(set(labels))
flat = lambda text: " ".join(text.lower().split())
with open(sys.argv[3], "w") as out:
    out.writelines(f"__label__{names.index(y)} {flat(x)}\\n" for x, y in zip(texts, labels))
held = {}
def fit(): held["model"] = fasttext.train_supervised(sys.argv[3], lr=0.5, epoch=30, wordNgrams=2, minn=2, maxn=5, dim=100, bucket=200000, thread=1, verbose=0)
def predict(): return [names[int(held["model"].f.predict(flat(x) + "\\n", 1, 0.0, "strict")[0][1][9:])] for x in asked]
report("fastText", fit, predict)
"""


def lines(folder, part, key, wanted):
    path = pathlib.Path(TESTS) / part if TESTS and part != "train.jsonl" else TEXTS / folder / part
    rows = (json.loads(line) for line in path.open(encoding="utf-8"))
    return [{"text": row["text"], "kind": row[key]} for row in rows if wanted is None or wanted(row)]


def write(path, rows):
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def tools(folder):
    """A Python with the standard tools, or None."""
    given = os.environ.get("WASL_TOOLS_PYTHON")
    if given:
        return given
    home = folder / "tools"
    try:
        venv.create(home, with_pip=True)
        python = str(home / "bin/python")
        subprocess.run([python, "-m", "pip", "install", "-q", "scikit-learn"], check=True)
    except (OSError, subprocess.CalledProcessError):
        print("The standard tools could not be installed; only Wasl is measured.")
        return None
    subprocess.run([python, "-m", "pip", "install", "-q", "fasttext-wheel"], check=False)
    return python


def ours(name, train, dev, model):
    said = subprocess.run([BINARY, "train", "--data", train, "--out", model], check=True, capture_output=True, text=True)
    trained = json.loads(said.stdout)
    said = subprocess.run([BINARY, "evaluate", "--data", dev, "--model", model], check=True, capture_output=True, text=True)
    report = json.loads(said.stdout)
    rest = (1 - report["tenthAbstained"]["accuracy"]) / max(1 - report["accuracy"], 1e-9)
    print(f"| {name} | Wasl | {report['macroF1']:.3f} | {report['calibrationError']:.3f} | {rest:.2f} | "
          f"{report['textsPerSecond']:,.0f} | {report['microsecondsForOne']:.0f} | {trained['seconds']:.1f} | "
          f"{trained['bytes'] / 1e6:.1f} |", flush=True)


def main():
    if not TEXTS.is_dir():
        sys.exit(f"{TEXTS} is not there; nothing to measure.")
    one_core = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place)
        python = tools(folder)
        print("| set | reader | macro-F1 | calibration error | error left after 10 % abstained | texts/s | µs for one | "
              "training s | MB |\n|---|---|---|---|---|---|---|---|---|")
        for name in sys.argv[1:] or SETS:
            source, key, wanted = SETS[name]
            train, dev = folder / "train.jsonl", folder / "dev.jsonl"
            write(train, lines(source, "train.jsonl", key, wanted))
            write(dev, lines(source, f"{name}.jsonl" if TESTS else "dev.jsonl", key, wanted))
            ours(name, train, dev, folder / "model")
            if not python:
                continue
            said = subprocess.run([python, "-c", TOOLS, train, dev, folder / "fasttext.txt"], env=one_core,
                                  capture_output=True, text=True)
            for row in map(json.loads, said.stdout.splitlines()):
                if len(row) == 2:
                    print(f"| {name} | {row[0]} | {row[1]} |||||||", flush=True)
                else:
                    print(f"| {name} | {row[0]} | {row[1]:.3f} | – | – | {row[2]:,.0f} | – | {row[3]:.1f} | – |", flush=True)
            if said.returncode:
                print(said.stderr.splitlines()[-1], file=sys.stderr)


if __name__ == "__main__":
    main()
