package io.octoswarm.routing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.octoswarm.instance.Load;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** Tasks with the swarm that they meet and the Octo that they are for. */
final class Cases {
    private Cases() {}

    /**
     * One task.
     *
     * @param expected the place of the right candidate, -1: none fits
     */
    record Case(String id, String task, List<Candidate> swarm, int expected) {
        /** The half on which the confidence is fitted; the other half is kept aside. */
        boolean isForFitting() {
            CRC32 sum = new CRC32();
            sum.update(id.getBytes(StandardCharsets.UTF_8));
            return sum.getValue() % 2 == 0;
        }
    }

    static List<Case> read(Path file) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<Case> cases = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (!line.isBlank()) {
                cases.add(read(json.readTree(line)));
            }
        }
        return cases;
    }

    private static Case read(JsonNode line) {
        @Nullable String expected = line.path("expected").textValue();
        List<Candidate> swarm = new ArrayList<>();
        int place = -1;
        for (JsonNode peer : line.path("swarm")) {
            List<String> capabilities = new ArrayList<>();
            peer.path("capabilities").forEach(tag -> capabilities.add(tag.asText()));
            String name = peer.path("name").asText();
            if (name.equals(expected)) {
                place = swarm.size();
            }
            swarm.add(new Candidate(name, capabilities, false, null, Load.UNKNOWN));
        }
        return new Case(line.path("id").asText(), line.path("task").asText(), swarm, place);
    }
}
