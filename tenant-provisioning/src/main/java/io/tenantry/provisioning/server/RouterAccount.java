package io.tenantry.provisioning.server;

/** The base account of a server's pools, with its password in the clear: never kept. */
record RouterAccount(String serverId, AccountName account, String password) {
    @Override
    public String toString() {
        return "RouterAccount[%s]".formatted(account);
    }
}
