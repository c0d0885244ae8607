package io.tenantry.cli;

import com.mysql.cj.jdbc.MysqlDataSource;
import io.tenantry.cli.output.Console;
import io.tenantry.localstack.DatabaseServer;
import io.tenantry.localstack.LocalStack;
import io.tenantry.localstack.Redis;
import io.tenantry.provisioning.ContributedSteps;
import io.tenantry.provisioning.Provisioning;
import io.tenantry.provisioning.ProvisioningSettings;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.journal.Step;
import io.tenantry.provisioning.server.ServerRegistration;
import io.tenantry.provisioning.tenant.CreateTenant;
import io.tenantry.provisioning.tenant.RouteAnnouncer;
import io.tenantry.routing.Ulid;
import io.tenantry.routing.secret.MasterKey;
import io.tenantry.routing.secret.SecretBox;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A control plane of its own on the shared stack, with one database server, and a settings file as
 * the server has one. One for all tests of this module: each uses tenants of its own.
 */
public final class TestedFleet {
    private static final String MASTER_KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
    private static final String SERVER = "db1";
    private static final Pattern ID = Pattern.compile("\"id\": \"(\\w{26})\"");

    private final LocalStack stack = LocalStack.sharedOrStart();
    private final String database = "cp_" + Ulid.next().toLowerCase(Locale.ROOT);
    private final Path folder;
    private final Path settings;

