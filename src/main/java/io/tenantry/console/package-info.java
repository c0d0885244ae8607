/**
 * The console's pages, as browsers fetch them: what was built of {@code src/main/webui} and lies
 * below {@code console/} in the jar.
 *
 * <p>It is one page, whose scripts show whatever its address names. So every address that a browser
 * navigates to answers that page, unless it belongs to the server; never cached, because each
 * answer has a nonce of its own for its styles. Everything else is a file: those below {@code
 * /assets} have a hash in their name, and are kept for a year; one that is missing is missing, and
 * is never the page, which a browser would run as a script or keep.
 *
 * <p>Nothing here knows who asks, and nothing here reads from a disk after the start: files are
 * held in memory, so no path can lead elsewhere.
 */
@NullMarked
package io.tenantry.console;

import org.jspecify.annotations.NullMarked;
