/**
 * Who is calling, and what they may do.
 *
 * <p>A person is one {@code user} with one password, and a member of any number of tenants. Signing
 * in proves who they are and yields a token without a tenant; choosing a tenant yields one that
 * carries its id, and the roles the person has <em>there</em>. A token never carries the roles of
 * two places at once: with a tenant's token a platform administrator is a member like any other.
 *
 * <p>The room is divided by what must be understood at once: {@code password} (which may be chosen,
 * and hashing), {@code user} (people and their memberships), {@code token} (keys, access tokens,
 * refresh tokens), {@code throttle} (how often may be guessed), {@code account} (one's own
 * password), {@code factor} (the second factor), {@code session} (what owners see of theirs) and
 * {@code signin}; {@code member}, {@code role} and {@code department} (what an enterprise runs
 * itself); and {@code mail} (the outbox), {@code policy} and {@code invitation} (how people come
 * into a tenant) and {@code recovery} (forgotten passwords). {@link io.tenantry.access.Caller} and
 * {@link io.tenantry.access.Roles} are what other rooms use.
 *
 * <p>It must never reveal whether somebody else's account or tenant exists, by answer or by time.
 */
@NullMarked
package io.tenantry.access;

import org.jspecify.annotations.NullMarked;
