# shellcheck shell=bash
# Builds a module when its sources are newer than its last build.

# Where the times of the last builds are kept. Below target/, so that mvn clean forgets them.
STAMPS=$ROOT/target/built

# The running build, if any.
BUILD=''

stop_build() {
  if [ -n "$BUILD" ]; then
    end_child "$BUILD" 10
    BUILD=''
  fi
}

# build_if_stale NAME "PRODUCTS" "SOURCES" MAVEN_ARGUMENTS...
# PRODUCTS and SOURCES are relative to the project and separated by spaces.
build_if_stale() {
  local name=$1 products=$2 sources=$3 product
  shift 3
  is_stale "$name" "$products" "$sources" || return 0
  say "Building $name (the first time this fetches its libraries) ..."
  mkdir -p "$STAMPS"
  # The time the build begins: what is edited while it runs is newer.
  : >"$STAMPS/$name.begun"
  # In the background, because a shell that waits hears signals at once.
  maven --quiet "$@" </dev/null >&2 &
  BUILD=$!
  wait "$BUILD" || die "the build of $name failed, see above"
  BUILD=''
  for product in $products; do
    [ -e "$ROOT/$product" ] || die "the build of $name did not make $product"
  done
  mv "$STAMPS/$name.begun" "$STAMPS/$name"
}

is_stale() {
  local products=$2 sources=$3 built=$STAMPS/$1 newer='' product
  for product in $products; do
    [ -e "$ROOT/$product" ] || return 0
  done
  # Built by Maven itself, by scripts/test for instance; the last product is the last one made.
  [ -e "$built" ] || built=$ROOT/$product
  # shellcheck disable=SC2086 # several paths
  newer=$(cd "$ROOT" && find pom.xml .mvn $sources \
    \( -name node_modules -o -path '*/webui/src/api/schema.d.ts' -o -path '*/webui/src/api/limits.ts' -o -path '*/webui/test-results' \) -prune \
    -o -newer "$built" -print | head -n 1)
  [ -n "$newer" ]
}

build_local_stack() {
  build_if_stale local-stack local-stack/target/runtime.classpath \
    "local-stack/pom.xml local-stack/src/main" \
    process-classes --projects local-stack
}

build_server() {
  build_if_stale server src/target/quarkus-app/quarkus-run.jar \
    "liquibase/pom.xml liquibase/changelog tenant-routing/pom.xml tenant-routing/src/main tenant-provisioning/pom.xml tenant-provisioning/src/main src/pom.xml src/main" \
    package --projects src --also-make -Dmaven.test.skip=true
}

build_cli() {
  build_if_stale cli cli/target/lib \
    "liquibase/pom.xml liquibase/changelog tenant-routing/pom.xml tenant-routing/src/main tenant-provisioning/pom.xml tenant-provisioning/src/main cli/pom.xml cli/src/main cli/src/aot" \
    package --projects cli --also-make -Dmaven.test.skip=true
}

build_benchmarks() {
  build_if_stale benchmarks \
    "src/target/quarkus-app/quarkus-run.jar benchmarks/target/classpath benchmarks/peers/single-tenant/target/quarkus-app/quarkus-run.jar benchmarks/peers/pool-per-tenant/target/quarkus-app/quarkus-run.jar benchmarks/peers/unchecked/target/quarkus-app/quarkus-run.jar" \
    "liquibase/pom.xml liquibase/changelog local-stack/pom.xml local-stack/src/main tenant-routing/pom.xml tenant-routing/src tenant-provisioning/pom.xml tenant-provisioning/src/main src/pom.xml src/main benchmarks/pom.xml benchmarks/src/main benchmarks/peers/single-tenant/pom.xml benchmarks/peers/single-tenant/src benchmarks/peers/pool-per-tenant/pom.xml benchmarks/peers/pool-per-tenant/src benchmarks/peers/unchecked/pom.xml benchmarks/peers/unchecked/src" \
    package --activate-profiles benchmarks -DskipTests --also-make \
    --projects src,benchmarks,benchmarks/peers/single-tenant,benchmarks/peers/pool-per-tenant,benchmarks/peers/unchecked
}
