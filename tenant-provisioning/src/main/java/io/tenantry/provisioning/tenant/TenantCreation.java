package io.tenantry.provisioning.tenant;

import io.tenantry.provisioning.backup.BackupVault;
import io.tenantry.provisioning.changelog.ChangelogReplay;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.NamedSteps;
import io.tenantry.provisioning.journal.OperationKind;
import io.tenantry.provisioning.journal.Step;
import io.tenantry.routing.secret.SecretBox;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The operation {@code tenant.create}, and {@code tenant.clone} and {@code tenant.restore}, which
 * differ in where what the database holds comes from.
 *
 * <p>Other rooms contribute steps; they run when the database is complete and before the route
 * opens. One of them is known by name: a wish with an administrator always has the step {@value
 * #FIRST_ADMINISTRATOR} in its plan, whether or not this process can run it, so that the command
 * line can ask for a tenant and a server replica makes the administrator. Likewise a wish that
 * comes of a sign-up has the step {@value #ORGANISATION}.
 */
public final class TenantCreation implements OperationKind<CreateTenant> {
    /** The operation's kind in the journal. */
    public static final String NAME = "tenant.create";

    /** The kind of an operation whose tenant gets a copy of another's database. */
    public static final String CLONE = "tenant.clone";

    /** The kind of an operation whose tenant begins with a backup of another's database. */
    public static final String RESTORE = "tenant.restore";

    /** The contributed step that makes the first administrator. */
    public static final String FIRST_ADMINISTRATOR = "first-administrator";

    /** The contributed step that sets up what a sign-up asked for beside the administrator. */
    public static final String ORGANISATION = "set-up-organisation";

    private static final Set<String> ON_REQUEST = Set.of(FIRST_ADMINISTRATOR, ORGANISATION);

    private final String name;
    private final List<String> contributed;
    private final NamedSteps<CreateTenant> steps;

    /**
     * @param contributedSteps steps of other rooms, in the order in which they run
     */
    public TenantCreation(
            ControlPlane controlPlane,
            SecretBox secrets,
            ChangelogReplay replay,
            RouteAnnouncer announcer,
            BackupVault backups,
            CatchUp catchUp,
            List<Step<CreateTenant>> contributedSteps) {
        this(
                NAME,
                contributedSteps.stream().map(Step::name).toList(),
                NamedSteps.of(
                                new Place(controlPlane, secrets, announcer),
                                new AdoptDatabase(controlPlane, secrets, replay, announcer),
                                new CreateDatabase(),
                                new CreateAccount(secrets),
                                new ApplyChangelog(controlPlane, replay),
                                new CopyDatabase(controlPlane),
                                new RestoreDatabase(controlPlane, backups),
                                new MigrateRestored(catchUp),
                                new WriteIdentity(),
                                new OpenRoute(controlPlane, announcer))
                        .and(contributedSteps));
    }

    private TenantCreation(String name, List<String> contributed, NamedSteps<CreateTenant> steps) {
        this.name = name;
        this.contributed = contributed;
        this.steps = steps;
    }

    /** The kind {@link #CLONE}, of the same steps. */
    public TenantCreation ofCopies() {
        return new TenantCreation(CLONE, contributed, steps);
    }

    /** The kind {@link #RESTORE}, of the same steps. */
    public TenantCreation ofBackups() {
        return new TenantCreation(RESTORE, contributed, steps);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Class<CreateTenant> inputType() {
        return CreateTenant.class;
    }

    @Override
    public List<String> plan(CreateTenant input) {
        List<String> plan = new ArrayList<>();
        if (input.warm()) {
            plan.add(AdoptDatabase.NAME);
        } else {
            plan.addAll(List.of(Place.NAME, CreateDatabase.NAME, CreateAccount.NAME));
            plan.addAll(filling(input));
            plan.add(WriteIdentity.NAME);
        }
        if (input.admin() != null) {
            plan.add(FIRST_ADMINISTRATOR);
        }
        if (input.signUp() != null) {
            plan.add(ORGANISATION);
        }
        contributed.stream().filter(name -> !ON_REQUEST.contains(name)).forEach(plan::add);
        plan.add(OpenRoute.NAME);
        return List.copyOf(plan);
    }

    private static List<String> filling(CreateTenant input) {
        if (input.source() == null) {
            return List.of(ApplyChangelog.NAME);
        }
        return input.backup() == null
                ? List.of(CopyDatabase.NAME)
                : List.of(RestoreDatabase.NAME, MigrateRestored.NAME);
    }

    @Override
    public Optional<Step<CreateTenant>> step(String name) {
        return steps.find(name);
    }
}
