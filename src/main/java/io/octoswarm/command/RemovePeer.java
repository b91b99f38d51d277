package io.octoswarm.command;

import io.octoswarm.instance.PlainText;
import io.octoswarm.instance.Profile;
import io.octoswarm.peer.Admission;
import io.octoswarm.peer.KnownPeer;
import io.octoswarm.peer.Peer;
import io.octoswarm.peer.Peers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

@Component
class RemovePeer implements Command {
    private final Peers peers;

    RemovePeer(Peers peers) {
        this.peers = peers;
    }

    @Override
    public String name() {
        return "/swarm remove";
    }

    @Override
    public String arguments() {
        return "<name>";
    }

    @Override
    public String summary() {
        return "Remove a peer";
    }

    @Override
    public String run(Line line) {
        Authorize.requireManager(line.caller());
        List<String> words = line.words();
        if (words.size() != 1) {
            throw Refused.usage(this);
        }
        KnownPeer known =
                peers.find(words.get(0)).orElseThrow(() -> new Refused("There is no peer of that name. " + names()));
        if (known.admission().discovered()) {
            throw new Refused(known.peer().name()
                    + " was found on the network and stands in no file; it is a peer while it"
                    + (known.admission() == Admission.APPROVED
                            ? " is approved: /swarm forget " + known.peer().name()
                            : " shows that it has our key."));
        }
        peers.remove(known.peer().name());
        return known.peer().name() + " was removed. To undo: " + known.peer().addCommand() + lost(known.peer());
    }

    /** What stood in peers.json beside what the command says. */
    private static String lost(Peer peer) {
        List<String> lost = new ArrayList<>();
        if (peer.apiKey() != null) {
            lost.add("its key");
        }
        if (!peer.profile().equals(Profile.NONE)) {
            lost.add("its description and examples");
        }
        return lost.isEmpty() ? "" : " (without " + PlainText.listed(lost) + ", which are set in peers.json)";
    }

    private String names() {
        List<KnownPeer> known = peers.all();
        return known.isEmpty()
                ? "No peers are known."
                : "Known are: " + known.stream().map(peer -> peer.peer().name()).collect(Collectors.joining(", "))
                        + ".";
    }
}
