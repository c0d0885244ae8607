package io.tenantry.routing.http;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says that a resource works in the tenant of the caller's token: {@link TenantFilter} binds it, or
 * refuses the request. A resource without it has no tenant and therefore no tenant's connection.
 */
@NameBinding
@Documented
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface TenantScoped {}
