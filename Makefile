# Kaksi käskyä riittää: make serve (näytä sivusto) ja make test (testaa kaikki).
# Ensimmäinen kutsu tekee kansion .venv ja asentaa sinne lukitut riippuvuudet.

# The newest Python of 3.11+ that really runs: a name on PATH may be an empty promise.
PYTHON ?= $(shell for name in python3.14 python3.13 python3.12 python3.11 python3 python; do \
  if $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then echo $$name; break; fi; done)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.asennettu
TESTS := $(VENV)/.testit-asennettu
# Test processes, each with a browser of its own.
JOBS ?= 2

.DEFAULT_GOAL := help
.PHONY: serve uusi build check test test-kaikki kuvat bench ohje lehtiset sanat lock help

serve: $(READY) ## Rakenna ja näytä sivusto selaimessa; päivittyy, kun tallennat
	@$(BIN)/tukipakki serve

build: $(READY) ## Tarkista ja rakenna sivusto kansioon site/
	@$(BIN)/tukipakki build

uusi: $(READY) ## Luo uusi sivu: make uusi TYYPPI=lehtinen NIMI=oma-lehtinen
	@$(BIN)/tukipakki new "$(TYYPPI)" "$(NIMI)"

check: $(READY) ## Tarkista sisältö (ARGS=--fix korjaa, ARGS=--ulkoiset kysyy linkit)
	@$(BIN)/tukipakki check $(ARGS)

test: $(TESTS) ## Aja testit (enintään 10 minuuttia)
	$(BIN)/ruff check scripts tests benchmarks
	$(BIN)/ruff format --check scripts tests benchmarks
	$(BIN)/mypy
	$(BIN)/pytest -n $(JOBS) -m "not kaikki"

test-kaikki: $(TESTS) ## Aja testit ja koko selainruudukko
	$(BIN)/ruff check scripts tests benchmarks
	$(BIN)/ruff format --check scripts tests benchmarks
	$(BIN)/mypy
	$(BIN)/pytest -n $(JOBS)

kuvat: $(TESTS) ## Ota kuvat sivuista kansioon build/kuvat/
	$(BIN)/python -m tests.browser.pictures

bench: $(TESTS) ## Mittaa (kansio benchmarks/)
	@for script in benchmarks/[a-z]*.py; do echo "== $$script"; PYTHONPATH=. $(BIN)/python $$script || exit 1; done

ohje: $(READY) ## Kirjoita tarkistusten ohjeet sivulle Näin muokkaat
	@$(BIN)/tukipakki ohje

lehtiset: $(READY) ## Kirjaa lehtisten koodit ja tee PDF-tiedostot (ARGS="--kieli sv" vain yhden kielen)
	@$(BIN)/tukipakki lehtiset $(ARGS)

sanat: $(READY) ## Päivitä sanataulukko data/haku/lemmat.tsv
	@$(BIN)/tukipakki sanat

lock: $(READY) ## Lukitse riippuvuudet uudelleen
	$(BIN)/python -m pip install -qq uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	  --custom-compile-command "make lock" pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --extra testit \
	  --constraint requirements.lock --custom-compile-command "make lock" pyproject.toml -o requirements-test.lock

help: ## Näytä tämä luettelo
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 22

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Pythonia ei löydy; asenna Python 3.11 tai uudempi."; exit 2; }
	@echo "Tehdään kansio $(VENV) …"
	@$(PYTHON) -m venv $(VENV)

$(READY): requirements.lock pyproject.toml | $(BIN)/python
	@echo "Asennetaan riippuvuudet …"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check -r requirements.lock
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps -e .
	@touch $@

$(TESTS): requirements-test.lock $(READY)
	@echo "Asennetaan testien riippuvuudet …"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check -r requirements-test.lock
	@$(BIN)/python -m tests.browser.chromium
	@$(BIN)/python -m tests.browser.nginx
	@$(BIN)/python -m tests.pdf_tools
	@touch $@
