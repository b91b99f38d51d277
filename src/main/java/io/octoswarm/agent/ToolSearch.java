package io.octoswarm.agent;

import io.octoswarm.routing.Stems;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.ai.tool.ToolCallback;

/**
 * Finds tools by the stems that their names and descriptions have in common with a text. A stem that few tools have weighs
 * more than one that many have, and in a name twice as much.
 */
final class ToolSearch {
    private static final Pattern INNER_WORD = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|[-_.]+");
    private static final int LONGEST_TEXT = 2_000;

    private record Entry(ToolCallback tool, Set<String> name, Set<String> description) {
        boolean has(String stem) {
            return name.contains(stem) || description.contains(stem);
        }
    }

    private final List<Entry> entries;

    ToolSearch(Collection<ToolCallback> tools) {
        entries = tools.stream()
                .map(tool -> new Entry(
                        tool,
                        stems(tool.getToolDefinition().name()),
                        stems(tool.getToolDefinition().description())))
                .toList();
    }

    /** Those with anything in common, the best first; at most so many. */
    List<ToolCallback> find(String text, int most) {
        Map<String, Double> weights = new HashMap<>();
        for (String stem : stems(text)) {
            long having = entries.stream().filter(entry -> entry.has(stem)).count();
            weights.put(stem, Math.log(1 + (double) entries.size() / (having + 1)));
        }
        Map<Entry, Double> scores = new HashMap<>();
        entries.forEach(entry -> scores.put(entry, score(entry, weights)));
        return entries.stream()
                .filter(entry -> scores.getOrDefault(entry, 0.0) > 0)
                .sorted(Comparator.comparing(entry -> -scores.getOrDefault(entry, 0.0)))
                .limit(most)
                .map(Entry::tool)
                .toList();
    }

    private static double score(Entry entry, Map<String, Double> weights) {
        double score = 0;
        for (Map.Entry<String, Double> weight : weights.entrySet()) {
            boolean named = entry.name().contains(weight.getKey());
            boolean described = entry.description().contains(weight.getKey());
            score += weight.getValue() * (named ? 2 : described ? 1 : 0);
        }
        return score;
    }

    private static Set<String> stems(String text) {
        String bounded = text.substring(0, Math.min(text.length(), LONGEST_TEXT));
        return Stems.of(INNER_WORD.matcher(bounded).replaceAll(" ")).keySet();
    }
}
