#!/bin/sh
# Makes sure that there is a Chromium for the browser tests: Debian's without windows, in which they take a third less
# time, else one on the PATH, else Debian's, else Playwright's; and a font that has Chinese, where there is none and
# apt-get can bring one.
# Usage: install_browser.sh PYTHON
set -eu
as_root=""
[ "$(id -u)" = 0 ] || as_root="sudo -n"
if [ -z "$(fc-list :lang=zh 2>/dev/null)" ] && command -v apt-get >/dev/null 2>&1; then
    $as_root apt-get update -qq && $as_root apt-get install -qq -y fonts-noto-cjk || echo "no Chinese font: pictures show boxes"
fi
if command -v chromium-headless-shell >/dev/null 2>&1; then exit 0; fi
if apt-cache show chromium-headless-shell >/dev/null 2>&1; then
    if $as_root apt-get install -qq -y --no-remove chromium-headless-shell; then exit 0; fi
fi
for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
if command -v apt-get >/dev/null 2>&1 && $as_root apt-get update -qq; then
    if $as_root apt-get install -qq -y chromium-headless-shell; then exit 0; fi
    if $as_root apt-get install -qq -y chromium; then exit 0; fi
fi
exec "$1" -m playwright install --only-shell chromium
