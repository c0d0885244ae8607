package io.tenantry.access.support;

import io.tenantry.access.support.SupportMessages.VisitView;

/**
 * A visit, and how the tenant is called.
 *
 * @param slug the tenant's
 * @param name the tenant's
 * @param state the tenant's, as the API shows it
 */
public record Stay(VisitView visit, String slug, String name, String state) {}
