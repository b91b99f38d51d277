package io.octoswarm.routing;

import io.octoswarm.instance.Load;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Candidates for tests. */
final class Octos {
    static final Candidate ATLAS = self("atlas", "research", "coding");
    static final Candidate SENTINEL = peer("sentinel", "monitoring", "ops", "infrastructure");
    static final Candidate SCHOLAR = peer("scholar", "research", "analysis", "writing");

    private Octos() {}

    /** The tags that the program knows related words for, as they are written in its file. */
    static List<String> commonTags() {
        try (InputStream file = RelatedWords.class.getResourceAsStream("related-words.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && line.contains(":"))
                    .flatMap(line ->
                            Stream.of(line.substring(0, line.indexOf(':')).split(", ")))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Candidate self(String name, String... tags) {
        return new Candidate(name, List.of(tags), true, null, Load.UNKNOWN);
    }

    static Candidate peer(String name, String... tags) {
        return new Candidate(name, List.of(tags), false, null, Load.UNKNOWN);
    }

    static Candidate down(Candidate octo, String reason) {
        return new Candidate(octo.name(), octo.capabilities(), octo.self(), reason, octo.load());
    }

    static Candidate busy(Candidate octo, int running, int capacity) {
        return new Candidate(
                octo.name(), octo.capabilities(), octo.self(), octo.unavailable(), new Load(running, 0, capacity));
    }
}
