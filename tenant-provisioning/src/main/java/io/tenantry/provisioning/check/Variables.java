package io.tenantry.provisioning.check;

import io.tenantry.provisioning.server.AdminConnection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A server's global settings, by name. One that this release does not have is an empty text, and 0.
 */
record Variables(Map<String, String> values) {
    static Variables read(AdminConnection admin, List<String> names) throws SQLException {
        String list =
                names.stream().map("'%s'"::formatted).collect(Collectors.joining(", ", "(", ")"));
        Map<String, String> values = new HashMap<>();
        try (Statement statement = admin.jdbc().createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SHOW GLOBAL VARIABLES WHERE Variable_name IN " + list)) {
            while (rows.next()) {
                values.put(rows.getString(1).toLowerCase(Locale.ROOT), rows.getString(2));
            }
        }
        return new Variables(values);
    }

    String text(String name) {
        return values.getOrDefault(name, "");
    }

    long number(String name) {
        String text = text(name);
        return text.isEmpty() ? 0 : Long.parseLong(text);
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    boolean isOn(String name) {
        return text(name).equalsIgnoreCase("ON") || text(name).equals("1");
    }
}
