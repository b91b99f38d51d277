package io.octoswarm.telegram;

import io.octoswarm.conversation.Members;
import io.octoswarm.instance.Instance;
import io.octoswarm.peer.KnownPeer;
import io.octoswarm.peer.PeerInfo;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Names mistakes in how the Octos of a group are set up, by which two would answer, or the wrong one. Thread-safe. */
final class Confusions {
    private final State state;
    private final Instance instance;

    Confusions(State state, Instance instance) {
        this.state = state;
        this.instance = instance;
    }

    void look(List<Members.Octo> octos, List<KnownPeer> peers) {
        supervisors(octos);
        bots(octos);
        names(peers);
    }

    private void supervisors(List<Members.Octo> octos) {
        List<String> supervisors = octos.stream()
                .filter(Members.Octo::supervisor)
                .map(Members.Octo::name)
                .sorted(String.CASE_INSENSITIVE_ORDER)
                .toList();
        tell(
                "supervisors",
                supervisors.size() > 1,
                "There are " + supervisors.size() + " supervisors in the group: " + String.join(", ", supervisors)
                        + ". " + (supervisors.isEmpty() ? "" : supervisors.get(0))
                        + " answers what is addressed to nobody; set SWARM_ROLE=worker on the others.");
    }

    private void bots(List<Members.Octo> octos) {
        String twice = firstTwice(octos.stream().map(Members.Octo::username).filter(Objects::nonNull));
        tell(
                "bots",
                !twice.isEmpty(),
                "Two Octos speak as the same bot, @" + twice
                        + "; each needs a bot and a TELEGRAM_BOT_TOKEN of its own.");
    }

    /** A peer may be known here by another name than it has itself. */
    private void names(List<KnownPeer> peers) {
        String twice = firstTwice(Stream.concat(
                Stream.of(instance.name()),
                peers.stream()
                        .map(known -> known.status().info())
                        .filter(Objects::nonNull)
                        .map(PeerInfo::name)));
        tell(
                "names",
                !twice.isEmpty(),
                "Two Octos are named " + twice
                        + ": people cannot tell them apart, and both would answer to it. Set another SWARM_NAME on one.");
    }

    private void tell(String subject, boolean wrong, String line) {
        if (wrong) {
            state.problem(subject, line);
        } else {
            state.good(subject);
        }
    }

    /** Empty: each is there once. */
    private static String firstTwice(Stream<String> names) {
        Map<String, String> seen = new HashMap<>();
        return names.filter(name -> seen.put(name.toLowerCase(Locale.ROOT), name) != null)
                .findFirst()
                .orElse("");
    }
}
