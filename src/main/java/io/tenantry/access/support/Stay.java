package io.tenantry.access.support;

import io.tenantry.access.support.SupportMessages.VisitView;

/**
 * A visit, and how the tenant is called.
 *
 * @param slug the tenant's
 * @param name the tenant's
 */
public record Stay(VisitView visit, String slug, String name) {}
