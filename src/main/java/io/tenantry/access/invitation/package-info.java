/**
 * Invitations, and how people come in by them.
 *
 * <p>An invitation by mail is for one address and one use: its link shows that whoever holds it
 * reads that mailbox. A code is for whoever knows it, as often as it says; it shows nothing about
 * an address, so that has to be confirmed by mail first. People whose address is of a domain that
 * the enterprise lists join by themselves, likewise after a mail. No account is made, and no
 * password is kept, before the address is shown to be theirs: otherwise somebody could prepare an
 * account under another's address and wait for its owner to confirm it.
 *
 * <p>What an invitation gives is looked at again when it is accepted: it is void if whoever made it
 * may not give that any more. Whoever accepts as somebody who has an account is signed in as them,
 * or knows their password. Nothing here tells a stranger whether an address is known: what they are
 * answered, what is written and what it costs is the same.
 */
@NullMarked
package io.tenantry.access.invitation;

import org.jspecify.annotations.NullMarked;
