/**
 * {@code tenantry}: the operator's command line.
 *
 * <p>What concerns databases works on the control plane directly, so that it serves when the server
 * is down; what concerns people and quota calls the server's API. A command prints its answer on
 * standard output and everything else on standard error, and ends with one of the codes of {@link
 * io.tenantry.cli.ExitCode}, so that scripts can rely on both. No other part of the project parses
 * a command line with picocli, and nothing here writes SQL of its own.
 */
@NullMarked
package io.tenantry.cli;

import org.jspecify.annotations.NullMarked;
