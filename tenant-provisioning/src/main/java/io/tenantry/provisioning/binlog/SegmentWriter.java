package io.tenantry.provisioning.binlog;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.backup.BackupVault;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.store.SealedStore;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.Ulid;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/** Seals segments, stores them, and writes them into the books. */
final class SegmentWriter {
    private final ControlPlane controlPlane;
    private final BackupVault vault;

    SegmentWriter(ControlPlane controlPlane, BackupVault vault) {
        this.controlPlane = controlPlane;
        this.vault = vault;
    }

    /**
     * Archives a segment behind another, if the lease holds and the other is the stream's last;
     * else nothing happened.
     *
     * @param segment without its object
     * @return as it was archived: where it holds nothing of a tenant's, the one before it reaches
     *     further instead
     * @throws LeaseLostException if another replica archives the server now
     * @throws ProvisioningException with {@link Reason#BACKUP_STORE_FAILED}
     */
    Segment write(
            ArchiverLease lease, SegmentDraft draft, Segment segment, Optional<Segment> before) {
        // Only now: whoever wrote what is in it had become a tenant's database before.
        Map<String, TenantId> owners = owners(draft);
        List<Section> sections = new ArrayList<>();
        Segment whole = stored(draft, owners, segment, sections);
        List<Gap> gaps =
                draft.gaps().stream()
                        .filter(gap ->
                                gap.database().isEmpty() || owners.containsKey(gap.database()))
                        .toList();
        return controlPlane.inTransaction(handle -> {
            ArchiverRows.hold(handle, lease);
            demandLast(handle, lease, segment.stream(), before);
            GapRows.insert(handle, lease.serverId(), segment.stream(), gaps);
            return booked(handle, whole, sections, before);
        });
    }

    private Segment booked(
            Handle handle, Segment segment, List<Section> sections, Optional<Segment> before) {
        if (segment.object() == null
                && before.isPresent()
                && before.get().nextFile() == null
                && before.get().file().equals(segment.file())) {
            Segment longer = before.get().upTo(segment);
            SegmentRows.extend(handle, longer, controlPlane.now());
            return longer;
        }
        SegmentRows.insert(handle, segment, sections, controlPlane.now());
        return segment;
    }

    private static void demandLast(
            Handle handle, ArchiverLease lease, String stream, Optional<Segment> before) {
        Optional<Segment> last = SegmentRows.last(handle, stream);
        if (!last.map(Segment::end).equals(before.map(Segment::end))
                || !last.map(Segment::number).equals(before.map(Segment::number))) {
            throw new LeaseLostException(lease);
        }
    }

    private Segment stored(
            SegmentDraft draft,
            Map<String, TenantId> owners,
            Segment segment,
            List<Section> sections) {
        if (draft.sections().keySet().stream().noneMatch(owners::containsKey)) {
            return segment;
        }
        // Of its own: whoever writes it too late does not write over it.
        String object =
                "binlog/%s/%010d-%s".formatted(segment.stream(), segment.number(), Ulid.next());
        try {
            vault.demandStore()
                    .put(
                            object,
                            out -> {
                                sections.clear();
                                sections.addAll(sealed(draft, owners, segment, out));
                            });
        } catch (IOException e) {
            throw new ProvisioningException(
                    Reason.BACKUP_STORE_FAILED,
                    "a segment of a binary log cannot be stored: %s; check that the store is there and has room"
                            .formatted(e.getMessage()),
                    e);
        }
        return segment.in(object, sections.stream().mapToLong(Section::stored).sum());
    }

    private List<Section> sealed(
            SegmentDraft draft, Map<String, TenantId> owners, Segment segment, OutputStream out)
            throws IOException {
        List<Section> sealed = new ArrayList<>();
        long offset = 0;
        for (Map.Entry<String, SectionBytes> each : draft.sections().entrySet()) {
            String database = each.getKey();
            TenantId tenant = owners.get(database);
            if (tenant == null) {
                continue;
            }
            Optional<SealedStore> store = vault.sealed(tenant, SectionStore.writing(out));
            if (store.isPresent()) {
                SealedStore.Stored stored =
                        store.get()
                                .put(
                                        Section.name(segment.stream(), segment.number(), database),
                                        each.getValue()::writeTo);
                sealed.add(new Section(database, tenant, offset, stored.stored(), stored.bytes()));
                offset += stored.stored();
            }
        }
        return sealed;
    }

    /**
     * Of databases whose tenants have a key: without one there is no backup to replay onto. A
     * database that is gone by now has an owner as long as there is a backup of it.
     */
    private Map<String, TenantId> owners(SegmentDraft draft) {
        Set<String> names = new TreeSet<>(draft.sections().keySet());
        draft.gaps().forEach(gap -> names.add(gap.database()));
        names.remove(Gap.WHOLE_SERVER);
        Map<String, TenantId> owners = new HashMap<>();
        if (!names.isEmpty()) {
            controlPlane.read(handle -> {
                handle.createQuery(
                                """
                                SELECT d.database_name, d.tenant_id
                                FROM (
                                    SELECT database_name, tenant_id FROM tenant_databases
                                    WHERE database_name IN (<names>)
                                    UNION
                                    SELECT database_name, tenant_id FROM backups
                                    WHERE database_name IN (<names>)) d
                                JOIN backup_keys k ON k.tenant_id = d.tenant_id
                                """)
                        .bindList("names", List.copyOf(names))
                        .map((row, _) ->
                                owners.put(row.getString(1), new TenantId(row.getString(2))))
                        .list();
                return true;
            });
        }
        return owners;
    }
}
