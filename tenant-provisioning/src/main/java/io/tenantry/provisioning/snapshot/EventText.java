package io.tenantry.provisioning.snapshot;

import io.tenantry.routing.mysql.ServerVersion;
import io.tenantry.routing.mysql.ServerVersion.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Statements that make or change events, so worded that what would be enabled is paused instead: in
 * the state that servers give the events of a replica, which no schedule starts.
 */
public final class EventText {
    // What hides in a comment that is executed counts; all other comments do not.
    private static final Pattern TOKEN =
            Pattern.compile(
                    "(?<skip>/\\*(?!!|M!).*?\\*/|/\\*M?!\\d*+|\\*/|--\\s[^\\n]*+|#[^\\n]*+|\\s++)"
                            + "|(?<quoted>`(?:[^`]|``)*+`|'(?:[^'\\\\]|''|\\\\.)*+'|\"(?:[^\"\\\\]|\"\"|\\\\.)*+\")"
                            + "|[\\w$\\x{80}-\\x{10FFFF}]++|.",
                    Pattern.DOTALL);
    private static final Set<String> OTHER_KINDS =
            Set.of("procedure", "function", "trigger", "view", "sql", "aggregate", "package");
    private static final Set<String> BEFORE_NAME = Set.of("if", "not", "exists");

    private EventText() {}

    /**
     * @param word in lower case, without quotes' meaning: what is quoted is no word
     */
    private record Token(String word, int start, int end) {}

    /** How a server calls the state. */
    static String pausedClause(ServerVersion version) {
        boolean renamed =
                version.engine() == Engine.MYSQL
                        && (version.major() > 8 || (version.major() == 8 && version.minor() >= 2));
        return renamed ? "DISABLE ON REPLICA" : "DISABLE ON SLAVE";
    }

    /**
     * The statement, if it leaves an event enabled, with the event paused instead; any other as it
     * is.
     *
     * @param version of the server that is to execute it
     */
    public static String paused(String statement, ServerVersion version) {
        List<Token> tokens = head(statement);
        int event = kind(tokens);
        if (event < 0) {
            return statement;
        }
        int at = afterName(tokens, event + 1);
        int comment = -1;
        for (; at < tokens.size() && !tokens.get(at).word().equals("do"); at++) {
            Token token = tokens.get(at);
            switch (token.word()) {
                case "enable" -> {
                    return with(statement, token.start(), token.end(), version);
                }
                case "disable" -> {
                    return isReplicas(tokens, at)
                            ? with(statement, token.start(), tokens.get(at + 2).end(), version)
                            : statement;
                }
                case "comment" -> comment = comment < 0 ? token.start() : comment;
                default -> {}
            }
        }
        boolean made = tokens.getFirst().word().equals("create");
        if (!made || at == tokens.size()) {
            return statement;
        }
        int place = comment < 0 ? tokens.get(at).start() : comment;
        return with(statement, place, place, version);
    }

    /** What comes before an event's body; little of any other statement. */
    private static List<Token> head(String statement) {
        List<Token> tokens = new ArrayList<>();
        Matcher token = TOKEN.matcher(statement);
        while (token.find()) {
            if (token.group("skip") != null) {
                continue;
            }
            String word =
                    token.group("quoted") != null ? "" : token.group().toLowerCase(Locale.ROOT);
            tokens.add(new Token(word, token.start(), token.end()));
            boolean other = tokens.size() == 2 && !Set.of("or", "definer", "event").contains(word);
            if (word.equals("do") || other || (OTHER_KINDS.contains(word) && kind(tokens) < 0)) {
                break;
            }
        }
        return tokens;
    }

    /** Where the word EVENT says what it is; below 0 if it is something else. */
    private static int kind(List<Token> tokens) {
        if (tokens.size() < 2 || !Set.of("create", "alter").contains(tokens.getFirst().word())) {
            return -1;
        }
        if (!Set.of("or", "definer", "event").contains(tokens.get(1).word())) {
            return -1;
        }
        for (int i = 1; i < tokens.size(); i++) {
            if (tokens.get(i).word().equals("event")) {
                return i;
            }
            if (OTHER_KINDS.contains(tokens.get(i).word())) {
                return -1;
            }
        }
        return -1;
    }

    private static int afterName(List<Token> tokens, int start) {
        int at = start;
        while (at < tokens.size() && BEFORE_NAME.contains(tokens.get(at).word())) {
            at++;
        }
        boolean qualified = at + 1 < tokens.size() && tokens.get(at + 1).word().equals(".");
        return at + (qualified ? 3 : 1);
    }

    private static boolean isReplicas(List<Token> tokens, int disable) {
        return disable + 2 < tokens.size()
                && tokens.get(disable + 1).word().equals("on")
                && Set.of("slave", "replica").contains(tokens.get(disable + 2).word());
    }

    private static String with(String statement, int start, int end, ServerVersion version) {
        return "%s %s %s"
                .formatted(
                        statement.substring(0, start),
                        pausedClause(version),
                        statement.substring(end));
    }
}
