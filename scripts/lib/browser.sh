# shellcheck shell=bash
# Finds the browser that the console's browser tests drive, and runs them.

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

# The running tests, if any.
BROWSER_TESTS=''

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
