package io.tenantry.provisioning.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Small tables get a sheet, large ones a reason. */
class SheetPlanTest {
    private static ExportedTable table(String name, int columns) {
        return new ExportedTable(
                name,
                "",
                IntStream.range(0, columns)
                        .mapToObj(i ->
                                new ExportedColumn(
                                        "c" + i,
                                        "int",
                                        ColumnForm.INTEGER,
                                        true,
                                        null,
                                        null,
                                        "",
                                        ""))
                        .toList(),
                List.of(),
                List.of());
    }

    @Test
    void aTableTooLargeIsRefusedWithAReason() {
        SheetPlan plan = new SheetPlan();
        ExportedTable small = table("small", 2);
        ExportedTable longer = table("longer", 1);
        ExportedTable wide = table("wide", 100);
        plan.add(small, SheetPlan.MOST_ROWS);
        plan.add(longer, SheetPlan.MOST_ROWS + 1);
        plan.add(wide, 5_000);

        assertThat(plan.sheetOf(small)).contains("small");
        assertThat(plan.refusalOf(small)).isEmpty();
        assertThat(plan.sheetOf(longer)).isEmpty();
        assertThat(plan.refusalOf(longer))
                .hasValueSatisfying(why -> assertThat(why).contains("rows"));
        assertThat(plan.refusalOf(wide))
                .hasValueSatisfying(why -> assertThat(why).contains("cells"));
    }

    @Test
    void aFullWorkbookTakesNoMore() {
        SheetPlan plan = new SheetPlan();
        IntStream.range(0, 10).forEach(i -> plan.add(table("t" + i, 10), 9_999));
        ExportedTable last = table("last", 1);

        plan.add(last, 1);

        assertThat(plan.refusalOf(last)).contains("the workbook is full");
    }

    @Test
    void sheetsHaveNamesOfTheirOwnThatSpreadsheetsTake() {
        SheetPlan plan = new SheetPlan();
        ExportedTable first = table("a name that is longer than what a sheet may have", 1);
        ExportedTable second = table("A NAME THAT IS LONGER THAN WHAT ANY SHEET MAY HAVE", 1);
        ExportedTable history = table("History", 1);
        ExportedTable marks = table("a/b[c]:'d'", 1);
        List.of(first, second, history, marks).forEach(table -> plan.add(table, 1));

        assertThat(plan.sheetOf(first)).contains("a name that is longer than what");
        assertThat(plan.sheetOf(second)).contains("A NAME THAT IS LONGER THAN WH~2");
        assertThat(plan.sheetOf(history)).contains("History~2");
        assertThat(plan.sheetOf(marks)).contains("a-b-c---d-");
    }
}
