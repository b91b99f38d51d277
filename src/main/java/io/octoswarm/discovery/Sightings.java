package io.octoswarm.discovery;

import io.octoswarm.discovery.Sighting.Stage;
import io.octoswarm.peer.KnownPeer;
import io.octoswarm.peer.PeerState;
import io.octoswarm.peer.Peers;
import java.time.Duration;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * From what is announced to who is a peer. Whoever announces themselves is spoken with first; what becomes of who answers
 * is for the {@link Reception}. An announcement that runs out takes nobody
 * out: only one who does not answer any more leaves. Confined to one thread, that of {@link Discovery}.
 */
@Component
class Sightings {
    private static final Logger log = LoggerFactory.getLogger(Sightings.class);
    private static final int MOST = 256;
    private static final int MOST_AT_ONCE = 16;
    /** A goodbye may be anybody's; it counts from the second time on that nobody answers. */
    private static final int MISSES_ALLOWED = 1;
    /** A peer that has been away for longer leaves; when it is back, it is found again. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Peers peers;
    private final Introduction introduction;
    private final Reception reception;
    private final LongSupplier nanoTime;
    private final Map<String, Sighting> sightings = new LinkedHashMap<>();
    private int asking;
    private boolean full;

    Sightings(Peers peers, Introduction introduction, Reception reception, LongSupplier nanoTime) {
        this.peers = peers;
        this.introduction = introduction;
        this.reception = reception;
        this.nanoTime = nanoTime;
    }

    void heard(Advertisement advertisement) {
        long now = nanoTime.getAsLong();
        Sighting known = sightings.get(advertisement.peer().key());
        if (known != null) {
            known.heard(advertisement, now);
        } else if (hasRoom()) {
            sightings.put(advertisement.peer().key(), new Sighting(advertisement, now));
        }
    }

    void gone(String key) {
        Sighting known = sightings.get(key);
        if (known != null) {
            known.withdraw(nanoTime.getAsLong());
        }
    }

    /** Whatever it was, it is looked at as if it were new. */
    void again(String key) {
        Sighting known = sightings.get(key);
        if (known != null) {
            long now = nanoTime.getAsLong();
            known.silenced(now);
            known.lookAt(now);
        }
    }

    /** It says that it is none that could be a peer; of one that is let in, that may be anybody's word. */
    void drop(String key) {
        Sighting known = sightings.get(key);
        if (known != null && known.stage() != Stage.ADMITTED) {
            sightings.remove(key);
            leave(known, "is named as this Octo is");
        }
    }

    int count() {
        return sightings.size();
    }

    /** All are to be looked at now. */
    void lookAtAll() {
        long now = nanoTime.getAsLong();
        sightings.values().forEach(sighting -> sighting.lookAt(now));
    }

    /** Does what is due; the answers come back by {@code here}. True: a peer is away. */
    boolean tick(Executor here) {
        long now = nanoTime.getAsLong();
        boolean missing = false;
        for (Sighting sighting : inTurn()) {
            boolean away = sighting.stage() == Stage.ADMITTED && isAway(sighting, now);
            missing |= away;
            boolean wanted = sighting.stage() != Stage.ADMITTED
                    || sighting.withdrawn()
                    || (away && sighting.hasOtherAddresses());
            if (wanted && sighting.isDue(now) && asking < MOST_AT_ONCE) {
                guard(sighting, () -> ask(sighting, here));
            }
        }
        return missing;
    }

    /** Who was never asked comes first, then who waits for longest: however many names are made up, nobody is left out. */
    private List<Sighting> inTurn() {
        return sightings.values().stream()
                .sorted(Comparator.comparing(Sighting::wasAsked).thenComparing(Sighting::nextLook))
                .toList();
    }

    /** The heartbeats look after those that are let in. */
    private boolean isAway(Sighting sighting, long now) {
        KnownPeer known = peers.find(sighting.current().peer().name()).orElse(null);
        if (known == null || known.status().state() != PeerState.OFFLINE) {
            sighting.isThere();
            return false;
        }
        if (sighting.away(now).compareTo(PATIENCE) > 0) {
            leave(sighting, "has been away for too long");
            sighting.silenced(now);
        }
        return true;
    }

    private void ask(Sighting sighting, Executor here) {
        if (sighting.stage() != Stage.ADMITTED) {
            sighting.prefer(found -> reception.isApproved(found.peer()));
        }
        Advertisement asked = sighting.ask();
        asking++;
        introduction.with(asked.peer()).thenAcceptAsync(result -> answer(sighting, asked, result), here);
    }

    private void answer(Sighting sighting, Advertisement asked, Introduction.Result result) {
        asking--;
        if (sightings.get(asked.peer().key()) != sighting) {
            return; // it made room for others meanwhile
        }
        guard(sighting, () -> take(sighting, asked, result));
    }

    /** A failure, as of the database, holds up none of the others, and is not the end of this one. */
    private void guard(Sighting sighting, Runnable look) {
        try {
            look.run();
        } catch (RuntimeException failure) {
            log.warn(
                    "{} is looked at again, after a failure",
                    sighting.current().peer().name(),
                    failure);
            sighting.missed(nanoTime.getAsLong());
        }
    }

    private void take(Sighting sighting, Advertisement asked, Introduction.Result result) {
        long now = nanoTime.getAsLong();
        boolean stranger =
                sighting.stage() == Stage.ADMITTED && reception.isStrangerInPlaceOfAPeer(asked.peer(), result);
        if (result == Introduction.Result.SILENT || stranger) {
            missed(sighting, now);
        } else {
            sighting.answered(reception.receive(asked, result), now);
        }
        if (reception.isWorthLookingElsewhere(result)) {
            sighting.elsewhere(asked);
        }
    }

    private void missed(Sighting sighting, long now) {
        sighting.missed(now);
        if (sighting.misses() <= MISSES_ALLOWED) {
            return;
        }
        if (sighting.stage() == Stage.WAITING || sighting.withdrawn()) {
            leave(sighting, "is gone");
        }
        if (sighting.withdrawn()) {
            sightings.remove(sighting.current().peer().key());
        } else if (sighting.stage() == Stage.WAITING) {
            sighting.silenced(now);
        }
    }

    private void leave(Sighting sighting, String why) {
        String name = sighting.current().peer().name();
        if (sighting.stage() == Stage.ADMITTED) {
            log.info("{} {} and is no peer any more.", name, why);
        }
        peers.lost(name);
    }

    /** Of too many, the one goes that was found first and is not let in. */
    private boolean hasRoom() {
        if (sightings.size() < MOST) {
            full = false;
            return true;
        }
        if (!full) {
            full = true;
            log.warn(
                    "More than {} Octos are announced on the network; of those that are no peers the newest are kept.",
                    MOST);
        }
        for (Iterator<Sighting> all = sightings.values().iterator(); all.hasNext(); ) {
            Sighting sighting = all.next();
            if (sighting.stage() != Stage.ADMITTED) {
                all.remove();
                peers.lost(sighting.current().peer().name());
                return true;
            }
        }
        return false;
    }
}
