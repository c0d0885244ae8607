package io.tenantry.access.token;

import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * A program that has proved by a key who it is: all that tokens are asked for can be asked of it.
 */
public record ServiceCaller(JsonWebToken principal) {}
