package io.tenantry.provisioning.binlog;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A statement as text, and what its session was like.
 *
 * @param database the default one; empty for none
 * @param errorCode of a statement that failed in part; 0 of one that succeeded
 * @param sql as it was written; if it is not {@code readable}, only what is ASCII in it is so
 * @param readable whether its character set is one that is known
 */
record QueryEvent(
        String database,
        int errorCode,
        String sql,
        boolean readable,
        StatusVariables session,
        Instant time) {
    /** Of the session's number and the time that the statement took. */
    private static final int BEFORE = 4 + 4;

    static QueryEvent of(LogEvent event) {
        ByteBuffer body = event.body();
        body.position(body.position() + BEFORE);
        int databaseLength = body.get() & 0xff;
        int errorCode = body.getShort() & 0xffff;
        int sessionLength = body.getShort() & 0xffff;
        StatusVariables session =
                StatusVariables.read(
                        body.slice(body.position(), sessionLength).order(body.order()));
        body.position(body.position() + sessionLength);
        String database =
                StandardCharsets.UTF_8
                        .decode(body.slice(body.position(), databaseLength))
                        .toString();
        body.position(body.position() + databaseLength + 1);
        String sql = text(body.duplicate(), session.charset());
        return new QueryEvent(
                database,
                errorCode,
                sql == null ? StandardCharsets.ISO_8859_1.decode(body).toString() : sql,
                sql != null,
                session,
                event.time());
    }

    /** It stands there as the client sent it; null if it is in another character set. */
    private static @Nullable String text(ByteBuffer body, Charset charset) {
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(body)
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
