package io.tenantry.provisioning.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.provisioning.journal.NamedSteps;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** In which order a restore goes. */
class SwapKindTest {
    private static final SwapKind RESTORE = new SwapKind(SwapKind.RESTORE, NamedSteps.of());

    private static SwapDatabases wish(RestoreMode mode) {
        return new SwapDatabases("r", "b", mode, Instant.EPOCH, null, 0, 0);
    }

    @Test
    void nobodyIsShutOutBeforeTheLogIsArchivedThatARestoreInPlaceGoesOnWith() {
        assertThat(RESTORE.plan(wish(RestoreMode.IN_PLACE)))
                .startsWith(PlaceDatabase.NAME, CloseRoute.NAME, CutSessions.NAME);
    }

    @Test
    void nobodyIsShutOutBeforeADatabaseIsReadyBesideTheOther() {
        assertThat(RESTORE.plan(wish(RestoreMode.SIDE_BY_SIDE)))
                .containsSubsequence(
                        FillDatabase.NAME,
                        MigrateDatabase.NAME,
                        WriteIdentity.NAME,
                        CloseRoute.NAME,
                        CutSessions.NAME,
                        SwitchRoute.NAME);
    }

    @Test
    void whatALostServerHasIsWrittenByNobodyWhileItIsReplaced() {
        assertThat(RESTORE.plan(wish(RestoreMode.LOST_SERVER)))
                .startsWith(PlaceDatabase.NAME, CloseRoute.NAME)
                .endsWith(SwitchRoute.NAME)
                .doesNotContain(CutSessions.NAME);
    }
}
