# shellcheck shell=bash
# Finds a JDK, and Maven to run with it.

JAVA_NEEDED=25

# java_version HOME: the feature release of the JDK there, 0 if there is none. The compiler is
# asked for, because a runtime alone cannot build.
java_version() {
  local line=''
  if ! [ -x "$1/bin/java" ] || ! [ -x "$1/bin/javac" ]; then
    echo 0
    return
  fi
  # A JDK says it in a file; asking the compiler takes longer than some commands do.
  line=$(grep -s '^JAVA_VERSION=' "$1/release") || line=''
  if [ -n "$line" ]; then
    line=${line#JAVA_VERSION=}
    line=${line//\"/}
  else
    line=$("$1/bin/javac" -version 2>&1) || line=''
    line=${line#javac }
  fi
  line=${line%%[.-]*}
  case $line in
    '' | *[!0-9]*) echo 0 ;;
    *) echo "$line" ;;
  esac
}

# Candidates, one a line: what the user chose, then the usual places, then the PATH.
java_candidates() {
  local javac=''
  [ -z "${JAVA_HOME:-}" ] || echo "$JAVA_HOME"
  printf '%s\n' /usr/lib/jvm/* /usr/lib64/jvm/* /opt/java/* "$HOME"/.sdkman/candidates/java/*
  if [ -x /usr/libexec/java_home ]; then
    /usr/libexec/java_home -v "$JAVA_NEEDED+" 2>/dev/null || true
  fi
  javac=$(command -v javac || true)
  if [ -n "$javac" ]; then
    while [ -L "$javac" ]; do
      javac=$(cd "$(dirname "$javac")" && cd "$(dirname "$(readlink "$javac")")" && pwd -P)/javac
    done
    dirname "$(dirname "$javac")"
  fi
}

# Sets and exports JAVA_HOME; sets JAVA.
use_java() {
  local home
  while read -r home; do
    if [ -d "$home" ] && [ "$(java_version "$home")" -ge "$JAVA_NEEDED" ]; then
      export JAVA_HOME=$home
      # shellcheck disable=SC2034 # for whoever sources this
      JAVA=$JAVA_HOME/bin/java
      return
    fi
  done < <(java_candidates)
  die "JDK $JAVA_NEEDED or newer is needed and was not found in JAVA_HOME, /usr/lib/jvm or the PATH.
Install one (https://adoptium.net has them for every system), or set JAVA_HOME to it."
}

# maven ARGUMENTS...: runs it on the whole project with that JDK.
maven() {
  command -v mvn >/dev/null || die "Maven 3.8.7 or newer is needed: no mvn on the PATH."
  # Maven's own libraries use what JDK 25 warns about; the builds of its users cannot help it.
  export MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED"
  local color=always
  [ -t 2 ] || color=never
  (cd "$ROOT" && exec mvn --batch-mode "-Dstyle.color=$color" "$@")
}
