package io.octoswarm.agent.device;

import io.octoswarm.agent.device.Machine.RunningProcess;
import io.octoswarm.instance.PlainText;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Which processes use the most. */
@Component
@Order(50)
final class TopProcesses extends Telling {
    private static final int MOST = 3;
    private static final String EATS =
            "(?:eat(?:s|ing)?|us(?:es|ing)|hog(?:s|ging)|tak(?:es|ing)|consum(?:es|ing)|burn(?:s|ing)|need(?:s|ing))";
    private static final String FOOD = "(?:cpu|memory|ram|processor|load)";
    private static final Topic TOPIC = Topic.of(
                    "processes",
                    "(?:top|biggest|heaviest|busiest|hungriest) process",
                    "(?:which|what) process … (?:cpu|memory|ram|most|running|biggest|heaviest|busiest)",
                    "process (?:list|table|is using|uses|eats)",
                    "(?:what|who|which|program|programs|something) … " + EATS + " … " + FOOD,
                    "what is running (?:on|here|now|right)",
                    "what is running $",
                    "{machine} … slow",
                    "(?:which|what) (?:programs|apps|applications|tasks) … running",
                    "prozessen?",
                    "(?:welche|was für) programme … laufen",
                    "was läuft (?:hier|auf|gerade|jetzt)",
                    "was (?:frisst|braucht|verbraucht) … (?:cpu|speicher|ram|arbeitsspeicher)")
            .except(
                    "(?:business|hiring|legal|approval|thought|biological|chemical|mental|our) processes",
                    "prozesse (?:gegen|der|des|im|in|von) (?!(?:cpu|speicher|{machine}) )\\S+",
                    "processes (?:of|in) (?!(?:the |this |your |my )?{machine} )\\S+");
    private static final Topic BY_MEMORY = Topic.of("memory", "ram", "speicher", "arbeitsspeicher");

    private final Machine machine;

    TopProcesses(Machine machine) {
        super("processes", "which processes use the most CPU or memory", TOPIC);
        this.machine = machine;
    }

    @Override
    String tell(String question) {
        List<RunningProcess> processes = machine.processes();
        if (processes.isEmpty()) {
            return "I see no processes here.";
        }
        return BY_MEMORY.matches(Wording.of(question))
                ? "Using the most memory: "
                        + top(
                                processes,
                                Comparator.comparingLong(RunningProcess::memory),
                                process -> Size.ofMemory(process.memory()))
                        + "."
                : "Using the most CPU: "
                        + top(
                                processes,
                                Comparator.comparingDouble(RunningProcess::cpu),
                                process -> Spell.percent(process.cpu()))
                        + " (100 % is one core).";
    }

    private static String top(
            List<RunningProcess> processes, Comparator<RunningProcess> order, Function<RunningProcess, String> amount) {
        return Spell.list(processes.stream()
                .sorted(order.reversed().thenComparing(RunningProcess::id))
                .limit(MOST)
                .map(process -> name(process) + " (process " + process.id() + ") " + amount.apply(process))
                .toList());
    }

    private static String name(RunningProcess process) {
        String name = PlainText.of(process.name(), 40);
        return name.isEmpty() ? "unnamed" : name;
    }
}
