# shellcheck shell=bash
# The folder of a local run: its lock, its secrets, what it tells others.
#
#   run.pid             the living scripts/run of this folder
#   run.json            where everything is; there while the server is ready
#   ENGINE/data/        the servers' data
#   ENGINE/secrets/     made with the data and useless without it: master key, first password
#   ENGINE/config/      the server's settings of this run
#   ENGINE/server.log, ENGINE/stack.log

# claim_folder FOLDER: at most one run works in a folder. What a killed run left is ended first.
claim_folder() {
  local folder=$1 owner=''
  mkdir -p "$folder" || die "cannot make the folder $folder"
  if ! (set -o noclobber && echo $$ >"$folder/run.pid") 2>/dev/null; then
    owner=$(cat "$folder/run.pid" 2>/dev/null || true)
    if is_run_of_this_project "$owner"; then
      die "already running in $folder (process $owner). Stop that one first, with Ctrl-C or kill $owner."
    fi
    [ -w "$folder" ] || die "cannot write to the folder $folder"
    say "Cleaning up after a run that did not end well ..."
    end_forgotten_processes "$folder"
    echo $$ >"$folder/run.pid"
  fi
}

is_run_of_this_project() {
  case $1 in
    '' | *[!0-9]*) return 1 ;;
  esac
  [ "$1" -ne $$ ] && ps -p "$1" -o args= 2>/dev/null | grep -q 'scripts/run'
}

# The server names its settings in its command line, the stack's runner its data folder: neither a
# noted pid nor a port is trusted.
end_forgotten_processes() {
  local folder=$1 pid
  while read -r pid; do
    end_process "$pid" 30
  done < <(ps -A -o pid= -o args= | awk -v folder="$folder/" '
    index($0, "quarkus.config.locations=" folder) || index($0, "--data " folder) { print $1 }')
}

# release_folder FOLDER
release_folder() {
  rm -f "$1/run.json" "$1/run.pid"
}

# secret FILE BYTES: the secret in a file, made if absent: base64 of so many random bytes.
secret() {
  if [ ! -s "$1" ]; then
    (umask 077 && mkdir -p "$(dirname "$1")" \
      && head -c "$2" /dev/urandom | base64 | tr -d '\n' >"$1.new" && mv "$1.new" "$1")
  fi
  cat "$1"
}

# check_whole FOLDER: secrets and data of an engine belong together.
check_whole() {
  if [ -d "$1/data/db1/data" ] && [ ! -s "$1/secrets/master-key" ]; then
    die "$1 holds data but not the master key that its secrets are sealed with.
Start anew with scripts/run --fresh, which wipes it."
  fi
}

# write_settings FILE PORT MASTER_KEY ADMIN_EMAIL ADMIN_PASSWORD: a file and not arguments, because
# everyone may read a process's arguments.
write_settings() {
  (umask 077 && mkdir -p "$(dirname "$1")" && settings "$@" >"$1")
}

settings() {
  cat <<END
quarkus.http.host=127.0.0.1
quarkus.http.port=$2
quarkus.log.console.json.enabled=false
quarkus.datasource.jdbc.url=$STACK_CONTROL_JDBC_URL
quarkus.datasource.username=$STACK_CONTROL_USER
quarkus.datasource.password=$STACK_CONTROL_PASSWORD
quarkus.redis.hosts=redis://$STACK_REDIS_HOST:$STACK_REDIS_PORT
tenantry.secrets.master-key=$3
tenantry.access.token.issuer=http://localhost:$2
tenantry.bootstrap.admin.email=$4
tenantry.bootstrap.admin.password=$5
tenantry.bootstrap.demo-tenant=demo
tenantry.onboarding.mode=open
tenantry.provisioning.backups=$(dirname "$(dirname "$1")")/backups
$(mail_settings)
END
  local i=0
  while [ "$i" -lt "$STACK_SERVERS" ]; do
    cat <<END
tenantry.bootstrap.servers[$i].name=$(server_value "$i" NAME)
tenantry.bootstrap.servers[$i].host=$(server_value "$i" HOST)
tenantry.bootstrap.servers[$i].port=$(server_value "$i" PORT)
tenantry.bootstrap.servers[$i].admin-user=$(server_value "$i" ADMIN_USER)
tenantry.bootstrap.servers[$i].admin-password=$(server_value "$i" ADMIN_PASSWORD)
END
    i=$((i + 1))
  done
}

# Where mails go: to TENANTRY_SMTP, a HOST:PORT without TLS, or else into the server's log.
mail_settings() {
  local smtp=${TENANTRY_SMTP:-localhost:25}
  cat <<END
quarkus.mailer.host=${smtp%:*}
quarkus.mailer.port=${smtp##*:}
quarkus.mailer.start-tls=DISABLED
quarkus.mailer.from=tenantry@localhost
quarkus.mailer.mock=$([ -n "${TENANTRY_SMTP:-}" ] && echo false || echo true)
END
}

# server_value NUMBER NAME: a value of the stack's description.
server_value() {
  local variable=STACK_SERVER_$1_$2
  printf '%s' "${!variable}"
}

# write_run_file FILE URL ADMIN_EMAIL ADMIN_PASSWORD SERVER_PID
write_run_file() {
  (umask 077 && run_file "$@" >"$1.new" && mv "$1.new" "$1")
}

run_file() {
  local i=0 comma=''
  cat <<END
{
  "url": "$2",
  "admin": {"email": "$3", "password": "$4"},
  "controlPlane": {
    "jdbcUrl": "$STACK_CONTROL_JDBC_URL",
    "user": "$STACK_CONTROL_USER",
    "password": "$STACK_CONTROL_PASSWORD"
  },
  "servers": [
END
  while [ "$i" -lt "$STACK_SERVERS" ]; do
    comma=,
    [ $((i + 1)) -lt "$STACK_SERVERS" ] || comma=''
    printf '    {"name": "%s", "host": "%s", "port": %s, "adminUser": "%s", "adminPassword": "%s"}%s\n' \
      "$(server_value "$i" NAME)" "$(server_value "$i" HOST)" "$(server_value "$i" PORT)" \
      "$(server_value "$i" ADMIN_USER)" "$(server_value "$i" ADMIN_PASSWORD)" "$comma"
    i=$((i + 1))
  done
  cat <<END
  ],
  "redis": {"host": "$STACK_REDIS_HOST", "port": $STACK_REDIS_PORT},
  "pids": {"run": $$, "server": $5, "stack": $STACK_PID, "redis": $STACK_REDIS_PID$(server_pids)}
}
END
}

server_pids() {
  local i=0
  while [ "$i" -lt "$STACK_SERVERS" ]; do
    printf ', "%s": %s' "$(server_value "$i" NAME)" "$(server_value "$i" PID)"
    i=$((i + 1))
  done
}
