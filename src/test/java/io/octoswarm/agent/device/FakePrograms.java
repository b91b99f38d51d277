package io.octoswarm.agent.device;

import io.octoswarm.agent.program.Execution;
import io.octoswarm.agent.program.Outcome;
import io.octoswarm.agent.program.Programs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Programs that answer as a test says; one that it does not name is not installed. Remembers what was run. */
final class FakePrograms implements Programs {
    final List<List<String>> runs = new ArrayList<>();
    private final Map<String, Outcome> outcomes = new LinkedHashMap<>();

    /** @param words a part of the command, its words joined by spaces; of several that fit, the first one counts */
    FakePrograms on(String words, Outcome outcome) {
        outcomes.put(words, outcome);
        return this;
    }

    FakePrograms prints(String words, String output) {
        return on(words, new Outcome.Finished(words.split(" ")[0], 0, output, "", false));
    }

    FakePrograms fails(String words, int exitCode, String errors) {
        return on(words, new Outcome.Finished(words.split(" ")[0], exitCode, "", errors, false));
    }

    @Override
    public Outcome run(Execution execution) {
        List<String> command = execution.command();
        runs.add(command);
        String line = String.join(" ", command);
        return outcomes.entrySet().stream()
                .filter(entry -> line.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(() -> new Outcome.Absent(command.get(0)));
    }
}
