package io.octoswarm.telegram;

import io.octoswarm.instance.Instance;
import io.octoswarm.instance.Role;
import io.octoswarm.peer.Peer;
import io.octoswarm.peer.PeerWaiting;
import io.octoswarm.peer.Peers;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Says of itself what a person has to decide: that a peer waits to be let in. In the group the supervisor says so, in
 * private mode each Octo to its owner; of one peer once. Thread-safe; waits for the database only.
 */
@Component
class Announcements {
    private final TelegramSettings settings;
    private final Instance instance;
    private final Peers peers;
    private final Group group;
    private final Voice voice;

    Announcements(TelegramSettings settings, Instance instance, Peers peers, Group group, Voice voice) {
        this.settings = settings;
        this.instance = instance;
        this.peers = peers;
        this.group = group;
        this.voice = voice;
    }

    @EventListener
    void announce(PeerWaiting waiting) {
        announce(waiting.peer());
    }

    /** Those that came before the bot was known. */
    void catchUp() {
        peers.waiting().forEach(waiting -> announce(waiting.peer()));
    }

    private void announce(Peer peer) {
        place().ifPresent(place -> voice.say(
                place,
                "waiting:" + peer.name() + ":" + peer.url(),
                Plain.escaped("An Octo named " + peer.name() + " was found at " + peer.url()
                                + " and waits to be let in. If it is yours: ")
                        + "`/swarm approve " + peer.name() + "`"));
    }

    private Optional<Place> place() {
        Optional<Long> chat = settings.mode() == TelegramSettings.Mode.GROUP
                ? group.id().filter(id -> instance.role() == Role.SUPERVISOR)
                : settings.ownerId();
        return chat.map(id -> new Place(id, null));
    }
}
