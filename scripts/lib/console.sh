# shellcheck shell=bash
# Tests of the console: its format, types and components; and in a browser.

# Prints where Chromium is: what the user chose, then the usual names; fails if there is none.
find_chromium() {
  local name
  if [ -n "${CHROMIUM:-}" ]; then
    command -v "$CHROMIUM"
    return
  fi
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$name"; then
      return
    fi
  done
  return 1
}

# Sets CHROMIUM, and installs it first where that asks nobody: as root, from Debian's packages.
# Fails if there is none.
use_chromium() {
  local found=''
  if ! found=$(find_chromium); then
    if [ -n "${CHROMIUM:-}" ] || [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
      return 1
    fi
    say "Installing Chromium for the console's tests ..."
    apt-get update -qq >&2 || return 1
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium \
      >/dev/null || return 1
    found=$(find_chromium) || return 1
  fi
  export CHROMIUM=$found
}

# The running tests, if any.
BROWSER_TESTS=''
CONSOLE_CHECK=''

# Checks format, types and components in the background, beside what leaves a core idle; says what
# it finds to the file $1.
start_console_check() {
  "$ROOT/src/main/webui/build"
  "$ROOT/src/main/webui/build" check </dev/null >"$1" 2>&1 &
  CONSOLE_CHECK=$!
}

# Waits for the check, and fails as it does.
await_console_check() {
  local status=0
  wait "$CONSOLE_CHECK" || status=$?
  CONSOLE_CHECK=''
  cat "$1" >&2
  return "$status"
}

stop_console_check() {
  if [ -n "$CONSOLE_CHECK" ]; then
    end_child "$CONSOLE_CHECK" 10
    CONSOLE_CHECK=''
  fi
}

stop_browser_tests() {
  if [ -n "$BROWSER_TESTS" ]; then
    end_child "$BROWSER_TESTS" 20
    BROWSER_TESTS=''
  fi
}

# The tests of src/main/webui/e2e, which start scripts/run themselves.
run_browser_tests() {
  "$ROOT/src/main/webui/build"
  (cd "$ROOT/src/main/webui" && exec node node_modules/@playwright/test/cli.js test) </dev/null &
  BROWSER_TESTS=$!
  local status=0
  wait "$BROWSER_TESTS" || status=$?
  BROWSER_TESTS=''
  return "$status"
}
