#!/usr/bin/env bash
# A browser for the browser tests: an installed Chromium, else Debian's package where we may install it.
set -euo pipefail
for name in chromium chromium-browser google-chrome; do
  command -v "$name" > /dev/null && exit 0
done
if [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
  echo "Installing Chromium for the browser tests …"
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium > /dev/null
  exit 0
fi
echo "No Chromium found and none can be installed by this user: the tests in tests/browser/ cannot run and will fail." >&2
