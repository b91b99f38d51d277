package io.octoswarm.routing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Words and their explanations from WordNet 3.1, those that are usual in its tagged texts. */
final class WordNet {
    private static final String FOLDER = "/net/sf/extjwnl/data/wordnet/wn31/";

    private static final int FEWEST = 5;

    /** Words for one thing and what it is. */
    record Entry(List<String> words, String explanation) {}

    private WordNet() {}

    static List<Entry> entries() throws IOException {
        Set<String> used = used();
        List<Entry> entries = new ArrayList<>();
        for (String kind : List.of("noun", "verb", "adj", "adv")) {
            try (BufferedReader lines = open("data." + kind)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (!line.startsWith("  ")) {
                        Entry entry = entry(line);
                        if (entry.words().stream().anyMatch(used::contains)) {
                            entries.add(entry);
                        }
                    }
                }
            }
        }
        return entries;
    }

    private static Entry entry(String line) {
        String[] fields = line.substring(0, line.indexOf('|')).split(" ");
        int count = Integer.parseInt(fields[3], 16);
        List<String> words = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            words.add(fields[4 + 2 * i].replaceAll("\\(.*\\)", "").replace('_', ' '));
        }
        String gloss = line.substring(line.indexOf('|') + 1).strip();
        int example = gloss.indexOf("; \"");
        return new Entry(words, example < 0 ? gloss : gloss.substring(0, example));
    }

    private static Set<String> used() throws IOException {
        Set<String> used = new HashSet<>();
        try (BufferedReader lines = open("cntlist")) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] fields = line.split(" ");
                if (Integer.parseInt(fields[0]) >= FEWEST) {
                    String word = fields[1].substring(0, fields[1].indexOf('%'));
                    used.add(word.replace('_', ' ').toLowerCase(Locale.ROOT));
                }
            }
        }
        return used;
    }

    private static BufferedReader open(String name) {
        return new BufferedReader(new InputStreamReader(
                WordNet.class.getResourceAsStream(FOLDER + name), StandardCharsets.UTF_8));
    }
}
