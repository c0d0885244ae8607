package io.tenantry.cli.export;

import io.tenantry.cli.CommandFailedException;
import io.tenantry.cli.ExitCode;
import io.tenantry.cli.Session;
import io.tenantry.cli.Verb;
import io.tenantry.cli.control.Control;
import io.tenantry.cli.control.Follower;
import io.tenantry.cli.control.LastWords;
import io.tenantry.cli.output.Document;
import io.tenantry.provisioning.export.Export;
import io.tenantry.provisioning.export.Exports;
import io.tenantry.provisioning.export.RequestedExport;
import io.tenantry.provisioning.tenant.Tenant;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a tenant's data to a zip. */
@Command(
        name = "export",
        description = {
            "Write all of a tenant's data to a zip of CSV, JSON Lines and a workbook.",
            "The file is readable for its owner only. It is personal data: keep it as such."
        })
public final class ExportVerb extends Verb {
    @Parameters(paramLabel = "SLUG", description = "The tenant's slug or id")
    private String slug = "";

    @Option(
            names = "--to",
            paramLabel = "FILE.zip",
            required = true,
            description = "The file to write")
    private Path to = Path.of("");

    @Option(names = "--force", description = "Replace the file if it is there")
    private boolean force;

    @Option(
            names = "--keep",
            description =
                    "Leave the export in the store, too, for a week. Default: it is removed when the file is written")
    private boolean keep;

    ExportVerb(Session session) {
        super(session);
    }

    @Override
    protected ExitCode act() {
        Tenant tenant = session().tenantAtRest(slug);
        ZipFile file = new ZipFile(to, force);
        file.demandRoom();
        RequestedExport asked =
                asked(handle ->
                        exports()
                                .create(
                                        handle,
                                        tenant.id(),
                                        Exports.LIFETIME,
                                        session().control().actor()));
        ExitCode exit = followed(asked);
        if (exit != ExitCode.OK) {
            return exit;
        }
        Export made = exports().demandReady(tenant.id(), asked.export().id());
        write(made, file);
        session().show(document(made));
        return keep ? ExitCode.OK : removed(made);
    }

    private Exports exports() {
        return session().control().provisioning().exports();
    }

    private RequestedExport asked(Function<Handle, RequestedExport> request) {
        Control control = session().control();
        return control.plane().inTransaction(request);
    }

    private ExitCode followed(RequestedExport asked) {
        return Follower.verdict(session().follow(asked.operation()), session().console());
    }

    private void write(Export export, ZipFile file) {
        try (LastWords _ =
                        LastWords.during(
                                session().console(),
                                "Nothing of %s is left. The export %s stays in the store for a week; a new one can be asked for at once."
                                        .formatted(file.path(), export.id()));
                InputStream zip =
                        exports().open(export.tenant(), export.id(), session().control().actor())) {
            file.write(zip);
        } catch (IOException e) {
            throw new CommandFailedException(
                    ExitCode.FAILED,
                    "file_not_written",
                    "%s could not be written: %s".formatted(file.path(), e.getMessage()),
                    "Make room, or name a file elsewhere; the export stays in the store for a week.",
                    e);
        }
    }

    private ExitCode removed(Export export) {
        return followed(
                asked(handle ->
                        exports()
                                .delete(
                                        handle,
                                        export.tenant(),
                                        export.id(),
                                        session().control().actor())));
    }

    private Document document(Export export) {
        return new Document()
                .with("id", export.id())
                .with("tenant", export.tenant().value())
                .with("file", to.toAbsolutePath().toString())
                .with("tables", export.tables())
                .with("rows", export.rows())
                .with("bytes", export.bytes())
                .with("takenAt", export.takenAt());
    }
}
