package io.tenantry.provisioning.export;

/**
 * A table whose files are written.
 *
 * @param name of its files, without an ending
 */
record WrittenTable(ExportedTable table, String name, long rows) {
    String csv() {
        return "csv/%s.csv".formatted(name);
    }

    String jsonLines() {
        return "jsonl/%s.jsonl".formatted(name);
    }
}
