package io.octoswarm.discovery;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Somebody who announces a name, at one address or several. Confined to the thread of {@link Sightings}. */
final class Sighting {
    private static final int MOST_ADDRESSES = 4;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);
    /** For one that was a peer: it is to be back within 5 s of its return. */
    private static final Duration LONGEST_PAUSE_FOR_A_PEER = Duration.ofMillis(2500);
    /** One who answers so often after a goodbye is not gone: it was not renewed, or another one's lie. */
    private static final int ANSWERS_AGAINST_A_GOODBYE = 3;

    /** How far we are with it. */
    enum Stage {
        /** Nobody has answered there yet, or not any more. */
        SILENT,
        WAITING,
        ADMITTED
    }

    private final Map<URI, Advertisement> addresses = new LinkedHashMap<>();
    private Advertisement current;
    private Stage stage = Stage.SILENT;
    private boolean withdrawn;
    private int misses;
    private int answers;
    private boolean wasPeer;
    private boolean asked;
    private Instant nextLook;

    Sighting(Advertisement first, Instant now) {
        current = first;
        addresses.put(first.peer().url(), first);
        nextLook = now;
    }

    Advertisement current() {
        return current;
    }

    Stage stage() {
        return stage;
    }

    /** Whether its announcement is gone; it may still be there. */
    boolean withdrawn() {
        return withdrawn;
    }

    int misses() {
        return misses;
    }

    /** Heard (again), perhaps elsewhere. */
    void heard(Advertisement again, Instant now) {
        if (again.peer().url().equals(current.peer().url())) {
            current = again;
        }
        if (addresses.size() < MOST_ADDRESSES
                || addresses.containsKey(again.peer().url())) {
            addresses.put(again.peer().url(), again);
        }
        withdrawn = false;
        if (stage == Stage.SILENT) {
            if (!asked && !again.isIpv6()) {
                current = again; // what is heard on both, is called by the simpler one
            }
            lookAt(now);
        }
    }

    void withdraw(Instant now) {
        withdrawn = true;
        misses = 0;
        answers = 0;
        lookAt(now);
    }

    void lookAt(Instant when) {
        nextLook = when;
    }

    boolean isDue(Instant now) {
        return !asked && !nextLook.isAfter(now);
    }

    void ask() {
        asked = true;
    }

    void answered(Stage reached, Instant now) {
        asked = false;
        misses = 0;
        answers++;
        stage = reached;
        wasPeer |= reached == Stage.ADMITTED;
        if (answers >= ANSWERS_AGAINST_A_GOODBYE) {
            withdrawn = false;
        }
        nextLook = now.plus(withdrawn ? Duration.ofSeconds(1) : LONGEST_PAUSE);
    }

    /** Nobody answered: the next look is at its next address, soon at first. */
    void missed(Instant now) {
        asked = false;
        misses++;
        nextLook = now.plus(pause());
        if (stage != Stage.ADMITTED) {
            current = next();
        }
    }

    /** It is taken for gone as long as nobody answers. */
    void silenced(Instant now) {
        stage = Stage.SILENT;
        nextLook = now.plus(pause());
    }

    private Duration pause() {
        Duration growing = Duration.ofSeconds(1L << Math.min(Math.max(misses - 1, 0), 10));
        Duration longest = wasPeer ? LONGEST_PAUSE_FOR_A_PEER : LONGEST_PAUSE;
        return growing.compareTo(longest) < 0 ? growing : longest;
    }

    private Advertisement next() {
        List<Advertisement> all = List.copyOf(addresses.values());
        int now = all.stream()
                .map(found -> found.peer().url())
                .toList()
                .indexOf(current.peer().url());
        return all.get((now + 1) % all.size());
    }
}
