package io.octoswarm.discovery;

import io.octoswarm.discovery.Sighting.Stage;
import io.octoswarm.peer.Admission;
import io.octoswarm.peer.Peer;
import io.octoswarm.peer.Peers;
import io.octoswarm.peer.WaitingPeer;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What becomes of those who answered. With a key of ours, who shows it becomes a peer; without one, who was let in by a
 * person; the others wait. Thread-safe.
 */
@Component
class Reception {
    private static final Logger log = LoggerFactory.getLogger(Reception.class);

    private final Peers peers;
    private final Introduction introduction;
    private final Approvals approvals;

    Reception(Peers peers, Introduction introduction, Approvals approvals) {
        this.peers = peers;
        this.introduction = introduction;
        this.approvals = approvals;
    }

    /** Whether a person has let it in, and no key is needed. */
    boolean isApproved(Peer peer) {
        return !introduction.needsKey() && approvals.contains(peer);
    }

    /** Whether another address may be the better one: this one had nothing to show, where that is what counts. */
    boolean isWorthLookingElsewhere(Introduction.Result result) {
        return result == Introduction.Result.SILENT
                || (result == Introduction.Result.ANSWERS && introduction.needsKey());
    }

    /** Whether the name of a peer is announced by somebody else: whoever answers there does not put the peer out by that. */
    boolean isStrangerInPlaceOfAPeer(Peer asked, Introduction.Result result) {
        return result == Introduction.Result.ANSWERS
                && !approvals.contains(asked)
                && peers.find(asked.name())
                        .filter(known -> known.peer().url().equals(asked.url())
                                && Objects.equals(known.peer().fingerprint(), asked.fingerprint()))
                        .isEmpty();
    }

    /** @param result not silent */
    Stage receive(Advertisement found, Introduction.Result result) {
        Peer claimed = found.peer();
        Peer peer = new Peer(
                claimed.name(),
                claimed.url(),
                List.of(),
                claimed.fingerprint()); // its tags are what it tells us itself
        try {
            if (result == Introduction.Result.PROVEN) {
                return admit(peer, Admission.PROVEN);
            }
            if (introduction.needsKey()) {
                return keepWaiting(claimed, "has not shown that it has our key (SWARM_API_KEY)", false);
            }
            return approvals.contains(peer)
                    ? admit(peer, Admission.APPROVED)
                    : keepWaiting(claimed, "waits for your yes" + caveats(found), true);
        } catch (IllegalArgumentException mine) {
            log.debug("Not taken as a peer: {}", mine.getMessage());
            return Stage.WAITING;
        }
    }

    private Stage admit(Peer peer, Admission admission) {
        if (peers.find(peer.name()).isEmpty()) {
            log.info(
                    "{} was found at {} and {}.",
                    peer.name(),
                    peer.url(),
                    admission == Admission.PROVEN ? "has shown that it has our key" : "was let in before");
        }
        peers.found(peer, admission);
        return Stage.ADMITTED;
    }

    private Stage keepWaiting(Peer claimed, String why, boolean approvable) {
        peers.found(new WaitingPeer(claimed, why, approvable));
        return Stage.WAITING;
    }

    private static String caveats(Advertisement found) {
        return (found.needsKey() ? "; it asks for a key, and there is none here" : "")
                + (found.peer().fingerprint() == null
                        ? ""
                        : "; its certificate: " + found.peer().fingerprint());
    }
}
