# shellcheck shell=bash
# How the JVM of the command line is started; the benchmark "cli" reads it from here.
# shellcheck disable=SC2034 # for whoever sources this

# A small heap, nobody who watches the JVM, and a cache of another JDK, or of other jars, is left
# alone without a word.
HEAVY_FLAGS='-XX:+UseSerialGC -XX:-UsePerfData -Xlog:disable -Xlog:all=error:stderr'

# What only looks ends before a better compiler would pay; what encrypts gigabytes needs it.
QUICK_FLAGS='-XX:+UseSerialGC -XX:-UsePerfData -Xlog:disable -Xlog:all=error:stderr -XX:TieredStopAtLevel=1'
