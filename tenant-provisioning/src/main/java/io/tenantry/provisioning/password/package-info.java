/**
 * Which passwords people may choose. It lies here because every door that gives an account its
 * password asks: the server's calls, its bootstrap, and the command line, which needs no server.
 *
 * <p>Length is what counts (NIST SP 800-63B): no rule asks for digits or signs. Refused is what
 * whoever guesses tries first: passwords from breaches, also with the usual decoration, runs on the
 * keyboard, repetitions, and what is known about the person. Nothing here keeps, logs or tells a
 * password.
 */
@NullMarked
package io.tenantry.provisioning.password;

import org.jspecify.annotations.NullMarked;
