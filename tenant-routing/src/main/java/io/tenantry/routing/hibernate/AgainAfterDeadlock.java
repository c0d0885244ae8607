package io.tenantry.routing.hibernate;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On calls that are one transaction in a tenant's database: it is run again, from its beginning, if
 * a deadlock ended it. That happens to calls that write to two tables and meet the moment at which
 * a backup holds them all, or each other.
 *
 * <p>Such a call may do nothing outside of its transaction.
 */
@InterceptorBinding
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface AgainAfterDeadlock {}
