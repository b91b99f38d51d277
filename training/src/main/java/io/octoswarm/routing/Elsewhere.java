package io.octoswarm.routing;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What our way and others are worth on other cases than the public ones. */
final class Elsewhere {
    private static final int OURS = 1;

    private Elsewhere() {}

    /** Other languages and, where the data folder has any, files of cases named cases-*.jsonl. */
    static void print() throws IOException {
        Map<String, List<Cases.Case>> all = new TreeMap<>();
        for (String language : ForeignTasks.LANGUAGES) {
            all.put(language + "-tasks", ForeignTasks.read(ForeignTasks.of(language)));
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Train.SHARED, "cases-*.jsonl")) {
            for (Path file : files) {
                all.put(file.getFileName().toString(), Cases.read(file));
            }
        }
        MeaningData data = MeaningData.load();
        List<Scoring> methods = List.of(
                new KeywordScoring(), new MeaningScoring(new KeywordScoring(), () -> data), Encoder.miniLm(), Encoder.bge());
        System.out.print("""

                | forced, at 5 % false | tasks | keywords | ours | right/false as set | MiniLM | bge-small |
                | --- | --- | --- | --- | --- | --- | --- |
                """);
        for (Map.Entry<String, List<Cases.Case>> entry : all.entrySet()) {
            List<String> cells = new ArrayList<>();
            for (int method = 0; method < methods.size(); method++) {
                Scoring scoring = methods.get(method);
                List<Score.Answer> answers = entry.getValue().stream()
                        .map(one -> Calibrate.answer(one, scoring))
                        .toList();
                Score score = Score.of(answers, Score.threshold(answers, 0.05));
                cells.add(String.format(Locale.ROOT, "%.1f, %.1f", score.forced(), score.right()));
                if (method == OURS) {
                    Score set = Score.of(answers, RoutingSettings.DEFAULT.threshold());
                    cells.add(String.format(Locale.ROOT, "%.1f/%.1f", set.right(), set.falseRoutes()));
                }
            }
            System.out.printf("| %s | %d | %s |%n", entry.getKey(), entry.getValue().size(), String.join(" | ", cells));
        }
    }
}
