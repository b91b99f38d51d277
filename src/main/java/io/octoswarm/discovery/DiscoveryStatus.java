package io.octoswarm.discovery;

import io.octoswarm.instance.StatusReport;
import io.octoswarm.peer.Peers;
import io.octoswarm.peer.WaitingPeer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Where this Octo is announced, who waits to be let in, and what is wrong with that. Thread-safe. */
@Component
class DiscoveryStatus implements StatusReport {
    private static final int MOST_NAMES = 10;

    private final Discovery discovery;
    private final Responders responders;
    private final Namesake namesake;
    private final Peers peers;

    DiscoveryStatus(Discovery discovery, Responders responders, Namesake namesake, Peers peers) {
        this.discovery = discovery;
        this.responders = responders;
        this.namesake = namesake;
        this.peers = peers;
    }

    @Override
    public Map<String, String> rows() {
        Map<String, String> rows = new LinkedHashMap<>();
        if (discovery.isOn()) {
            List<String> places = responders.places();
            rows.put("mDNS", places.isEmpty() ? "on, but no network can be used now" : String.join(", ", places));
        }
        List<String> names = peers.waiting().stream()
                .filter(WaitingPeer::approvable)
                .map(found -> found.peer().name())
                .toList();
        if (!names.isEmpty()) {
            rows.put(
                    "Waiting",
                    names.size() + " for your yes: " + names(names) + "; let one in: /swarm approve " + names.get(0));
        }
        return rows;
    }

    @Override
    public List<String> problems() {
        List<String> problems = new ArrayList<>(responders.problems());
        namesake.problem().ifPresent(problems::add);
        return problems;
    }

    private static String names(List<String> all) {
        return all.size() <= MOST_NAMES
                ? String.join(", ", all)
                : String.join(", ", all.subList(0, MOST_NAMES)) + " and " + (all.size() - MOST_NAMES) + " more";
    }
}
