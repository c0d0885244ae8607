package io.tenantry.server;

/** Accounts that are there in every test. */
public final class TestAccounts {
    public static final String ADMIN_EMAIL = "operator@tenantry.test";
    public static final String ADMIN_PASSWORD = "a key that turns at night";

    private TestAccounts() {}
}
