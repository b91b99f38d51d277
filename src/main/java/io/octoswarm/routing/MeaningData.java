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
record MeaningData(SentenceVectors sentences, KindsOfWork kinds, ChoiceModel model) {
    static MeaningData load() {
        try {
            SentenceVectors sentences = new SentenceVectors(english(), languages());
            List<Double> weights = lines("choice.txt").stream()
                    .map(line -> Double.valueOf(line.substring(line.indexOf(' ') + 1)))
                    .toList();
            return new MeaningData(sentences, kinds(sentences), new ChoiceModel(weights));
        } catch (IOException broken) {
            throw new UncheckedIOException("The jar is damaged: its word vectors cannot be read.", broken);
        }
    }

    private static KindsOfWork kinds(SentenceVectors sentences) throws IOException {
        List<KindsOfWork.Name> named = KindNames.read(lines("kinds.txt"));
        float[][] meanings =
                named.stream().map(name -> sentences.mean(name.names())).toArray(float[][]::new);
        return new KindsOfWork(requests(), named, meanings);
    }

    /** Where the requests for each kind of work point. */
    static float[][] requests() throws IOException {
        try (DataInputStream file = data("kinds.vectors")) {
            return ByteRows.read(file).units();
        }
    }

    static TokenVectors english() throws IOException {
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
