/**
 * What a caller is told when a call does not succeed.
 *
 * <p>Every failure ends as one {@link io.tenantry.problem.ErrorCode}: a stable code, an HTTP status
 * and a title, written as an RFC 9457 problem document. Rooms throw {@link
 * io.tenantry.problem.ProblemException}; what the libraries below throw is translated here, by
 * exhaustive switches, so that a new reason does not compile until it has a code. What nobody
 * foresaw is {@code internal_error}: logged with the request's id, and nothing of it leaves the
 * server. No SQL, no stack trace and no secret ever does.
 *
 * <p>Three layers meet here. {@link io.tenantry.problem.RequestBoundary} is the outermost (Vert.x):
 * it gives each request its id, refuses bodies that announce themselves as too large, and answers
 * for failures that never reach REST. The {@code …Mappers} classes answer for REST. {@code
 * BodyLimit} counts the bytes of bodies that did not announce their size. The mappers and the limit
 * must import {@code jakarta.ws.rs}; nothing else in this room may.
 *
 * <p>Idempotency keys live here as well, because they too are a promise about answers: {@link
 * io.tenantry.problem.Idempotency} gives a repeated call the answer it has already had.
 */
@NullMarked
@OpenAPIDefinition(
        info = @Info(title = "Tenantry", version = "1"),
        components =
                @Components(schemas = @Schema(name = "Problem", implementation = Problem.class)))
package io.tenantry.problem;

import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.NullMarked;
