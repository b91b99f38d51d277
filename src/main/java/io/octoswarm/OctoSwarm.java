package io.octoswarm;

import io.octoswarm.console.Demo;
import io.octoswarm.console.RouteMode;
import io.octoswarm.console.Terminal;
import io.octoswarm.instance.InvalidSetting;
import io.octoswarm.instance.Variables;
import io.octoswarm.instance.Version;
import java.io.IOException;
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
        if (words.size() > 1 && ALONE.contains(first)) {
            fail(
                    2,
                    "\"" + first + "\" takes no arguments"
                            + (first.equals("route") ? "; it reads its cases from the standard input: " + ROUTE : "."));
        }
        switch (first) {
            case "" -> Daemon.start(settings());
            case "ask" -> System.exit(terminal().ask(words.subList(1, words.size())));
            case "doctor" -> System.exit(terminal().command(List.of("/swarm", "doctor")));
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

    private static int demo() {
        Settings settings = settings();
        return Demo.run(settings.instance(), settings.tls().on());
    }

    private static int route() {
        try {
            return new RouteMode(settings().routing()).run(System.in, System.out, System.err);
        } catch (IOException cut) {
            System.err.println("Reading or writing failed: " + cut.getMessage());
            return 1;
        }
    }

    private static Terminal terminal() {
        Settings settings = settings();
        return new Terminal(settings.instance(), settings.security());
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
