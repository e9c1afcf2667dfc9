PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
WORKERS ?= auto

ADDRESS ?=
PORT ?= 8501

.PHONY: app class test bench lint picture browser

app: $(VENV)/app.stamp  ## serve the app on http://127.0.0.1:8501
	$(BIN)/streamlit run app.py

class: $(VENV)/app.stamp  ## serve the app to the network; prints its address as a QR code
	$(BIN)/python -m trainer.ui.classroom --port $(PORT) $(if $(ADDRESS),--address $(ADDRESS))

test: $(VENV)/dev.stamp browser  ## every test; sets up all it needs
	$(BIN)/python -m pytest --numprocesses $(WORKERS) --dist worksteal

bench: $(VENV)/bench.stamp  ## speed of training and of the page, beside peers in the same run
	PYTHONPATH=. $(BIN)/python tests/benchmarks/bench_training.py
	PYTHONPATH=. $(BIN)/python -W ignore tests/benchmarks/bench_newton.py
	PYTHONPATH=. $(BIN)/python tests/benchmarks/bench_family.py
	PYTHONPATH=. $(BIN)/python tests/benchmarks/bench_page.py

lint: $(VENV)/dev.stamp
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy trainer app.py

messages: $(VENV)/dev.stamp  ## every catalog brought up to date with the words of the code
	PYTHONPATH=. $(BIN)/python tests/messages.py

picture: $(VENV)/dev.stamp browser  ## the README's pictures, from the running app
	PYTHONPATH=. $(BIN)/python tests/browser/take_pictures.py

browser: $(VENV)/dev.stamp
	sh tests/browser/install_browser.sh $(BIN)/python

$(VENV)/app.stamp: requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --requirement requirements.txt
	touch $@

$(VENV)/dev.stamp: $(VENV)/app.stamp requirements-dev.txt
	$(BIN)/python -m pip install --quiet --requirement requirements-dev.txt
	touch $@

$(VENV)/bench.stamp: $(VENV)/dev.stamp requirements-bench.txt
	$(BIN)/python -m pip install --quiet --requirement requirements-bench.txt
	touch $@
