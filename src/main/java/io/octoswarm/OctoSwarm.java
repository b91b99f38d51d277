package io.octoswarm;

import io.octoswarm.console.Demo;
import io.octoswarm.console.RouteMode;
import io.octoswarm.console.Terminal;
import io.octoswarm.instance.InvalidSetting;
import io.octoswarm.instance.Variables;
import io.octoswarm.instance.Version;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The program: without arguments the daemon, else one of its small tools. */
@EnableScheduling
@SpringBootApplication
public class OctoSwarm {
    private static final String USAGE = """
            Octo Swarm %s

            java -jar octo-swarm.jar                   starts this device's Octo (settings: environment or .env)
            java -jar octo-swarm.jar ask <question>    asks the running Octo
            java -jar octo-swarm.jar /swarm peers      gives it a slash command; /help lists them
            java -jar octo-swarm.jar doctor            examines the running Octo: what is good, and what is to be done
            java -jar octo-swarm.jar demo              two Octos on this machine share work
            java -jar octo-swarm.jar route             reads {"id","swarm","task"} lines, prints who would get each task
            java -jar octo-swarm.jar --version | --help

            Exit status: 0 done, 1 refused, 2 wrong use or no Octo runs.
            """;

    private static final Set<String> ALONE = Set.of("doctor", "demo", "route", "--version", "--help", "-h", "help");
    /** What Java makes of letters that the locale does not have. */
    private static final char UNREADABLE = '\uFFFD';

    private static final String ROUTE = "java -jar octo-swarm.jar route < cases.jsonl";

    public static void main(String[] arguments) {
        try {
            run(arguments);
        } catch (InvalidSetting invalid) {
            fail(1, String.valueOf(invalid.getMessage()));
        }
    }

    private static void run(String[] arguments) {
        String first = arguments.length == 0 ? "" : arguments[0];
        List<String> words = Arrays.asList(arguments);
        speakUtf8();
        if (words.stream().anyMatch(word -> word.indexOf(UNREADABLE) >= 0)) {
            fail(2, "This locale cannot carry what was typed; set LC_ALL=C.UTF-8 or another one in UTF-8.");
        }
        if (words.size() > 1 && ALONE.contains(first)) {
            fail(
                    2,
                    "\"" + first + "\" takes no arguments"
                            + (first.equals("route") ? "; it reads its cases from the standard input: " + ROUTE : "."));
        }
        switch (first) {
            case "" -> Daemon.start(settings());
            case "ask" -> System.exit(terminal().ask(words.subList(1, words.size())));
            case "doctor" -> System.exit(terminal().doctor());
            case "demo" -> System.exit(demo());
            case "route" -> System.exit(route());
            case "--version" -> print(Version.current());
            case "--help", "-h", "help" ->
                print(USAGE.formatted(Version.current()).strip());
            default -> {
                if (!first.startsWith("/")) {
                    fail(
                            2,
                            "\"" + first + "\" is nothing that this program does.\n\n"
                                    + USAGE.formatted(Version.current()).strip());
                }
                System.exit(terminal().command(words));
            }
        }
    }

    /** Whatever the locale says: what Octos say has letters of all languages. */
    private static void speakUtf8() {
        System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
    }

    private static int demo() {
        Settings settings = settings();
        return Demo.run(settings.instance(), settings.tls().on());
    }

    private static int route() {
        try {
            // Not System.out, which swallows that nobody reads any more, or that the disk is full.
            return new RouteMode(settings().routing())
                    .run(System.in, new FileOutputStream(FileDescriptor.out), System.err);
        } catch (IOException cut) {
            System.err.println("Reading or writing failed: " + cut.getMessage());
            return 1;
        }
    }

    private static Terminal terminal() {
        Settings settings = settings();
        return new Terminal(settings.instance(), settings.security(), System.out, System.err);
    }

    private static Settings settings() {
        return Settings.read(Variables.read(System.getenv(), Path.of("")));
    }

    private static void print(String text) {
        System.out.println(text);
    }

    private static void fail(int status, String line) {
        System.err.println(line);
        System.exit(status);
    }
}
