package io.tenantry.provisioning.journal;

import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.DatabaseName;
import io.tenantry.routing.TenantId;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jdbi.v3.core.Handle;

/**
 * What a step works with.
 *
 * @param <I> the operation's input
 */
public interface StepContext<I> {
    OperationId operation();

    /**
     * The tenant that the operation is about.
     *
     * @throws IllegalStateException if it is about none
     */
    TenantId tenant();

    I input();

    /** Reads from the control plane. */
    <R> R read(Function<Handle, R> reading);

    /**
     * As {@link #read}, but only once a run: for rows that nobody but this operation changes.
     *
     * @param type what is read, of which there is one in the operation
     */
    <R> R readOnce(Class<R> type, Function<Handle, R> reading);

    /**
     * Writes to the control plane in the very transaction that records this step as done (or
     * undone): both happen or neither, and never after another runner took over. Several writes
     * happen in the order given.
     */
    void alongside(Consumer<Handle> writes);

    /**
     * The admin connection of this run to a server, fit to change the given database: it holds the
     * operation's lock there, and the lease was seen to hold after the lock was taken.
     *
     * @throws io.tenantry.provisioning.ProvisioningException if the server cannot be worked with
     * @throws java.sql.SQLTransientException if another operation is at work on the database
     */
    AdminConnection admin(String serverId, DatabaseName database) throws java.sql.SQLException;

    /**
     * One of several admin connections to a server, for a step that works on many databases at
     * once. The lease was seen to hold after it was opened, and nobody else has the lane of that
     * number: the operation's former runner has lost its own. A step must therefore open as many
     * lanes as it may ever work with, each time it runs, before it works with any. Whoever asks
     * closes it.
     *
     * @param number from 0
     * @throws io.tenantry.provisioning.ProvisioningException if the server cannot be worked with
     */
    Lane lane(String serverId, int number) throws java.sql.SQLException;

    /**
     * Writes to the control plane now, in one transaction, for a step that is long. Never after
     * another runner took over.
     *
     * @throws RuntimeException if another runner did; the step must end with it
     */
    <R> R record(Function<Handle, R> writes);

    /**
     * Has onlookers told how far a long step is, now and then.
     *
     * @param total about how many bytes there are to work on
     * @return takes how many more have been worked on; by any thread, at no cost, and it never
     *     fails
     */
    default LongConsumer headway(long total) {
        return _ -> {};
    }
}
