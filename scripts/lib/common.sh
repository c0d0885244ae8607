# shellcheck shell=bash
# What every script begins with: where it is, how it speaks, how it waits.
# Works with bash 3.2, which is what macOS has.

# shellcheck disable=SC2034 # for whoever sources this
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
PROGRAM=scripts/$(basename "$0")

say() {
  printf '%s\n' "$*" >&2
}

die() {
  say "$PROGRAM: $*"
  exit 1
}

# usage_error MESSAGE: a wrong command line ends with 2, like the stack's runner and the CLI.
usage_error() {
  say "$PROGRAM: $*"
  say "Try $PROGRAM --help"
  exit 2
}

# need_value OPTION COUNT: COUNT arguments are left, OPTION among them.
need_value() {
  [ "$2" -ge 2 ] || usage_error "$1 needs a value"
}

check_engine() {
  case $1 in
    mariadb | mysql) ;;
    *) usage_error "unknown engine '$1': use mariadb or mysql" ;;
  esac
}

# check_number OPTION VALUE LEAST MOST
check_number() {
  local digits='^[0-9]{1,5}$'
  if ! [[ $2 =~ $digits ]] || [ "$2" -lt "$3" ] || [ "$2" -gt "$4" ]; then
    usage_error "$1 takes a number from $3 to $4, not '$2'"
  fi
}

is_alive() {
  kill -0 "$1" 2>/dev/null
}

# port_is_taken PORT: whether something listens there on the loopback interface.
port_is_taken() {
  (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

# http_status PORT PATH: the status of a GET on this machine, 000 if there is no answer.
http_status() {
  local status=''
  status=$(
    exec 2>/dev/null
    exec 3<>"/dev/tcp/127.0.0.1/$1" || exit 0
    printf 'GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' "$2" >&3
    read -r -t 5 _ code _ <&3 && printf '%s' "$code"
  ) || true
  printf '%s' "${status:-000}"
}

# end_process PID SECONDS: asks it to end, kills it if it has not after so long.
end_process() {
  local pid=$1 tenths=$(($2 * 10))
  kill -TERM "$pid" 2>/dev/null || return 0
  while is_alive "$pid" && [ "$tenths" -gt 0 ]; do
    sleep 0.1
    tenths=$((tenths - 1))
  done
  if is_alive "$pid"; then
    kill -KILL "$pid" 2>/dev/null || true
  fi
}

# end_child PID SECONDS: the same, for a child of this shell, which has to be reaped.
end_child() {
  end_process "$1" "$2"
  wait "$1" 2>/dev/null || true
}
