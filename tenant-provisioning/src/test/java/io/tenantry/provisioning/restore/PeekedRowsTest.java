package io.tenantry.provisioning.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.TestReplica;
import io.tenantry.provisioning.journal.Operation;
import io.tenantry.provisioning.journal.OperationState;
import io.tenantry.provisioning.restore.RowFilter.Comparison;
import io.tenantry.provisioning.restore.TableDiff.Change;
import io.tenantry.routing.TenantId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What became of rows since a peek, and rows that go back. */
class PeekedRowsTest {
    private static final int ROWS = 60;

    private static RestoredTenants tenants;
    private static TestFleet fleet;
    private static TestReplica replica;
    private static TenantId tenant;
    private static String live;
    private static Peek peek;

    /** The notes as the peek shows them. */
    private static final Map<Integer, String> THEN = new HashMap<>();

    @BeforeAll
    static void open() {
        tenants = RestoredTenants.open();
        fleet = tenants.fleet();
        replica = tenants.replica();
        tenant = tenants.tenant();
        live = tenants.serving(tenant).name().value();
        execute(
                """
                CREATE TABLE %1$s.owners (id INT PRIMARY KEY, name VARCHAR(50))
                """);
        execute(
                """
                CREATE TABLE %1$s.notes (
                    id INT PRIMARY KEY, owner INT NOT NULL, body VARCHAR(50),
                    length INT AS (CHAR_LENGTH(body)) STORED, mark VARBINARY(8), grade FLOAT,
                    CONSTRAINT notes_of_owners FOREIGN KEY (owner) REFERENCES owners (id))
                """);
        execute("CREATE TABLE %1$s.events (what VARCHAR(20), many INT)");
        execute("INSERT INTO %1$s.owners VALUES (1, 'Ada'), (2, 'Grace')");
        for (int id = 0; id < ROWS; id++) {
            THEN.put(id, id % 7 == 0 ? "NULL" : "'note %d'".formatted(id));
        }
        insertNotes();
        execute("INSERT INTO %1$s.events VALUES ('in', 1), ('in', 1), ('out', 2), (NULL, 3)");
        peek = tenants.peek(tenant, tenants.backup(tenant));
    }

    @AfterAll
    static void close() {
        tenants.close();
    }

    @BeforeEach
    void asItWas() {
        execute("DELETE FROM %1$s.notes");
        execute("DELETE FROM %1$s.owners");
        execute("INSERT INTO %1$s.owners VALUES (1, 'Ada'), (2, 'Grace')");
        insertNotes();
    }

    private static void insertNotes() {
        THEN.forEach((id, body) ->
                execute(
                        "INSERT INTO %%1$s.notes (id, owner, body, mark, grade) VALUES (%d, %d, %s, UNHEX('00ff%02x'), %d.1)"
                                .formatted(id, 1 + id % 2, body, id, id)));
    }

    private static void execute(String sql) {
        fleet.executeOnServer(sql.formatted(live));
    }

    private static TableDiff diff(String table, int examples) {
        return replica.peekDiffs()
                .diff(tenant, peek.id(), Set.of(table), examples, TestFleet.OPERATOR)
                .getFirst();
    }

    private static RowsReport plan(RowsWish wish) {
        return replica.peekedRows().plan(tenant, peek.id(), wish);
    }

    private static Operation done(RowsWish wish) {
        return replica.await(ask(wish).operation());
    }

    private static RequestedRows ask(RowsWish wish) {
        return fleet.controlPlane()
                .inTransaction(handle ->
                        replica.peekedRows()
                                .start(handle, tenant, peek.id(), wish, TestFleet.OPERATOR));
    }

    private static RowReturn found(RequestedRows requested) {
        return replica.peekedRows().find(tenant, peek.id(), requested.rows().id()).orElseThrow();
    }

    private static RowsWish all(String table, RowsMode mode) {
        return new RowsWish(table, List.of(), List.of(), mode);
    }

    private static List<String> notes() {
        return fleet.onServer(
                "SELECT CONCAT_WS(' ', id, owner, COALESCE(body, '-'), COALESCE(length, '-'), HEX(mark), grade) FROM %s.notes ORDER BY id"
                        .formatted(live));
    }

