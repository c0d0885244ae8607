package io.tenantry.studio;

import static io.restassured.RestAssured.given;

import java.util.List;

/** What the service's metrics say at one moment, as Prometheus reads them. */
record Metrics(List<String> lines) {
    static Metrics read() {
        return new Metrics(
                given().get("/q/metrics")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString()
                        .lines()
                        .toList());
    }

    /**
     * The sum of a metric's values on one database server.
     *
     * @param label text that must be among the labels; empty for any
     * @throws IllegalStateException if there is no such metric
     */
    double sum(String name, String server, String label) {
        List<String> found =
                lines.stream()
                        .filter(line -> line.startsWith(name + "{"))
                        .filter(line -> line.contains("server=\"" + server + "\""))
                        .filter(line -> line.contains(label))
                        .toList();
        if (found.isEmpty()) {
            throw new IllegalStateException("no %s of %s with %s".formatted(name, server, label));
        }
        return found.stream()
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
