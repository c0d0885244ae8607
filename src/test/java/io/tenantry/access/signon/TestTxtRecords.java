package io.tenantry.access.signon;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A DNS of names that tests have thought of. */
@Alternative
@Priority(1)
@Singleton
public class TestTxtRecords implements TxtRecords {
    private static final String SILENT = "silent.";

    private final Map<String, List<String>> records = new ConcurrentHashMap<>();

    public void put(String name, String... values) {
        records.put(name, List.of(values));
    }

    @Override
    public List<String> of(String name) throws IOException {
        if (name.contains(SILENT)) {
            throw new IOException("nobody answers");
        }
        return records.getOrDefault(name, List.of());
    }
}
