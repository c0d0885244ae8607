package io.tenantry.provisioning.snapshot;

import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.DatabaseName;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes in an empty database what a snapshot's consists of. */
final class SchemaWriter {
    // As the servers word it: when an event happens, or when it ends.
    private static final Pattern OVER =
            Pattern.compile(
                    "CREATE EVENT `(?:[^`]|``)*+` ON SCHEDULE "
                            + "(?:EVERY (?:'[^']*'|[^' ]+) \\w+(?: STARTS '[^']*')? ENDS|AT) '([^']*)'");

    private final AdminConnection admin;
    private final DatabaseName database;

    /** The database becomes the connection's current one. */
    SchemaWriter(AdminConnection admin, DatabaseName database) {
        this.admin = admin;
        this.database = database;
    }

    /** Comes before the tables. */
    void begin(Schema schema) throws SQLException {
        admin.execute(
                "ALTER DATABASE %s CHARACTER SET %s COLLATE %s"
                        .formatted(database.quoted(), schema.characterSet(), schema.collation()));
        admin.use(database);
    }

    /** Comes after the rows: triggers would fire for them. No event happens in the copy. */
    void writeRest(Schema schema) throws SQLException {
        for (SchemaObject routine : schema.routines()) {
            write(routine);
        }
        writeViews(schema.views());
        for (SchemaObject trigger : schema.triggers()) {
            write(trigger);
        }
        for (SchemaObject event : schema.events()) {
            write(event);
        }
    }

    /**
     * A server throws away what is to happen once and has had its time, and its log may go on with
     * it. So it is made as of a time before.
     */
    private void makeEvent(String definition) throws SQLException {
        Matcher over = OVER.matcher(definition);
        if (!over.lookingAt()) {
            execute(EventText.paused(definition, admin.version()));
            return;
        }
        admin.execute(
                "SET SESSION timestamp = GREATEST(1, LEAST(UNIX_TIMESTAMP(), UNIX_TIMESTAMP('%s') - 1))"
                        .formatted(over.group(1)));
        try {
            execute(EventText.paused(definition, admin.version()));
        } finally {
            admin.execute("SET SESSION timestamp = DEFAULT");
        }
    }

    /** A view may stand on others: those that cannot be made yet are made in a later round. */
    private void writeViews(List<SchemaObject> views) throws SQLException {
        List<SchemaObject> left = views;
        while (!left.isEmpty()) {
            List<SchemaObject> refused = new ArrayList<>();
            SQLException why = null;
            for (SchemaObject view : left) {
                try {
                    write(view);
                } catch (SQLException e) {
                    refused.add(view);
                    why = e;
                }
            }
            if (why != null && refused.size() == left.size()) {
                throw why;
            }
            left = refused;
        }
    }

    private void write(SchemaObject object) throws SQLException {
        Map<String, @Nullable String> settings = new HashMap<>();
        settings.put("character_set_client", object.characterSet());
        settings.put("collation_connection", object.collation());
        if (object.sqlMode() != null) {
            settings.put("sql_mode", object.sqlMode());
        }
        if (object.timeZone() != null) {
            settings.put("time_zone", object.timeZone());
        }
        try (SessionSettings _ = SessionSettings.with(admin, settings)) {
            if (object.timeZone() == null) {
                execute(object.definition());
            } else {
                makeEvent(object.definition());
            }
        }
    }

    /** Executes a statement on the current database. */
    void execute(String definition) throws SQLException {
        try (Statement statement = admin.jdbc().createStatement()) {
            // Braces and question marks in the text are the database's.
            statement.setEscapeProcessing(false);
            statement.execute(definition);
        }
    }
}
