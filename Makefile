PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
WORKERS ?= auto
TESTS ?=

ADDRESS ?=
PORT ?= 8501

.PHONY: app class atlas image-steps load soak lock test bench lint picture browser nginx

app: $(VENV)/app.stamp  ## serve the app on http://127.0.0.1:8501
	$(BIN)/streamlit run app.py

class: $(VENV)/app.stamp  ## serve the app to the network; prints its address as a QR code
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m trainer.ui.classroom --port $(PORT) $(if $(ADDRESS),--address $(ADDRESS))

test: $(VENV)/dev.stamp browser nginx  ## every test; sets up all it needs
	$(BIN)/python -m pytest --numprocesses $(WORKERS) --dist worksteal $(TESTS)

bench: $(VENV)/bench.stamp  ## speed of training and of the page, beside peers in the same run
	PYTHONPATH=. $(BIN)/python tests/benchmarks/bench_training.py
	PYTHONPATH=. $(BIN)/python -W ignore tests/benchmarks/bench_newton.py
	PYTHONPATH=. $(BIN)/python tests/benchmarks/bench_family.py
	PYTHONPATH=. $(BIN)/python tests/benchmarks/bench_live.py
	PYTHONPATH=. $(BIN)/python tests/benchmarks/bench_large.py
	PYTHONPATH=. $(BIN)/python tests/benchmarks/bench_page.py

atlas: $(VENV)/app.stamp  ## one page that holds many runs and opens without a server: build/atlas.html
	$(BIN)/python -m trainer.ui.atlas build/atlas.html

image-steps: $(VENV)/dev.stamp  ## the Dockerfile's steps, carried out without Docker
	$(BIN)/python -m tests.load.image_steps

lock: $(VENV)/lock.stamp  ## exact versions and hashes of what the image holds
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-emit-index-url \
		--custom-compile-command "make lock" $(if $(UPGRADE),--upgrade) --output-file deploy/requirements.lock requirements.txt

load: $(VENV)/dev.stamp  ## 60 tabs at once, beside a one-slider app: make load SESSIONS=60 SECONDS=30 THINK=2
	$(BIN)/python -m tests.load.load_test $(if $(SESSIONS),--sessions $(SESSIONS)) $(if $(SECONDS),--seconds $(SECONDS)) $(if $(THINK),--think $(THINK))

soak: $(VENV)/dev.stamp  ## a day of tabs that come and go: make soak RERUNS=20000 SESSIONS=300
	$(BIN)/python -m tests.load.soak $(if $(RERUNS),--reruns $(RERUNS)) $(if $(SESSIONS),--sessions $(SESSIONS))

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

nginx:
	sh tests/load/install_nginx.sh

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

$(VENV)/lock.stamp: $(VENV)/app.stamp requirements-lock.txt
	$(BIN)/python -m pip install --quiet --requirement requirements-lock.txt
	touch $@
