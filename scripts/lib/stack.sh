# shellcheck shell=bash
# The local stack as a child process: database servers and Redis.

STACK_RUNNER=''

# start_stack FOLDER ARGUMENTS...: returns when all servers answer. FOLDER gets data/, stack.json,
# stack.sh and stack.log. The stack ends with this shell, however that ends.
start_stack() {
  launch_stack "$@"
  await_stack "$1"
}

# launch_stack FOLDER ARGUMENTS...: the same, but returns at once.
launch_stack() {
  local folder=$1 class_path
  shift
  class_path=$ROOT/local-stack/target/classes:$(cat "$ROOT/local-stack/target/runtime.classpath")
  mkdir -p "$folder"
  # Job control gives it a process group of its own: Ctrl-C reaches this shell alone, which then
  # stops the server first and the databases last.
  set -m
  "$JAVA" -Xmx64m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "$class_path" \
    io.tenantry.localstack.StackRunner \
    --data "$folder/data" --file "$folder/stack.json" --shell-file "$folder/stack.sh" \
    --parent $$ "$@" </dev/null >"$folder/stack.log" 2>&1 &
  STACK_RUNNER=$!
  set +m
}

# await_stack FOLDER: returns when all servers of the STACK_RUNNER answer.
await_stack() {
  local folder=$1
  while ! stack_is_described "$folder"; do
    is_alive "$STACK_RUNNER" || {
      stack_has_ended "$folder"
      return
    }
    sleep 0.1
  done
  # shellcheck source=/dev/null # made by the runner; without this shellcheck reads this file for it
  . "$folder/stack.sh"
}

# The runner has ended by itself: shows why, and returns its status.
stack_has_ended() {
  local runner=$STACK_RUNNER
  cat "$1/stack.log" >&2
  STACK_RUNNER=''
  wait "$runner"
}

# A file of an earlier, killed run does not count: it names another process.
stack_is_described() {
  [ -e "$1/stack.json" ] && grep -q "^STACK_PID='$STACK_RUNNER'\$" "$1/stack.sh" 2>/dev/null
}

stop_stack() {
  if [ -n "$STACK_RUNNER" ]; then
    end_child "$STACK_RUNNER" 60
    STACK_RUNNER=''
  fi
}
