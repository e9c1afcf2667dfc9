#!/bin/sh
# Makes sure that there is an nginx for tests/load/test_nginx.py where it can be had; without one those tests are skipped.
for name in nginx /usr/sbin/nginx /usr/local/sbin/nginx /opt/homebrew/bin/nginx; do
    if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
command -v apt-get >/dev/null 2>&1 || exit 0
as_root=""
[ "$(id -u)" = 0 ] || as_root="sudo -n"
{ $as_root apt-get update -qq && $as_root apt-get install -qq -y nginx-light; } >/dev/null 2>&1 || exit 0
