package io.octoswarm.routing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a capability tag is looked for by.
 *
 * @param own the stems of the tag itself
 * @param related the stems of related words, each with its weight, 0 to 1; none of the own ones
 */
record TagStems(Set<String> own, Map<String, Double> related) {
    TagStems {
        own = Set.copyOf(own);
        related = Map.copyOf(related);
    }

    static TagStems of(String tag, RelatedWords words, double related, double partlyRelated) {
        Set<String> own = Stems.of(tag).keySet();
        Map<String, Double> weights = new LinkedHashMap<>();
        words.ofParts(tag).forEach(stem -> weights.put(stem, partlyRelated));
        words.of(tag).forEach(stem -> weights.put(stem, related));
        weights.keySet().removeAll(own);
        return new TagStems(own, weights);
    }

    boolean hasAny(Set<String> stems) {
        for (String stem : stems) {
            if (own.contains(stem) || related.containsKey(stem)) {
                return true;
            }
        }
        return false;
    }
}
