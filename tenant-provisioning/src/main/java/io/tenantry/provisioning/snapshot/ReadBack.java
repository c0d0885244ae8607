package io.tenantry.provisioning.snapshot;

import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.DatabaseName;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/** Reads a table of a copy back, in several parts at once if it is large. */
final class ReadBack {
    private final DatabaseName database;
    private final Table table;
    private final List<Part> parts = new ArrayList<>();

    /**
     * @param conditions that part it, see {@link KeyRanges}
     * @param bytes about how many it has
     * @param headway is told how many of them were read
     */
    ReadBack(
            DatabaseName database,
            Table table,
            List<String> conditions,
            long bytes,
            LongConsumer headway) {
        this.database = database;
        this.table = table;
        for (String condition : conditions) {
            parts.add(new Part(condition, new Share(bytes / conditions.size(), headway)));
        }
    }

    Table table() {
        return table;
    }

    /** What there is to do, in any order. */
    List<? extends Crew.Work<AdminConnection>> parts() {
        return parts;
    }

    /** What was read. */
    TableSum sum() {
        return parts.stream().map(part -> part.sum).reduce(TableSum.NONE, TableSum::plus);
    }

    private final class Part implements Crew.Work<AdminConnection> {
        private final String condition;
        private final Share share;
        private TableSum sum = TableSum.NONE;

        Part(String condition, Share share) {
            this.condition = condition;
            this.share = share;
        }

        @Override
        public void by(AdminConnection admin) throws SQLException, IOException {
            TableSum.Adder adder = new TableSum.Adder();
            try (RowPackets rows = RowPackets.of(admin, table.selectFrom(database, condition))) {
                while (rows.next()) {
                    adder.add(rows.bytes(), 0, rows.length());
                    share.made(rows.length());
                }
            }
            share.end();
            sum = adder.sum();
        }
    }
}
