package io.octoswarm.routing;

import io.octoswarm.instance.Load;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Tasks in another language made into cases: each once in a swarm that has the right Octo, once in one without. */
final class ForeignTasks {
    static final List<String> LANGUAGES = List.of("german", "french", "spanish", "italian", "portuguese", "dutch");

    private static final int OTHERS = 5;

    private ForeignTasks() {}

    static Path of(String language) {
        return Path.of("data/" + language + "-tasks.txt");
    }

    static List<Cases.Case> read(Path file) throws IOException {
        List<String[]> lines = Files.readAllLines(file).stream()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .map(line -> line.split("\\|"))
                .toList();
        List<Cases.Case> cases = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            List<Candidate> others = new ArrayList<>();
            for (int k = 1; k <= OTHERS; k++) {
                others.add(candidate(lines, (i + 7 * k) % lines.size()));
            }
            String task = lines.get(i)[0].strip();
            cases.add(new Cases.Case("without-" + i, task, List.copyOf(others), -1));
            int place = i % (OTHERS + 1);
            others.add(place, candidate(lines, i));
            cases.add(new Cases.Case("with-" + i, task, others, place));
        }
        return cases;
    }

    private static Candidate candidate(List<String[]> lines, int line) {
        List<String> tags =
                Arrays.stream(lines.get(line)[1].split(",")).map(String::strip).toList();
        return new Candidate("octo-" + line, tags, false, null, Load.UNKNOWN);
    }
}
