package io.tenantry.localstack;

import java.nio.file.Path;
import java.util.List;

/** The processes whose command line names a folder. */
final class StackProcesses {
    private StackProcesses() {}

    static List<ProcessHandle> serving(Path folder) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(folder + "/"))
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .toList();
    }
}
