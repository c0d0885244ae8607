package io.tenantry.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jboss.logging.MDC;
import org.junit.jupiter.api.Test;

/** What a unit of work logs carries its tenant, and nobody else's does. */
class TenantLogTest {
    private static final TenantId TENANT = TenantId.next();

    @Test
    void whatIsLoggedInAUnitOfWorkCarriesItsTenantAndNothingDoesAfterwards() {
        Object inside = TenantContext.call(TENANT, TenantLogTest::logged);

        assertThat(inside).isEqualTo(TENANT.value());
        assertThat(logged()).isNull();
    }

    @Test
    void aUnitOfWorkThatFailsLeavesNothingBehind() {
        assertThatThrownBy(() ->
                        TenantContext.run(
                                TENANT,
                                () -> {
                                    throw new IllegalStateException("fails");
                                }))
                .hasMessage("fails");

        assertThat(logged()).isNull();
    }

    @Test
    void whatWasSaidBeforeIsSaidAgain() {
        TenantId other = TenantId.next();
        try (TenantLog _ = TenantLog.about(other)) {
            try (TenantLog _ = TenantLog.about(TENANT)) {
                assertThat(logged()).isEqualTo(TENANT.value());
            }
            assertThat(logged()).isEqualTo(other.value());
        }
        assertThat(logged()).isNull();
    }

    private static Object logged() {
        return MDC.get(TenantLog.KEY);
    }
}
