package io.octoswarm.routing;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the jar carries for understanding words; read when the first task comes. A further language is a further file
 * and a line in languages.txt.
 */
record MeaningData(SentenceVectors sentences, GenericTags genericTags, Confidence confidence) {
    static MeaningData load() {
        try {
            SentenceVectors sentences = new SentenceVectors(english(), languages());
            List<GenericTags.Kind> kinds = lines("generic-tags.txt").stream()
                    .map(line -> kind(line, sentences))
                    .toList();
            List<Double> weights = lines("confidence.txt").stream()
                    .map(line -> Double.valueOf(line.substring(line.indexOf(' ') + 1)))
                    .toList();
            return new MeaningData(sentences, new GenericTags(kinds), new Confidence(weights));
        } catch (IOException broken) {
            throw new UncheckedIOException("The jar is damaged: its word vectors cannot be read.", broken);
        }
    }

    /** A line is: tags, parted by semicolons; a bar; requests, likewise. */
    private static GenericTags.Kind kind(String line, SentenceVectors sentences) {
        int bar = line.indexOf('|');
        String tags = line.substring(0, bar);
        return new GenericTags.Kind(
                sentences.mean(List.of(tags.split(";"))),
                sentences.mean(List.of((tags + ";" + line.substring(bar + 1)).split(";"))));
    }

    private static TokenVectors english() throws IOException {
        try (BufferedReader vocabulary = TokenVectors.reader(open("english.txt"));
                DataInputStream vectors = data("english.vectors")) {
            return TokenVectors.read(vocabulary, vectors);
        }
    }

    private static List<WordVectors> languages() throws IOException {
        List<WordVectors> languages = new ArrayList<>();
        for (String code : lines("languages.txt")) {
            try (DataInputStream file = data(code + ".vectors")) {
                languages.add(WordVectors.read(code, file));
            }
        }
        return languages;
    }

    private static List<String> lines(String name) throws IOException {
        try (BufferedReader file = TokenVectors.reader(open(name))) {
            return file.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        }
    }

    private static DataInputStream data(String name) throws IOException {
        return new DataInputStream(new BufferedInputStream(open(name), 1 << 16));
    }

    private static InputStream open(String name) throws IOException {
        InputStream file = MeaningData.class.getResourceAsStream(name);
        if (file == null) {
            throw new IOException(name + " is missing.");
        }
        return file;
    }
}
