package io.tenantry.cli.tenant;

import io.tenantry.cli.Noun;
import picocli.CommandLine.Command;

/** Tenants. */
@Command(
        name = "tenant",
        description = "The tenants and their lives.",
        subcommands = {
            ListTenants.class,
            ShowTenant.class,
            CreateTenantVerb.class,
            SuspendTenant.class,
            ResumeTenant.class,
            DeleteTenant.class,
            UndeleteTenant.class
        })
public final class TenantNoun extends Noun {}
