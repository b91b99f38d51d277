package io.octoswarm.task;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One task that is followed, with what is known of it. Touched by the thread {@code follow} only, after its beginning. */
final class Trail {
    static final long FIRST_LOOK_MILLIS = 500;

    private static final long LONGEST_LOOK_MILLIS = 30_000;
    private static final Duration STORED_EVERY = Duration.ofMinutes(1);
    private static final Duration LEAST_TRYING = Duration.ofMinutes(5);

    private final Work work;
    private @Nullable String remoteId;
    private long pause = FIRST_LOOK_MILLIS;
    private final Instant begin;
    private Instant lastHeard;
    private Instant lastStored;
    private String known;

    /** @param lastHeard when its peer was last heard of, maybe before this start of the Octo */
    Trail(Work work, Instant lastHeard, Instant now) {
        this.begin = now;
        this.work = work;
        this.remoteId = work.task().remoteId();
        this.lastHeard = lastHeard;
        this.lastStored = lastHeard;
        this.known = remoteId == null ? "nothing" : "taken as " + remoteId;
    }

    Work work() {
        return work;
    }

    Task task() {
        return work.task();
    }

    String peer() {
        return Objects.requireNonNull(task().peer(), "a followed task names its peer");
    }

    /** Its id at the peer; null: the peer has not taken it yet, as far as is known. */
    @Nullable
    String remoteId() {
        return remoteId;
    }

    void takenAs(String id) {
        remoteId = id;
        known = "taken as " + id;
        work.note(peer() + " took it as " + id);
    }

    void stands(PeerTasks.Standing standing) {
        String note = standing.note();
        known = standing.state().text() + (note == null ? "" : ": " + note);
        work.note(peer() + " (" + remoteId + "): " + known);
    }

    /** The peer answered; true: long enough ago since the last time that it is worth storing. */
    boolean heard(Instant now) {
        lastHeard = now;
        if (now.isBefore(lastStored.plus(STORED_EVERY))) {
            return false;
        }
        lastStored = now;
        return true;
    }

    void away(String why) {
        work.note(peer() + " is away since " + lastHeard + ": " + why + "; last known: " + known);
    }

    /** An Octo that was off itself for long tries for some minutes first. */
    boolean isAwayFor(Duration patience, Instant now) {
        Duration trying = patience.compareTo(LEAST_TRYING) < 0 ? patience : LEAST_TRYING;
        return lastHeard.plus(patience).isBefore(now) && begin.plus(trying).isBefore(now);
    }

    String farewell(String why) {
        return peer() + " did not come back: not heard of since " + lastHeard + " (" + why + "). Last known there: "
                + known + ".";
    }

    /** How long to wait before the next look, in milliseconds: longer every time. */
    long nextPause() {
        pause = Math.min(pause * 3 / 2, LONGEST_LOOK_MILLIS);
        return pause;
    }
}
