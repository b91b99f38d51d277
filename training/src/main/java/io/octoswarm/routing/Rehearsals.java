package io.octoswarm.routing;

import io.octoswarm.instance.Load;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Cases made of the project's own requests: swarms of some domains, each with the domain's name and tags of a few of its
 * kinds of work; tasks for a kind that is declared, for one that is not, or for a domain that is not there.
 */
final class Rehearsals {
    private static final int[] SIZES = {3, 3, 4, 4, 5, 5, 5, 6, 6, 7, 8};
    private static final int MOST_TAGS = 3;

    private final Map<String, List<Requests>> domains;
    private final Function<Requests, List<String>> tasks;
    private final Random random = new Random(11);

    /** @param tasks those requests of a kind that are asked */
    Rehearsals(List<Requests> kinds, Function<Requests, List<String>> tasks) {
        this.tasks = tasks;
        domains = kinds.stream().collect(Collectors.groupingBy(Requests::domain, TreeMap::new, Collectors.toList()));
    }

    List<Cases.Case> make(int count) {
        List<Cases.Case> cases = new ArrayList<>();
        while (cases.size() < count) {
            List<String> names = new ArrayList<>(domains.keySet());
            Collections.shuffle(names, random);
            int size = SIZES[random.nextInt(SIZES.length)];
            boolean fits = random.nextInt(10) < 7;
            int place = fits ? random.nextInt(size) : -1;
            List<Requests> own = domains.get(names.get(fits ? place : size));
            List<String> asked = tasks.apply(own.get(random.nextInt(own.size())));
            if (!asked.isEmpty()) {
                List<Candidate> swarm =
                        names.subList(0, size).stream().map(this::candidate).toList();
                String task = asked.get(random.nextInt(asked.size()));
                cases.add(new Cases.Case("own-" + cases.size(), task, swarm, place));
            }
        }
        return cases;
    }

    private Candidate candidate(String domain) {
        List<Requests> kinds = new ArrayList<>(domains.get(domain));
        Collections.shuffle(kinds, random);
        List<String> tags = new ArrayList<>(List.of(domain));
        kinds.stream().limit(1 + random.nextInt(MOST_TAGS)).forEach(kind -> tags.add(
                kind.tags().get(random.nextInt(kind.tags().size()))));
        return new Candidate("octo-" + domain, tags, false, null, Load.UNKNOWN);
    }
}