    private TestedFleet() {
        try {
            folder = Files.createTempDirectory("tenantry-cli");
            execute("CREATE DATABASE %s CHARACTER SET utf8mb4".formatted(database));
            settings = Files.writeString(folder.resolve("application.properties"), text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try (Session session =
                session(console(null, false, new StringWriter(), new StringWriter()))) {
            session.control().plane().migrate();
            session.control()
                    .provisioning()
                    .servers()
                    .register(registration(), Actor.local("test"));
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::remove));
    }

    private static final class Shared {
        private static final TestedFleet FLEET = new TestedFleet();
    }

    public static TestedFleet shared() {
        return Shared.FLEET;
    }

    private String text() {
        return """
        quarkus.datasource.jdbc.url=%s
        quarkus.datasource.username=%s
        quarkus.datasource.password=%s
        tenantry.secrets.master-key=%s
        tenantry.provisioning.backups=%s
        tenantry.provisioning.grace=0S
        tenantry.provisioning.warm-databases=0
        quarkus.redis.hosts=redis://%s:%d
        """
                .formatted(
                        url(),
                        stack.controlPlane().user(),
                        stack.controlPlane().password(),
                        MASTER_KEY,
                        folder.resolve("backups"),
                        redis().host(),
                        redis().port());
    }

    /** Where replicas hear of changed routes. */
    public Redis redis() {
        return stack.redis();
    }

    private String url() {
        return stack.controlPlane().jdbcUrl().replace("/tenantry?", "/" + database + "?");
    }

    private ServerRegistration registration() {
        return registration(SERVER, server().port());
    }

    private ServerRegistration registration(String name, int port) {
        return new ServerRegistration(
                name, server().host(), port, server().adminUser(), server().adminPassword());
    }

    /** Registers another way to the database server. */
    public void register(String name, int port) {
        try (Session session =
                session(console(null, false, new StringWriter(), new StringWriter()))) {
            session.control()
                    .provisioning()
                    .servers()
                    .register(registration(name, port), Actor.local("test"));
        }
    }

    /** No other test's tenant comes to lie on it. */
    public void declareDown(String name) {
        try (Session session =
                session(console(null, false, new StringWriter(), new StringWriter()))) {
            session.control().provisioning().servers().declareDown(name, Actor.local("test"));
        }
    }

    public DatabaseServer server() {
        return stack.databaseServers().getFirst();
    }

    /** The settings file. */
    public Path settings() {
        return settings;
    }

    /** Where backups are kept. */
    public Path backups() {
        return folder.resolve("backups");
    }

    /** A slug that no other test has. */
    public static String slug() {
        return "t-" + Ulid.next().toLowerCase(Locale.ROOT).substring(10);
    }

    /** Makes a tenant and gives its slug. */
    public String tenant() {
        String slug = slug();
        Ran ran = run("tenant", "create", slug);
        if (ran.exit() != ExitCode.OK) {
            throw new IllegalStateException(ran.err());
        }
        return slug;
    }

    /**
     * A replica of a server, which knows a step that the command line does not; not started.
     *
     * @param step of a tenant's creation
     */
    public Provisioning replica(Step<CreateTenant> step) {
        MysqlDataSource source = new MysqlDataSource();
        source.setUrl(url());
        source.setUser(stack.controlPlane().user());
        source.setPassword(stack.controlPlane().password());
        return Provisioning.assemble(
                source,
                new SecretBox(MasterKey.fromBase64(MASTER_KEY), List.of()),
                Clock.systemUTC(),
                RouteAnnouncer.SILENT,
                new ContributedSteps(List.of(step), List.of()),
                ProvisioningSettings.defaults("replica"));
    }

    /** A tenant's id. */
    public String tenantId(String slug) {
        Matcher id = ID.matcher(run("tenant", "show", slug, "-o", "json").out());
        if (!id.find()) {
            throw new IllegalStateException("no tenant " + slug);
        }
        return id.group(1);
    }

    /** Runs a command as a script would: nobody to ask, nobody who watches. */
    public Ran run(String... arguments) {
        return run(null, false, withSettings(arguments));
    }

    /** Starts a command in a process of its own. */
    public CommandProcess start(String... arguments) {
        return startWith("96m", arguments);
    }

    /** Starts a command in a process of its own with so much memory. */
    public CommandProcess startWith(String heap, String... arguments) {
        return CommandProcess.start(heap, withSettings(arguments));
    }

    /** Runs a command that finds something in its environment. */
    public Ran runWith(Map<String, String> environment, String... arguments) {
        return run(null, false, environment, withSettings(arguments));
    }

    /** Runs a command at a terminal, where somebody types. */
    public Ran runAtTerminal(String typed, String... arguments) {
        return run(typed, true, withSettings(arguments));
    }

    private List<String> withSettings(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--config");
        all.add(settings.toString());
        return all;
    }

    /** Runs a command with no settings but those that it is given. */
    public static Ran runBare(Map<String, String> environment, String... arguments) {
        return run(null, false, environment, List.of(arguments));
    }

    private static Ran run(@Nullable String typed, boolean watched, List<String> arguments) {
        return run(typed, watched, Map.of(), arguments);
    }

    private static Ran run(
            @Nullable String typed,
            boolean watched,
            Map<String, String> environment,
            List<String> arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        try (Session session = session(console(typed, watched, out, err), environment)) {
            int status =
                    Tenantry.commandLine(session, arguments)
                            .execute(arguments.toArray(String[]::new));
            return new Ran(status, out.toString(), err.toString());
        }
    }

    /** As another process that has a part in the fleet. */
    public Session session() {
        return session(console(null, false, new StringWriter(), new StringWriter()));
    }

    private static Session session(Console console, Map<String, String> environment) {
        return new Session(console, environment, null);
    }

    private Session session(Console console) {
        return session(console, Map.of("TENANTRY_CONFIG", settings.toString()));
    }

    private static Console console(
            @Nullable String typed, boolean watched, StringWriter out, StringWriter err) {
        return new Console(
                new PrintWriter(out),
                new PrintWriter(err),
                typed == null ? null : new BufferedReader(new StringReader(typed)),
                watched,
                watched);
    }

    /** How a command ended. */
    public record Ran(int status, String out, String err) {
        public ExitCode exit() {
            for (ExitCode code : ExitCode.values()) {
                if (code.status() == status) {
                    return code;
                }
            }
            throw new AssertionError("no exit code: " + status);
        }
    }

    /** Executes a statement in the control plane. */
    public void execute(String sql) {
        try (Connection connection =
                        DriverManager.getConnection(
                                stack.controlPlane().jdbcUrl(),
                                stack.controlPlane().user(),
                                stack.controlPlane().password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql.replace("{cp}", database));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Executes a statement in a tenant's database. */
    public void executeIn(String slug, String sql) {
        try (Connection connection = open(slug);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of what a query finds, in the control plane's server. */
    public List<String> texts(String sql) {
        List<String> texts = new ArrayList<>();
        try (Connection connection = openServer();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql.replace("{cp}", database))) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return texts;
    }

    /** A session of the control plane's server. */
    public Connection openServer() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:mysql://%s:%d/".formatted(server().host(), server().port()),
                server().adminUser(),
                server().adminPassword());
    }

    /** The control plane's database. */
    public String controlPlane() {
        return database;
    }

    /** The first column of what a query finds in a tenant's database. */
    public List<String> textsIn(String slug, String sql) {
        List<String> texts = new ArrayList<>();
        try (Connection connection = open(slug);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return texts;
    }

    /** What the table {@code notes} of a tenant's database holds, in order. */
    public List<String> notes(String slug) {
        List<String> notes = new ArrayList<>();
        try (Connection connection = open(slug);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT text FROM notes ORDER BY text")) {
            while (rows.next()) {
                notes.add(rows.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return notes;
    }

    private Connection open(String slug) throws SQLException {
        Connection connection = openServer();
        connection.setCatalog(databaseOf(slug));
        return connection;
    }

    private String databaseOf(String slug) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(
                                url(),
                                stack.controlPlane().user(),
                                stack.controlPlane().password());
                PreparedStatement statement =
                        connection.prepareStatement(
                                """
                                SELECT d.database_name
                                FROM tenant_databases d JOIN tenants t ON t.id = d.tenant_id
                                WHERE t.slug = ? AND d.state = 'active'
                                """)) {
            statement.setString(1, slug);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    private void remove() {
        execute("DROP DATABASE IF EXISTS " + database);
        stack.close();
    }
}
