# The commands of Wasl. `make run` and `make test` set up what they need on a fresh machine.
.PHONY: help run demo test faults lint format bench soak bench-reading corpus fuzz check setup clean

BINARY := .build/release/wasl

help:
	@echo "make run    set up, build and run the hub"
	@echo "make demo   feed a running hub one realistic batch through its real doors"
	@echo "make test   set up and pass every test, real servers included"
	@echo "make faults break it in every way, for an hour, and print a table"
	@echo "make lint   check format and settings"
	@echo "make bench-reading  measure the reading on public sets, beside the standard tools"
	@echo "make bench  measure, beside the machine's own limits"
	@echo "make soak   a million mails, for forty minutes, under random faults, and the account of them"
	@echo "make corpus score the reading of the development sets beside the project"
	@echo "make fuzz   look for bytes that break the readers (SECONDS_EACH=60 for each of them)"

run: setup
	@swift build -c release --product wasl
	@$(BINARY) serve

demo:
	@test -x $(BINARY) || { echo "The hub is not built yet: start it with 'make run' first."; exit 1; }
	@python3 Scripts/demo.py

test:
	@Scripts/setup.sh test
	@Scripts/test.sh

faults:
	@Scripts/setup.sh test
	@Scripts/faults.sh

lint:
	@Scripts/setup.sh
	@swift format lint --strict --recursive --parallel Sources Tests Benchmarks Package.swift

format:
	@swift format --in-place --recursive --parallel Sources Tests Benchmarks Package.swift

bench:
	@Scripts/setup.sh test
	@swift build -c release --product wasl
	@Benchmarks/run.sh

soak:
	@Scripts/setup.sh test
	@swift build -c release --product wasl
	@PYTHONDONTWRITEBYTECODE=1 python3 Benchmarks/soak.py

corpus:
	@swift build -c release --product wasl
	@PYTHONDONTWRITEBYTECODE=1 python3 Scripts/corpus $(SETS)

fuzz:
	@Fuzz/run.sh

bench-reading:
	@swift build -c release --product wasl
	@PYTHONDONTWRITEBYTECODE=1 python3 Benchmarks/reading.py

check:
	@$(BINARY) check

setup:
	@Scripts/setup.sh

clean:
	@swift package clean
