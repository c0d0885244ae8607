/**
 * The database servers on which tenants lie, and the way to work on them as their admin.
 *
 * <p>A server is registered under a name, with its admin account; registration proves its release
 * and makes the router account, which has no grants at all. Registered again, it may have moved:
 * its databases prove that it is the same one. Admin connections are opened for one piece of work
 * and closed after it: they are never pooled and never serve a request. Names that go into DDL are
 * values whose form has been checked ({@link io.tenantry.provisioning.server.DatabaseName}, {@link
 * io.tenantry.provisioning.server.AccountName}); passwords are generated here and kept sealed.
 */
@NullMarked
package io.tenantry.provisioning.server;

import org.jspecify.annotations.NullMarked;
