#!/bin/sh
# Makes sure that there is a Chromium for the browser tests: one on the PATH, else Debian's, else Playwright's.
# Usage: install_browser.sh PYTHON
set -eu
for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
if command -v apt-get >/dev/null 2>&1; then
    as_root=""
    [ "$(id -u)" = 0 ] || as_root="sudo -n"
    if $as_root apt-get update -qq && $as_root apt-get install -qq -y chromium; then exit 0; fi
fi
exec "$1" -m playwright install chromium
