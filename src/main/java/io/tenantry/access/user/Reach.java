package io.tenantry.access.user;

/** How far somebody's permissions reach within their tenant. */
public sealed interface Reach {
    /** The whole tenant. */
    record Everywhere() implements Reach {}

    /** A department, and those below it. */
    record Under(String department) implements Reach {}

    /** Nothing: the role holds for a department, and its bearer belongs to none. */
    record Nowhere() implements Reach {}
}
