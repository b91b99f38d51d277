package io.octoswarm.routing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Scores by common word stems. A word of the task that is a tag weighs most, one that is a part of a longer tag or is
 * related to it less; what each hit leaves open, the next one fills in part, so that no number of hits passes 1. The
 * first words of a task are the request; the further behind, the more likely they are material that comes with it, and
 * the less they weigh.
 */
class KeywordScoring implements Scoring {
    private static final double DIRECT = 0.8;
    private static final double DIRECT_VERB = 0.5;
    private static final double RELATED = 0.35;
    private static final double PARTLY_RELATED = 0.2;

    /** Verbs that people put before any subject: "write a function" is no task for an author. */
    private static final Set<String> VERBS =
            Stems.of("write plan test review search manage").keySet();

    private static final int REQUEST_WORDS = 30;
    private static final int MOST_TAGS = 100;
    private static final int LONGEST_TAG = 100;
    private static final int CACHED_TAGS = 4_096;

    private final RelatedWords relatedWords = RelatedWords.load();
    private final Recent<String, TagStems> tags = new Recent<>(CACHED_TAGS);

    @Override
    public List<Fit> score(String task, List<Candidate> candidates) {
        Map<String, Word> words = words(task);
        return candidates.stream().map(candidate -> fit(words, candidate)).toList();
    }

    private Fit fit(Map<String, Word> task, Candidate candidate) {
        Map<Word, Double> all = new TreeMap<>();
        Map<Word, Double> best = Map.of();
        @Nullable String bestTag = null;
        List<String> capabilities = candidate.capabilities();
        for (String tag : capabilities.subList(0, Math.min(capabilities.size(), MOST_TAGS))) {
            Map<Word, Double> hits = hits(task, stems(tag));
            hits.forEach((word, weight) -> all.merge(word, weight, Math::max));
            if (together(hits) > together(best)) {
                best = hits;
                bestTag = tag;
            }
        }
        return bestTag == null
                ? Fit.NONE
                : new Fit(
                        together(all),
                        bestTag,
                        best.keySet().stream().map(Word::text).toList());
    }

    private static Map<Word, Double> hits(Map<String, Word> task, TagStems tag) {
        if (!tag.hasAny(task.keySet())) {
            return Map.of(); // most tags have nothing in common with the task
        }
        Map<Word, Double> hits = new TreeMap<>();
        long met = tag.own().stream().filter(task::containsKey).count();
        double share = (double) met / tag.own().size();
        task.forEach((stem, word) -> {
            if (tag.own().contains(stem)) {
                hits.put(word, share * (VERBS.contains(stem) ? DIRECT_VERB : DIRECT) * word.weight());
            } else if (tag.related().containsKey(stem)) {
                hits.put(word, tag.related().get(stem) * word.weight());
            }
        });
        return hits;
    }

    private static double together(Map<Word, Double> hits) {
        double open = 1;
        for (double weight : hits.values()) {
            open *= 1 - weight;
        }
        return 1 - open;
    }

    private TagStems stems(String tag) {
        String bounded = tag.length() <= LONGEST_TAG ? tag : tag.substring(0, LONGEST_TAG);
        return tags.get(bounded, missing -> TagStems.of(missing, relatedWords, RELATED, PARTLY_RELATED));
    }

    private static Map<String, Word> words(String task) {
        Map<String, Word> words = new HashMap<>();
        Stems.of(task).forEach((stem, text) -> words.put(stem, new Word(words.size(), text)));
        return words;
    }

    /** A word of the task; {@code position} counts the different stems before it. */
    private record Word(int position, String text) implements Comparable<Word> {
        double weight() {
            double nearness = (double) REQUEST_WORDS / (position + 1);
            return Math.min(1, nearness * nearness);
        }

        @Override
        public int compareTo(Word other) {
            return Integer.compare(position, other.position);
        }
    }
}