    @Test
    void whatHasNotChangedIsTheSame() {
        assertThat(replica.peekDiffs().diff(tenant, peek.id(), Set.of(), 3, TestFleet.OPERATOR))
                .allMatch(TableDiff::isSame)
                .extracting(TableDiff::table)
                .contains("designs", "events", "notes", "owners")
                .doesNotContain("tenant_identity", "DATABASECHANGELOG");
    }

    @Test
    void aDiffAgreesWithAModelOfRandomChanges() {
        SplittableRandom random = new SplittableRandom(20261126);
        Map<Integer, String> now = new HashMap<>(THEN);
        for (int change = 0; change < 40; change++) {
            int id = random.nextInt(ROWS + 20);
            switch (random.nextInt(3)) {
                case 0 -> {
                    now.remove(id);
                    execute("DELETE FROM %1$s.notes WHERE id = " + id);
                }
                case 1 -> {
                    // Another case, or a blank at the end: the same to a collation, and yet others.
                    String body = random.nextBoolean() ? "'NOTE %d'" : "'note %d '";
                    if (now.replace(id, body.formatted(id)) != null) {
                        execute(
                                "UPDATE %%1$s.notes SET body = %s WHERE id = %d"
                                        .formatted(body.formatted(id), id));
                    }
                }
                default -> {
                    if (now.putIfAbsent(id, "'new'") == null) {
                        execute(
                                "INSERT INTO %%1$s.notes (id, owner, body, mark, grade) VALUES (%1$d, %2$d, 'new', UNHEX('00ff%1$02x'), %1$d.1)"
                                        .formatted(id, 1 + id % 2));
                    }
                }
            }
        }

        TableDiff diff = diff("notes", 100);

        long missing = THEN.keySet().stream().filter(id -> !now.containsKey(id)).count();
        long added = now.keySet().stream().filter(id -> !THEN.containsKey(id)).count();
        long changed =
                THEN.keySet().stream()
                        .filter(id -> now.containsKey(id))
                        .filter(id -> !Objects.equals(now.get(id), THEN.get(id)))
                        .count();
        assertThat(List.of(diff.then(), diff.now(), diff.added(), diff.changed(), diff.missing()))
                .containsExactly((long) ROWS, (long) now.size(), added, changed, missing);
        assertThat(List.of(added, changed, missing)).allMatch(count -> count > 0);
        assertThat(examples(diff, Change.ADDED)).hasSize((int) added);
        assertThat(examples(diff, Change.CHANGED))
                .hasSize((int) changed)
                .allSatisfy(example -> {
                    Map<String, ?> then = Objects.requireNonNull(example.then());
                    assertThat(then).containsOnlyKeys("id", "body");
                });
        assertThat(examples(diff, Change.MISSING)).hasSize((int) missing);

        done(all("notes", RowsMode.REPLACE));
        TableDiff after = diff("notes", 0);
        assertThat(List.of(after.changed(), after.missing(), after.added()))
                .containsExactly(0L, 0L, added);
    }

    private static List<TableDiff.Example> examples(TableDiff diff, Change change) {
        return diff.examples().stream().filter(each -> each.change() == change).toList();
    }

    @Test
    void rowsOfATableWithoutAKeyAreComparedByTheirValues() {
        execute("DELETE FROM %1$s.events WHERE what = 'in' LIMIT 1");
        execute("INSERT INTO %1$s.events VALUES (NULL, 3), ('IN', 1)");

        TableDiff diff = diff("events", 5);

        assertThat(diff.byKey()).isFalse();
        assertThat(List.of(diff.then(), diff.now(), diff.added(), diff.missing()))
                .containsExactly(4L, 5L, 2L, 1L);
        assertThat(examples(diff, Change.MISSING)).isNotEmpty();
        execute("DELETE FROM %1$s.events");
        execute("INSERT INTO %1$s.events VALUES ('in', 1), ('in', 1), ('out', 2), (NULL, 3)");
    }

