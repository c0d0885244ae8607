package io.tenantry.provisioning.journal;

import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.DatabaseName;
import io.tenantry.routing.TenantId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/** One attempt at one step. */
final class RunContext<I> implements StepContext<I> {
    private static final Logger LOG = Logger.getLogger(RunContext.class.getName());

    // Goes on by what onlookers are told meanwhile.
    private Course course;
    private final I input;
    private final ControlPlane controlPlane;
    private final Journal journal;
    private final RunConnections connections;
    private final Map<Class<?>, Object> memory;
    private final List<Consumer<Handle>> alongside = new ArrayList<>();

    RunContext(
            Course course,
            I input,
            ControlPlane controlPlane,
            Journal journal,
            RunConnections connections,
            Map<Class<?>, Object> memory) {
        this.course = course;
        this.input = input;
        this.controlPlane = controlPlane;
        this.journal = journal;
        this.connections = connections;
        this.memory = memory;
    }

    @Override
    public OperationId operation() {
        return course().lease().operation();
    }

    @Override
    public TenantId tenant() {
        TenantId tenant = course().tenant();
        if (tenant == null) {
            throw new IllegalStateException("the operation is about no tenant");
        }
        return tenant;
    }

    @Override
    public I input() {
        return input;
    }

    @Override
    public <R> R read(Function<Handle, R> reading) {
        return controlPlane.read(reading);
    }

    @Override
    public <R> R readOnce(Class<R> type, Function<Handle, R> reading) {
        return type.cast(memory.computeIfAbsent(type, _ -> controlPlane.read(reading)));
    }

    @Override
    public void alongside(Consumer<Handle> writes) {
        alongside.add(writes);
    }

    @Override
    public AdminConnection admin(String serverId, DatabaseName database) throws SQLException {
        return connections.to(serverId, database);
    }

    @Override
    public Lane lane(String serverId, int number) throws SQLException {
        return connections.lane(serverId, number);
    }

    @Override
    public <R> R record(Function<Handle, R> writes) {
        return journal.record(course().lease(), writes);
    }

    @Override
    public LongConsumer headway(long total) {
        return new Headway(total, controlPlane::now, this::tell);
    }

    /** Not worth failing for: whoever has lost its lease finds that out by its next move. */
    private synchronized void tell(String howFar) {
        try {
            course = journal.tell(course, new Note(course.current().name(), Note.PROGRESS, howFar));
        } catch (LeaseLostException | JdbiException e) {
            LOG.log(Level.FINE, "nobody is told how far it is", e);
        }
    }

    /** Where the operation is, what was told of the attempt included. */
    synchronized Course course() {
        return course;
    }

    /** Everything that the step wants written with its record. */
    Consumer<Handle> writes() {
        return handle -> alongside.forEach(write -> write.accept(handle));
    }
}
