package io.tenantry.benchmarks.report;

import io.tenantry.benchmarks.report.Goal.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A report as text: a line for each scenario and subject, a column for each metric. */
public final class ReportTable {

    private ReportTable() {}

    /** The whole report, with a line break at its end. */
    public static String of(Report report) {
        StringBuilder text = new StringBuilder();
        text.append(
                "%n%s%s on %s, %d cores%n"
                        .formatted(
                                report.benchmark(),
                                report.quick() ? " (quick)" : "",
                                report.engine(),
                                report.machine().cores()));
        report.settings()
                .forEach((name, value) -> text.append("  %s: %s%n".formatted(name, value)));
        text.append('\n').append(lines(measurements(report.measurements())));
        if (!report.goals().isEmpty()) {
            text.append('\n').append(lines(goals(report.goals())));
        }
        return text.toString();
    }

    private static List<List<String>> measurements(List<Measurement> all) {
        List<String> metrics = all.stream().map(ReportTable::column).distinct().toList();
        Map<List<String>, Map<String, String>> rows = new LinkedHashMap<>();
        for (Measurement one : all) {
            rows.computeIfAbsent(
                            List.of(one.scenario(), one.subject()), key -> new LinkedHashMap<>())
                    .put(column(one), number(one.median()));
        }
        List<List<String>> table = new ArrayList<>();
        table.add(row(List.of("scenario", "subject"), metrics));
        rows.forEach((labels, values) ->
                table.add(
                        row(
                                labels,
                                metrics.stream()
                                        .map(metric -> values.getOrDefault(metric, ""))
                                        .toList())));
        return table;
    }

    private static List<List<String>> goals(List<Verdict> verdicts) {
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("goal", "reached", "wanted", ""));
        for (Verdict verdict : verdicts) {
            Goal goal = verdict.goal();
            table.add(
                    List.of(
                            goal.name(),
                            number(verdict.value()),
                            goal.bound().sign() + " " + number(goal.limit()),
                            verdict.met() ? "met" : "MISSED"));
        }
        return table;
    }

    private static String column(Measurement measurement) {
        return measurement.metric() + " " + measurement.unit();
    }

    private static List<String> row(List<String> labels, List<String> values) {
        List<String> row = new ArrayList<>(labels);
        row.addAll(values);
        return row;
    }

    /** Three digits that count, and never an exponent. */
    static String number(double value) {
        double size = Math.abs(value);
        String format =
                size >= 100 || value == Math.rint(value) ? "%.0f" : size >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, value);
    }

    private static String lines(List<List<String>> table) {
        int[] widths = new int[table.getFirst().size()];
        for (List<String> row : table) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        return table.stream().map(row -> line(row, widths)).collect(Collectors.joining());
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder("  ");
        for (int column = 0; column < widths.length; column++) {
            String cell = row.get(column);
            String padding = " ".repeat(widths[column] - cell.length());
            boolean label = !cell.isEmpty() && !Character.isDigit(cell.charAt(0));
            line.append(label ? cell + padding : padding + cell).append("  ");
        }
        return line.toString().stripTrailing() + "\n";
    }
}