    @Test
    void whatIsMissingComesBackAsItWasAndNothingElseChanges() {
        List<String> before = notes();
        execute("DELETE FROM %1$s.notes WHERE id IN (3, 7, 14)");
        execute("UPDATE %1$s.notes SET body = 'mine' WHERE id = 5");
        List<String> changed = notes();
        RowsWish wish = all("notes", RowsMode.INSERT_MISSING);

        assertThat(plan(wish)).isEqualTo(new RowsReport(ROWS, 3, 0));
        assertThat(notes()).isEqualTo(changed);
        RequestedRows requested = ask(wish);
        assertThat(replica.await(requested.operation()).state())
                .isEqualTo(OperationState.SUCCEEDED);

        assertThat(notes())
                .hasSameSizeAs(before)
                .contains("5 2 mine 4 00FF05 5.1")
                .containsAll(before.stream().filter(row -> !row.startsWith("5 ")).toList());
        assertThat(found(requested))
                .satisfies(rows -> {
                    assertThat(rows.state()).isEqualTo(RowReturn.State.DONE);
                    assertThat(List.of(rows.matched(), rows.inserted(), rows.replaced()))
                            .containsExactly((long) ROWS, 3L, 0L);
                });
        assertThat(plan(wish)).isEqualTo(new RowsReport(ROWS, 0, 0));
    }

    @Test
    void onlyTheRowsThatAreMeantComeBack() {
        execute("UPDATE %1$s.notes SET body = 'mine'");

        done(
                new RowsWish(
                        "notes",
                        List.of(Map.of("id", 1), Map.of("id", "2")),
                        List.of(),
                        RowsMode.REPLACE));
        assertThat(notes()).contains("1 2 note 1 6 00FF01 1.1", "2 1 note 2 6 00FF02 2.1");
        assertThat(diff("notes", 0).changed()).isEqualTo(ROWS - 2);

        done(
                new RowsWish(
                        "notes",
                        List.of(),
                        List.of(
                                new RowFilter("id", Comparison.LT, 10),
                                new RowFilter("owner", Comparison.EQ, 2),
                                new RowFilter("body", Comparison.IS_NOT_NULL, null),
                                new RowFilter("mark", Comparison.NE, "00ff03")),
                        RowsMode.REPLACE));
        // 5 and 9 are left of the odd ones: 1 was there, 3 has the mark, 7 has no body.
        assertThat(diff("notes", 0).changed()).isEqualTo(ROWS - 4);
    }

    @Test
    void aForeignKeyIsNotBroken() {
        execute("DELETE FROM %1$s.notes");
        execute("DELETE FROM %1$s.owners WHERE id = 2");
        RowsWish wish = all("notes", RowsMode.INSERT_MISSING);

        RestoredTenants.assertReason(() -> plan(wish), Reason.ROWS_REFUSED);
        RequestedRows requested = ask(wish);
        Operation operation = replica.await(requested.operation());

        assertThat(operation.state()).isEqualTo(OperationState.UNDONE);
        assertThat(operation.errorCode()).isEqualTo("rows_refused");
        assertThat(notes()).isEmpty();
        assertThat(found(requested).state()).isEqualTo(RowReturn.State.FAILED);
        done(all("owners", RowsMode.INSERT_MISSING));
        assertThat(done(wish).state()).isEqualTo(OperationState.SUCCEEDED);
        assertThat(diff("notes", 0).isSame()).isTrue();
    }

    @Test
    void whatCannotBeAskedForIsRefused() {
        for (RowsWish wish :
                List.of(
                        all("nothing", RowsMode.REPLACE),
                        all("events", RowsMode.REPLACE),
                        all("tenant_identity", RowsMode.REPLACE),
                        new RowsWish(
                                "notes", List.of(Map.of("body", "x")), List.of(), RowsMode.REPLACE),
                        new RowsWish(
                                "notes",
                                List.of(),
                                List.of(new RowFilter("id = 1 OR 1", Comparison.EQ, 1)),
                                RowsMode.REPLACE),
                        new RowsWish(
                                "notes",
                                List.of(),
                                List.of(new RowFilter("id", Comparison.EQ, List.of(1))),
                                RowsMode.REPLACE))) {
            RestoredTenants.assertReason(() -> plan(wish), Reason.ROWS_MALFORMED);
        }
        RestoredTenants.assertReason(
                () ->
                        replica.peekDiffs()
                                .diff(tenant, peek.id(), Set.of("nothing"), 0, TestFleet.OPERATOR),
                Reason.ROWS_MALFORMED);
    }
}
