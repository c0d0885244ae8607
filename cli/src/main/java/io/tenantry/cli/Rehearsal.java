package io.tenantry.cli;

import java.util.List;

/**
 * Runs the commands that should start fast, one after the other in one process, so that the JVM can
 * keep what they load: the package step's training run. Whether they succeed does not matter.
 */
final class Rehearsal {
    private static final List<List<String>> COMMANDS =
            List.of(
                    List.of("--version"),
                    List.of("tenant", "list"),
                    List.of("tenant", "list", "-o", "json"),
                    List.of("tenant", "list", "-o", "yaml"));

    private Rehearsal() {}

    /**
     * Rehearses.
     *
     * @param args the settings file
     */
    public static void main(String[] args) {
        for (List<String> command : COMMANDS) {
            String[] line = new String[command.size() + 2];
            for (int i = 0; i < command.size(); i++) {
                line[i] = command.get(i);
            }
            line[command.size()] = "--config";
            line[command.size() + 1] = args[0];
            int _ = Launch.run(line);
        }
    }
}
