package io.octoswarm.discovery;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who announces a name, at one address or several. Confined to the thread of {@link Sightings}; its moments are
 * nanoseconds of a clock that nobody sets back.
 */
final class Sighting {
    private static final int MOST_ADDRESSES = 4;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);
    /** For one that was a peer: it is to be back within 5 s of its return. */
    private static final Duration LONGEST_PAUSE_FOR_A_PEER = Duration.ofMillis(2500);

    /** Whoever is heard by IPv6 first, is likely to be heard by IPv4 next; and that address is the simpler one. */
    private static final Duration TIME_FOR_IPV4 = Duration.ofMillis(500);

    private static final Duration AFTER_A_GOODBYE = Duration.ofMillis(500);
    /** One who answers so often after a goodbye is not gone: it was not renewed, or another one's lie. */
    private static final int ANSWERS_AGAINST_A_GOODBYE = 3;

    /** How far we are with it. */
    enum Stage {
        /** Nobody has answered there yet, or not any more. */
        SILENT,
        WAITING,
        ADMITTED
    }

    private final Map<String, Advertisement> addresses = new LinkedHashMap<>();
    private Advertisement current;
    private Stage stage = Stage.SILENT;
    private boolean withdrawn;
    private int misses;
    private int answers;
    private boolean wasPeer;
    private boolean wasAsked;
    private @Nullable Advertisement asked;
    private long nextLook;
    private @Nullable Long awaySince;

    Sighting(Advertisement first, long now) {
        current = first;
        addresses.put(first.place(), first);
        nextLook = first.isIpv6() ? now + TIME_FOR_IPV4.toNanos() : now;
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

    boolean wasAsked() {
        return wasAsked;
    }

    long nextLook() {
        return nextLook;
    }

    int misses() {
        return misses;
    }

    /** For how long it has been so that, as the heartbeats tell, it does not answer; it may be at another address now. */
    Duration away(long now) {
        if (awaySince == null) {
            awaySince = now;
            current = next();
            lookAt(now);
        }
        return Duration.ofNanos(now - awaySince);
    }

    void isThere() {
        awaySince = null;
    }

    boolean hasOtherAddresses() {
        return addresses.size() > 1;
    }

    /** Heard (again), perhaps elsewhere: as long as it is not let in, another address may be the better one. */
    void heard(Advertisement again, long now) {
        boolean replaces = stage != Stage.ADMITTED && isReplaced(current, again);
        addresses.values().removeIf(before -> before != current && isReplaced(before, again));
        boolean fresh = addresses.remove(again.place()) == null;
        boolean same = again.place().equals(current.place());
        if (addresses.size() == MOST_ADDRESSES) {
            forgetTheOldest();
        }
        addresses.put(again.place(), again); // as the one that was heard last
        withdrawn = false;
        if (same || replaces || (fresh && isWorthMore(again))) {
            current = again;
        }
        if (stage == Stage.SILENT || (stage == Stage.WAITING && fresh)) {
            lookAt(now);
        }
    }

    /** It has moved so often, or others say that they are it: of what is not looked at now, the last words count. */
    private void forgetTheOldest() {
        addresses.keySet().stream()
                .filter(place -> !place.equals(current.place()))
                .filter(place -> asked == null || !place.equals(asked.place()))
                .findFirst()
                .ifPresent(addresses::remove);
    }

    /** Than the current one: a simpler address, or one that may answer. */
    private boolean isWorthMore(Advertisement fresh) {
        boolean simpler = stage != Stage.ADMITTED && current.isIpv6() && !fresh.isIpv6();
        return simpler || awaySince != null || (stage == Stage.SILENT && misses > 0);
    }

    /** The same port with another certificate, or at last with one: what is told of it may come later than where it is. */
    private static boolean isReplaced(Advertisement before, Advertisement again) {
        return before.address().equals(again.address())
                && before.peer().url().getPort() == again.peer().url().getPort()
                && !before.place().equals(again.place());
    }

    void withdraw(long now) {
        withdrawn = true;
        misses = 0;
        answers = 0;
        lookAt(now);
    }

    void lookAt(long when) {
        nextLook = when;
    }

    boolean isDue(long now) {
        return asked == null && nextLook - now <= 0;
    }

    /** The next look is at an address of that kind, where there is one. */
    void prefer(Predicate<Advertisement> kind) {
        addresses.values().stream().filter(kind).findFirst().ifPresent(found -> current = found);
    }

    Advertisement ask() {
        asked = current;
        wasAsked = true;
        return current;
    }

    void answered(Stage reached, long now) {
        boolean changed = asked != null && !asked.place().equals(current.place());
        asked = null;
        misses = 0;
        answers++;
        awaySince = null;
        stage = reached;
        wasPeer |= reached == Stage.ADMITTED;
        if (answers >= ANSWERS_AGAINST_A_GOODBYE) {
            withdrawn = false;
        }
        nextLook = changed ? now : now + (withdrawn ? AFTER_A_GOODBYE : LONGEST_PAUSE).toNanos();
    }

    /** The next look is at another one of its addresses than that, where there is one. */
    void elsewhere(Advertisement than) {
        if (current.place().equals(than.place())) {
            current = next();
        }
    }

    /** Nobody answered: the next look is soon, at first. */
    void missed(long now) {
        asked = null;
        misses++;
        nextLook = now + pause().toNanos();
    }

    /** It is taken for gone as long as nobody answers. */
    void silenced(long now) {
        stage = Stage.SILENT;
        nextLook = now + pause().toNanos();
    }

    private Duration pause() {
        if (withdrawn) {
            return AFTER_A_GOODBYE;
        }
        Duration growing = Duration.ofSeconds(1L << Math.min(Math.max(misses - 1, 0), 10));
        Duration longest = wasPeer ? LONGEST_PAUSE_FOR_A_PEER : LONGEST_PAUSE;
        return growing.compareTo(longest) < 0 ? growing : longest;
    }

    private Advertisement next() {
        List<Advertisement> all = List.copyOf(addresses.values());
        int now = all.stream().map(Advertisement::place).toList().indexOf(current.place());
        return all.get((now + 1) % all.size());
    }
}
