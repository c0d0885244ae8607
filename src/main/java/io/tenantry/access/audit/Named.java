package io.tenantry.access.audit;

/** How people know somebody whom the audit log knows by an id. */
record Named(String name, String email) {}
