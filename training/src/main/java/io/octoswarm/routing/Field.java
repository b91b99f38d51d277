package io.octoswarm.routing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A part of life or work with the kinds of work in it. In a file a field begins with a line "= name; another name"; each
 * further line is a kind: tags, requests, and a column of names and requests for each other language; the columns are parted by
 * bars, what stands in them by semicolons.
 *
 * @param names the plainest first
 */
record Field(List<String> names, List<Requests> kinds) {
    String name() {
        return names.get(0);
    }

    /** All fields of the files of a folder, in the order of the files' names. */
    static List<Field> read(Path folder) throws IOException {
        List<Field> fields = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.sorted().forEach(file -> lines(file).forEach(line -> {
                if (line.startsWith("=")) {
                    fields.add(new Field(KindNames.parts(line.substring(1)), new ArrayList<>()));
                } else {
                    fields.get(fields.size() - 1).kinds().add(kind(line));
                }
            }));
        }
        return fields;
    }

    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Requests kind(String line) {
        String[] columns = line.split("\\|");
        if (columns.length < 2) {
            throw new IllegalArgumentException("A kind of work without requests: " + line);
        }
        List<List<String>> parts = Arrays.stream(columns).map(KindNames::parts).toList();
        return new Requests(parts.get(0), parts.get(1), parts.subList(2, parts.size()));
    }
}
