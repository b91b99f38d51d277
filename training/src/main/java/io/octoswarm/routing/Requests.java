package io.octoswarm.routing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What people ask for: made by hand for this purpose, in data/requests.txt.
 *
 * @param domain the wider field
 * @param tags what an agent that does it might call its capability
 * @param english requests in English
 * @param german the same kind of requests in German
 */
record Requests(String domain, List<String> tags, List<String> english, List<String> german) {
    static List<Requests> read(Path file) throws IOException {
        List<Requests> all = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (!line.startsWith("#") && !line.isBlank()) {
                String[] fields = line.split("\\|");
                all.add(new Requests(fields[0].strip(), parts(fields[1]), parts(fields[2]), parts(fields[3])));
            }
        }
        return all;
    }

    private static List<String> parts(String field) {
        return Arrays.stream(field.split(";"))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }
}
