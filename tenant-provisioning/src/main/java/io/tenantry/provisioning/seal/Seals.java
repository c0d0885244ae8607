package io.tenantry.provisioning.seal;

import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.secret.SealBrokenException;
import io.tenantry.routing.secret.SecretBox;
import io.tenantry.routing.secret.SecretBox.Seal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** All sealed secrets of the control plane. */
final class Seals {
    private static final int PAGE = 200;
    private static final int PASSES = 10;

    private final ControlPlane controlPlane;
    private final SecretBox secrets;

    Seals(ControlPlane controlPlane, SecretBox secrets) {
        this.controlPlane = controlPlane;
        this.secrets = secrets;
    }

    /**
     * Seals under the current key what is sealed under a former one, each row by itself; what has
     * been sealed already stays. A secret that somebody changes meanwhile is looked at again.
     *
     * @return the places of secrets that were not to be sealed anew, because no known key opens
     *     them, or because they changed all the time
     */
    List<String> resealAll() {
        List<String> left = List.of();
        for (int pass = 0; pass < PASSES; pass++) {
            left = onePass();
            if (left.isEmpty()) {
                return left;
            }
        }
        return left;
    }

    private List<String> onePass() {
        List<String> left = new ArrayList<>();
        each((column, row) -> {
            if (!reseal(column, row)) {
                left.add(column.placeOf(row.key()));
            }
        });
        return left;
    }

    private boolean reseal(SealedColumn column, SealedRow row) {
        return switch (secrets.sealOf(row.sealed().bytes())) {
            case CURRENT -> true;
            case UNKNOWN -> false;
            case FORMER -> resealFormer(column, row);
        };
    }

    private boolean resealFormer(SealedColumn column, SealedRow row) {
        String place = column.placeOf(row.key());
        try {
            byte[] anew = secrets.seal(secrets.open(row.sealed().bytes(), place), place);
            return controlPlane.inTransaction(handle -> column.replace(handle, row, anew));
        } catch (SealBrokenException broken) {
            // One that was damaged must not keep the others from being sealed anew.
            return false;
        }
    }

    SealTally tally() {
        Map<Seal, Long> counts = new EnumMap<>(Seal.class);
        each((_, row) -> counts.merge(secrets.sealOf(row.sealed().bytes()), 1L, Long::sum));
        return new SealTally(
                counts.getOrDefault(Seal.CURRENT, 0L),
                counts.getOrDefault(Seal.FORMER, 0L),
                counts.getOrDefault(Seal.UNKNOWN, 0L));
    }

    private void each(BiConsumer<SealedColumn, SealedRow> visitor) {
        for (SealedColumn column : SealedColumn.values()) {
            List<SealedRow> page = page(column, "");
            while (!page.isEmpty()) {
                page.forEach(row -> visitor.accept(column, row));
                page = page(column, page.getLast().key());
            }
        }
    }

    private List<SealedRow> page(SealedColumn column, String after) {
        return controlPlane.read(handle -> column.after(handle, after, PAGE));
    }
}
