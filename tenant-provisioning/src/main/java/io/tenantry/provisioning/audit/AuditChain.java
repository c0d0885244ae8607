package io.tenantry.provisioning.audit;

import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.Ulid;
import io.tenantry.routing.secret.SecretBox;
import io.tenantry.routing.secret.SecretPlaces;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/**
 * The chain of hashes by which an entry of the audit log that was changed, removed or slipped in is
 * found out.
 *
 * <p>Entries are chained a moment after they are committed, in the order in which they are found:
 * chaining within the deed's own transaction would have all deeds of a tenant wait for one another.
 * What the chain holds is safe from everybody who does not have the master key; what was written
 * within the last seconds is not yet.
 */
public final class AuditChain {
    static final String BEGINNING = "0".repeat(2 * ChainKey.HASH_BYTES);
    private static final int AT_ONCE = 500;
    private static final int KEY_BYTES = 32;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final ControlPlane controlPlane;
    private final SecretBox secrets;
    private final AccountNews news;

    public AuditChain(ControlPlane controlPlane, SecretBox secrets) {
        this.controlPlane = controlPlane;
        this.secrets = secrets;
        this.news = new AccountNews(new AuditLog(controlPlane));
    }

    /**
     * Adds what has been committed to the chains. Any number of processes may call it: one works,
     * the others leave it to that one.
     *
     * @return how many entries were added; 0 if there are none left, or another is at it
     */
    public int seal() {
        ensureKey();
        return controlPlane.inTransaction(
                handle -> lockedKey(handle).map(key -> seal(handle, key)).orElse(0));
    }

    /** Adds all that has been committed until now, unless another process is at it. */
    public void sealAll() {
        int added;
        do {
            added = seal();
        } while (added == AT_ONCE);
    }

    /**
     * The key, if there is one: nothing was ever chained otherwise.
     *
     * @throws io.tenantry.routing.secret.SealBrokenException if it does not open with the master
     *     key
     */
    Optional<ChainKey> key(Handle handle) {
        return handle.createQuery("SELECT id, secret FROM audit_keys ORDER BY id LIMIT 1")
                .map((row, _) -> opened(row.getString("id"), row.getBytes("secret")))
                .findOne();
    }

    private Optional<ChainKey> lockedKey(Handle handle) {
        return handle.createQuery(
                        """
                        SELECT id, secret
                        FROM audit_keys
                        ORDER BY id
                        LIMIT 1
                        FOR UPDATE SKIP LOCKED
                        """)
                .map((row, _) -> opened(row.getString("id"), row.getBytes("secret")))
                .findOne();
    }

    private ChainKey opened(String id, byte[] sealed) {
        return new ChainKey(secrets.open(sealed, SecretPlaces.auditKey(id)));
    }

    private void ensureKey() {
        boolean there =
                controlPlane.read(handle ->
                        handle.createQuery("SELECT COUNT(*) FROM audit_keys")
                                        .mapTo(Integer.class)
                                        .one()
                                > 0);
        if (!there) {
            controlPlane.exclusively("audit-key", PATIENCE, this::makeKey);
        }
    }

    private boolean makeKey(Handle handle) {
        byte[] key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        String id = Ulid.at(controlPlane.now());
        // Whoever waited for the lock finds the key of whoever had it.
        return handle.createUpdate(
                                """
                                INSERT INTO audit_keys (id, secret, created_at)
                                SELECT :id, :secret, :now
                                FROM (SELECT COUNT(*) AS keys_ FROM audit_keys) k
                                WHERE k.keys_ = 0
                                """)
                        .bind("id", id)
                        .bind("secret", secrets.seal(key, SecretPlaces.auditKey(id)))
                        .bind("now", controlPlane.now())
                        .execute()
                == 1;
    }

    private int seal(Handle handle, ChainKey key) {
        List<Found> waiting = waiting(handle);
        Map<String, Head> heads = new HashMap<>();
        List<Link> links = new ArrayList<>();
        for (Found found : waiting) {
            String chain = found.entry() == null ? "" : found.entry().chain();
            Head head = heads.computeIfAbsent(chain, name -> head(handle, name));
            Head next = head.next(key, found.id(), found.entry());
            links.add(new Link(chain, next.seq(), found.id(), next.hash()));
            heads.put(chain, next);
        }
        write(handle, links);
        news.tell(handle, waiting.stream().map(Found::id).toList());
        return waiting.size();
    }

    private static List<Found> waiting(Handle handle) {
        return handle.createQuery(
                        """
                        SELECT u.entry_id, l.*
                        FROM audit_unsealed u
                        LEFT JOIN audit_log l ON l.id = u.entry_id
                        ORDER BY u.entry_id
                        LIMIT :limit
                        """)
                .bind("limit", AT_ONCE)
                .map((row, _) ->
                        new Found(
                                row.getString("entry_id"),
                                row.getString("id") == null ? null : ChainedEntry.of(row)))
                .list();
    }

    /** The last link of a chain. */
    static Head head(Handle handle, String chain) {
        return handle.createQuery(
                        """
                        SELECT seq, LOWER(HEX(hash)) AS hash
                        FROM audit_chain
                        WHERE chain = :chain
                        ORDER BY seq DESC
                        LIMIT 1
                        """)
                .bind("chain", chain)
                .map((row, _) -> new Head(row.getLong("seq"), row.getString("hash")))
                .findOne()
                .orElse(new Head(0, BEGINNING));
    }

    private static void write(Handle handle, List<Link> links) {
        if (links.isEmpty()) {
            return;
        }
        try (PreparedBatch add =
                        handle.prepareBatch(
                                """
                                INSERT INTO audit_chain (chain, seq, entry_id, hash)
                                VALUES (:chain, :seq, :entry, UNHEX(:hash))
                                """);
                PreparedBatch done =
                        handle.prepareBatch("DELETE FROM audit_unsealed WHERE entry_id = :entry")) {
            for (Link link : links) {
                add.bind("chain", link.chain())
                        .bind("seq", link.seq())
                        .bind("entry", link.entry())
                        .bind("hash", link.hash())
                        .add();
                done.bind("entry", link.entry()).add();
            }
            add.execute();
            done.execute();
        }
    }

    private record Found(String id, @Nullable ChainedEntry entry) {}

    private record Link(String chain, long seq, String entry, String hash) {}

    /**
     * The last link of a chain; of an empty one its number is 0.
     *
     * @param hash in hexadecimal digits
     */
    record Head(long seq, String hash) {
        Head next(ChainKey key, String id, @Nullable ChainedEntry entry) {
            return new Head(seq + 1, key.hash(seq + 1, hash, id, entry));
        }
    }
}
