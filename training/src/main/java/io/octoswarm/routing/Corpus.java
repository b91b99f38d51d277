package io.octoswarm.routing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * All that the vectors are fitted on.
 *
 * @param sentences everyday sentences, English and another language's
 * @param entries words and explanations
 * @param requests what people ask for
 */
record Corpus(List<Sentence> sentences, List<WordNet.Entry> entries, List<Requests> requests) {
    private static final List<String> OPENINGS = List.of(
            "",
            "",
            "",
            "can you ",
            "please ",
            "i want to know ",
            "hey, ",
            "could you tell me ",
            "i need help: ",
            "do you know ",
            "ok, ");
    private static final int VARIANTS = 3;

    /** The teacher is asked about so many sentences only, to save its time. */
    private static final int EVERY = 2;

    /** A sentence and its translation. */
    record Sentence(String english, String other) {}

    /** A text and a tag for it. Texts of one group share their tags; so do those of one domain, where there is one. */
    record Pair(String text, String tag, int group, String domain) {
        boolean isLike(Pair other) {
            return group == other.group || tag.equals(other.tag) || (!domain.isEmpty() && domain.equals(other.domain));
        }
    }

    static Corpus read(Path sentences, Path requests) throws IOException {
        List<Sentence> pairs = Files.readAllLines(sentences).stream()
                .map(line -> line.split("\t"))
                .filter(fields -> fields.length == 2)
                .map(fields -> new Sentence(fields[0], fields[1]))
                .toList();
        return new Corpus(pairs, WordNet.entries(), Requests.read(requests));
    }

    /** The English texts on which the teacher is heard, each once. */
    List<String> english() {
        Set<String> texts = new LinkedHashSet<>();
        for (Pair pair : requestPairs()) {
            texts.add(pair.text());
            texts.add(pair.tag());
        }
        for (int i = 0; i < sentences.size(); i += EVERY) {
            texts.add(sentences.get(i).english());
        }
        for (WordNet.Entry entry : entries) {
            texts.addAll(entry.words());
        }
        return List.copyOf(texts);
    }

    /** Requests with each of their tags and their domain. */
    List<Pair> requestPairs() {
        Random random = new Random(3);
        List<Pair> pairs = new ArrayList<>();
        for (int group = 0; group < requests.size(); group++) {
            Requests kind = requests.get(group);
            for (String request : kind.english()) {
                for (int variant = 0; variant <= VARIANTS; variant++) {
                    String opening = variant == 0 ? "" : OPENINGS.get(random.nextInt(OPENINGS.size()));
                    for (String tag : kind.tags()) {
                        pairs.add(new Pair(opening + request, tag, group, kind.domain()));
                    }
                    pairs.add(new Pair(opening + request, kind.domain(), group, kind.domain()));
                }
            }
        }
        return pairs;
    }

    /** Explanations with each of the words for them. */
    List<Pair> wordPairs() {
        List<Pair> pairs = new ArrayList<>();
        for (int group = 0; group < entries.size(); group++) {
            for (String word : entries.get(group).words()) {
                pairs.add(new Pair(entries.get(group).explanation(), word, group, ""));
            }
        }
        return pairs;
    }
}
