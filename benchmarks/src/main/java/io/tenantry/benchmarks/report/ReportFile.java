package io.tenantry.benchmarks.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.benchmarks.report.Goal.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A report as JSON. */
public final class ReportFile {

    private final ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /**
     * Writes {@code <benchmark>.json} into a folder, over what was there.
     *
     * @return the file
     */
    public Path write(Report report, Path folder) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(report.benchmark() + ".json");
        json.writeValue(file.toFile(), tree(report));
        return file;
    }

    private ObjectNode tree(Report report) {
        ObjectNode root = json.createObjectNode();
        root.put("benchmark", report.benchmark());
        root.put("startedAt", report.startedAt().toString());
        root.put("quick", report.quick());
        root.set("machine", json.valueToTree(report.machine()));
        root.put("engine", report.engine());
        root.set("settings", json.valueToTree(report.settings()));
        ArrayNode measurements = root.putArray("measurements");
        for (Measurement measurement : report.measurements()) {
            ObjectNode node = json.valueToTree(measurement);
            measurements.add(node.put("median", measurement.median()));
        }
        ArrayNode goals = root.putArray("goals");
        for (Verdict verdict : report.goals()) {
            goals.addObject()
                    .put("name", verdict.goal().name())
                    .put("value", verdict.value())
                    .put("bound", verdict.goal().bound().name())
                    .put("limit", verdict.goal().limit())
                    .put("met", verdict.met());
        }
        return root;
    }
}
