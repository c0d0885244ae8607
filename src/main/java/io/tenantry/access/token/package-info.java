/**
 * Tokens: the keys that sign them, access tokens that prove who calls for ten minutes, and refresh
 * tokens that get new ones for thirty days.
 *
 * <p><b>Keys</b> lie in the control plane, the private half sealed. Every replica reads them afresh
 * each minute, and a key signs only from a moment that all replicas, and whoever else verifies
 * tokens, will have read it by, so no token meets a verifier that does not know its key. After
 * ninety days, or when an operator asks for it, the next key takes over; the old one is published
 * until its last token has expired, then its private half is erased. Verification never asks the
 * database: a token whose key is unknown is refused.
 *
 * <p><b>Access tokens</b> are JWTs signed with RS256 and nothing else. Verified ones are remembered
 * until they expire, because checking a signature costs more than most requests.
 *
 * <p><b>Refresh tokens</b> are random and stored as hashes. Each use replaces the token. A token
 * used twice means that somebody copied it, so the whole family ends, at once and without grace: a
 * client that lost an answer signs in again.
 */
@NullMarked
package io.tenantry.access.token;

import org.jspecify.annotations.NullMarked;
