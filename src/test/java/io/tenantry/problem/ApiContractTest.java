package io.tenantry.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenantry.server.ServerTest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The console is built against what the server does. */
@ServerTest
class ApiContractTest {
    /** From the folder of this module. */
    private static final Path COMMITTED = Path.of("main", "webui", "api", "openapi.json");

    @Test
    void theCommittedDescriptionIsThatOfTheServer() throws Exception {
        String now =
                ApiContract.of(
                        new ObjectMapper()
                                .readTree(given().get("/q/openapi?format=json").asString()));
        if (Boolean.getBoolean("tenantry.openapi.renew")) {
            Files.createDirectories(COMMITTED.getParent());
            Files.writeString(COMMITTED, now);
        }

        assertThat(Files.readString(COMMITTED))
                .as("src/%s is not what the server does: scripts/openapi renews it", COMMITTED)
                .isEqualTo(now);
    }
}
