/**
 * How organisations sign up by themselves: one flow that can be left and gone on with, which ends
 * in the operation that makes a tenant.
 *
 * <p>A sign-up is a row that is filled in bit by bit. Whoever has its secret goes on with it: the
 * one that the beginning answered, or the one that a link in the mail is changed for. A link takes
 * the sign-up over, and voids the secret before it: otherwise somebody could sign up with another's
 * address, and wait for its owner to confirm. For the same reason no password is taken before the
 * address was shown. The secret is of no use but for the sign-up: it signs nobody in, because
 * whoever has it has shown neither the password nor the second factor of an account.
 *
 * <p>Nothing here tells a stranger whether an address is known. That a slug is taken it has to
 * tell, and tells nothing else. Only what {@code Offer} says is given away: strangers cost
 * databases.
 *
 * <p>The tenant is made through the door that platform administrators use. What a sign-up asks for
 * beside the administrator is one step of that operation ({@code SetUpOrganisation}), so that it is
 * there when the operation has succeeded, and nothing is left of it when it was undone.
 */
@NullMarked
package io.tenantry.onboarding;

import org.jspecify.annotations.NullMarked;
