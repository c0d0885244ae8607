package io.tenantry.cli;

import io.tenantry.cli.config.DefaultFile;
import io.tenantry.cli.config.SecretFile;
import io.tenantry.cli.config.Settings;
import io.tenantry.cli.config.SettingsFile;
import io.tenantry.cli.control.Control;
import io.tenantry.cli.control.Follower;
import io.tenantry.cli.output.Console;
import io.tenantry.cli.output.Document;
import io.tenantry.cli.output.Format;
import io.tenantry.cli.output.Shape;
import io.tenantry.provisioning.journal.Operation;
import io.tenantry.provisioning.journal.OperationId;
import io.tenantry.provisioning.tenant.Tenant;
import io.tenantry.routing.TenantId;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One run of the command line: where it speaks, what it is told, and the fleet it works on. */
public final class Session implements AutoCloseable {
    private final GlobalOptions options = new GlobalOptions();
    private final Console console;
    private final Map<String, String> environment;
    private final @Nullable Path tree;
    private @Nullable Settings settings;
    private @Nullable Control control;

    /**
     * @param tree the working tree that this command line was built in; null if it is installed
     */
    Session(Console console, Map<String, String> environment, @Nullable Path tree) {
        this.console = console;
        this.environment = environment;
        this.tree = tree;
    }

    GlobalOptions options() {
        return options;
    }

    public Console console() {
        return console;
    }

    /** Whether answers are for people. */
    public boolean isForPeople() {
        return options.format() == Format.TABLE;
    }

    public Settings settings() {
        Settings known = settings;
        if (known == null) {
            Path named = options.config();
            SettingsFile file =
                    (named == null
                                    ? DefaultFile.find(environment, tree, Path.of(""))
                                    : Optional.of(named))
                            .map(path -> SettingsFile.read(path, environment))
                            .orElse(SettingsFile.NONE);
            known = new Settings(options.settings(), options.secretFiles(), environment, file);
            settings = known;
        }
        return known;
    }

    /** The fleet. */
    public Control control() {
        Control known = control;
        if (known == null) {
            known = Control.of(settings());
            control = known;
        }
        return known;
    }

    /** The tenant of that slug or id. */
    public Tenant tenant(String key) {
        return control().tenants().demand(key);
    }

    /**
     * The tenant of that slug or id, for a command that is about to begin something: what a killed
     * process left half-done of it is seen through first, as a server would do within seconds.
     */
    public Tenant tenantAtRest(String key) {
        TenantId id = tenant(key).id();
        for (OperationId left : control().provisioning().runner().orphaned(id)) {
            console.say(
                    "Operation %s was left by a process that was killed. It is gone on with first ..."
                            .formatted(left));
            Operation ended = follow(left);
            console.say("Operation %s: %s.".formatted(left, ended.state().code()));
        }
        return tenant(id.value());
    }

    /** Answers with one thing. */
    public void show(Document document) {
        console.show(options.format(), document);
    }

    /** Answers with several. */
    public <T> void show(Shape<T> shape, List<T> things) {
        console.show(options.format(), shape, things);
    }

    /** Sees an operation through. */
    public Operation follow(OperationId id) {
        return new Follower(control(), console).follow(id);
    }

    /**
     * Has an operator confirm what cannot be taken back: by typing the slug, or by {@code --yes}.
     *
     * @param what what will happen, a sentence
     * @throws CommandFailedException if it is not confirmed
     */
    public void confirm(String what, String slug, boolean yes) {
        if (yes) {
            return;
        }
        if (!console.isInteractive()) {
            throw new CommandFailedException(
                    ExitCode.NOT_CONFIRMED,
                    "not_confirmed",
                    what + " Nobody is there to confirm it, so nothing was done",
                    "Give --yes if it shall be done.");
        }
        console.say(what);
        String answer = console.ask("Type the slug %s to go on: ".formatted(slug));
        if (answer == null || !answer.strip().equals(slug)) {
            throw new CommandFailedException(
                    ExitCode.NOT_CONFIRMED,
                    "not_confirmed",
                    "that is not the slug, so nothing was done",
                    null);
        }
    }

    /**
     * A secret that is no setting: from a file, else from the environment, else asked for.
     *
     * @throws CommandFailedException if there is none and nobody to ask
     */
    public String secret(@Nullable Path file, String variable, String question) {
        String known = file != null ? SecretFile.read(file) : environment.get(variable);
        if (known == null) {
            known = console.askSecretly(question);
        }
        if (known == null || known.isEmpty()) {
            throw new CommandFailedException(
                    ExitCode.CONFIGURATION,
                    "secret_missing",
                    "a password is needed, and nobody is there to type it",
                    "Name a file that holds it, or set %s.".formatted(variable));
        }
        return known;
    }

    @Override
    public void close() {
        Control opened = control;
        if (opened != null) {
            opened.close();
        }
    }
}
