package io.octoswarm.command;

import io.octoswarm.instance.Deed;
import io.octoswarm.instance.Instance;
import io.octoswarm.instance.PlainText;
import io.octoswarm.task.BoardUnavailable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** All slash commands; the one parser for every door. Thread-safe. */
@Component
public class Commands {
    private static final int LONGEST_LINE = 10_000;
    private static final String OFF =
            "The swarm is turned off here. Set SWARM_ENABLED=true in the environment or in .env and start again.";

    private final List<Command> commands;
    private final Help help;
    private final ApplicationEventPublisher events;
    private final boolean enabled;

    Commands(List<Command> commands, Help help, Instance instance, ApplicationEventPublisher events) {
        this.events = events;
        this.help = help;
        this.commands = commands.stream()
                .sorted(Comparator.comparing(command -> -wordsOf(command).size()))
                .toList();
        this.enabled = instance.enabled();
    }

    /** Whether a message is meant as a command. */
    public static boolean isCommand(String text) {
        return text.startsWith("/");
    }

    /** The commands' first words without the slash, each with what it is for; sorted. */
    public SortedMap<String, String> topics() {
        SortedMap<String, String> topics = new TreeMap<>();
        commands.stream()
                .sorted(Comparator.comparing(Command::name).reversed()) // of several, the shortest tells it
                .forEach(command -> topics.put(wordsOf(command).get(0).substring(1), command.summary()));
        topics.put("help", help.summary());
        return topics;
    }

    /** Carries out a line such as {@code /swarm peers}; of a longer one than 10,000 characters the rest is dropped. May wait for peers, some 15 s at the most. */
    public Reply run(String line, Caller caller) {
        String text = line.substring(0, Math.min(line.length(), LONGEST_LINE))
                .replace('\0', ' ') // PostgreSQL keeps no such character
                .strip();
        Reply reply = reply(text, caller);
        events.publishEvent(new Deed(
                caller.name() == null ? "this device" : caller.name(),
                named(text),
                "",
                reply.done() ? "done" : "refused",
                text));
        return reply;
    }

    /** The command's name alone: what stands behind it may be contents. */
    private String named(String text) {
        List<String> words = words(text);
        return commands.stream()
                .filter(known -> begins(words, wordsOf(known)))
                .findFirst()
                .map(Command::name)
                .orElse("an unknown command");
    }

    private Reply reply(String text, Caller caller) {
        try {
            return new Reply(true, dispatch(text, caller).stripTrailing());
        } catch (Refused refused) {
            return new Reply(false, refused.getMessage());
        } catch (BoardUnavailable away) {
            return new Reply(false, away.getMessage());
        } catch (IllegalArgumentException invalid) {
            return new Reply(false, String.valueOf(invalid.getMessage()));
        }
    }

    private String dispatch(String text, Caller caller) {
        List<String> words = words(text);
        boolean doctor = words.size() == 2 && words.get(1).equalsIgnoreCase("doctor"); // examines more than the swarm
        if (!enabled && words.get(0).equalsIgnoreCase("/swarm") && !doctor) {
            throw new Refused(OFF);
        }
        Optional<Command> command =
                commands.stream().filter(known -> begins(words, wordsOf(known))).findFirst();
        if (command.isEmpty()) {
            throw new Refused("There is no command " + shown(words.get(0)) + ".\n" + help.list("/"));
        }
        List<String> rest = words.subList(wordsOf(command.get()).size(), words.size());
        if (!rest.isEmpty() && command.get().arguments().isEmpty()) {
            throw new Refused("There is no " + shown(command.get().name() + " " + rest.get(0)) + ".\n"
                    + help.list(wordsOf(command.get()).get(0)));
        }
        return command.get().run(new Line(rest, behind(wordsOf(command.get()).size(), text), caller));
    }

    /** The text without its first words. */
    private static String behind(int words, String text) {
        String[] parts = text.split("\\s+", words + 1);
        return parts.length > words ? parts[words] : "";
    }

    /** Without regard to case: telephones begin a line with a capital letter. */
    private static boolean begins(List<String> words, List<String> name) {
        return words.size() >= name.size()
                && IntStream.range(0, name.size()).allMatch(i -> name.get(i).equalsIgnoreCase(words.get(i)));
    }

    private static List<String> wordsOf(Command command) {
        return words(command.name());
    }

    private static List<String> words(String line) {
        return Arrays.asList(line.strip().split("\\s+"));
    }

    private static String shown(String word) {
        return PlainText.of(word, 60);
    }
}
