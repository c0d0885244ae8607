package io.tenantry.problem;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;

/** The answers of calls that change the control plane. */
final class ControlPlaneRecords implements IdempotencyRecords {
    private final Handle handle;

    ControlPlaneRecords(Handle handle) {
        this.handle = handle;
    }

    @Override
    public Kept claim(IdempotentCall call, Instant now, Instant expired) {
        bind(handle.createUpdate(CLAIM), call)
                .bind("fingerprint", call.fingerprint().hex())
                .bind("now", now)
                .bind("expired", expired)
                .execute();
        return bind(handle.createQuery(READ), call).map(ControlPlaneRecords::kept).one();
    }

    @Override
    public void complete(IdempotentCall call, Answer answer) {
        bind(handle.createUpdate(COMPLETE), call)
                .bind("status", answer.status())
                .bind("location", answer.location())
                .bind("body", answer.json())
                .execute();
    }

    private static <S extends SqlStatement<S>> S bind(S statement, IdempotentCall call) {
        return statement
                .bind("principal", call.principal())
                .bind("name", call.name())
                .bind("key", call.key());
    }

    private static Kept kept(ResultSet row, StatementContext context) throws SQLException {
        int status = row.getInt("status");
        Fingerprint fingerprint = new Fingerprint(row.getString("fingerprint"));
        return status == 0
                ? new Kept(fingerprint, null)
                : new Kept(
                        fingerprint,
                        new Answer(status, row.getString("location"), row.getString("body")));
    }
}
