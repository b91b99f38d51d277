package io.octoswarm.task;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Who takes work from the board, as each said when it last looked. In SQLite's case all of them speak to this process
 * and are kept in memory; a shared database keeps them in a table. Thread-safe.
 */
final class Claimants {
    /** An Octo that has not looked for so long is gone: its lease would be, too. */
    static final long GONE_AFTER_MILLIS = 15_000;

    private static final long PAUSE_MILLIS = 1_000;
    /** Of those beyond, nobody is waited for; a caller may give itself any name. */
    private static final int MOST = 1_000;

    private static final int MUCH = 25; // percent

    private record Seen(Claimant claimant, long at) {}

    private record Others(List<Seen> seen, long at) {}

    private final BoardDatabase database;
    private final Map<String, Seen> inMemory = new ConcurrentHashMap<>();
    private final Map<String, Long> stored = new ConcurrentHashMap<>();
    private volatile Others others = new Others(List.of(), 0);
    private final AtomicLong since = new AtomicLong();

    Claimants(BoardDatabase database) {
        this.database = database;
    }

    void seen(Claimant claimant, long now) {
        String name = key(claimant.name());
        if (!database.isShared()) {
            if (inMemory.size() >= MOST) {
                inMemory.values().removeIf(seen -> isGone(seen, now));
            }
            if (inMemory.size() < MOST || inMemory.containsKey(name)) {
                inMemory.put(name, new Seen(claimant, now));
            }
        } else if (stored.getOrDefault(name, 0L) + PAUSE_MILLIS < now) { // a look for work is to cost no write
            database.change(() -> store(claimant, now));
            stored.put(name, now);
        }
    }

    /** Who takes its last slot looks no more, and must not be waited for. In a shared database each tells it itself. */
    void took(Claimant claimant) {
        inMemory.computeIfPresent(
                key(claimant.name()), (name, seen) -> new Seen(seen.claimant().withOneSlotLess(), seen.at()));
    }

    private int store(Claimant claimant, long now) {
        return database.jdbc()
                .sql("""
                        insert into claimant (name, capabilities, busy, free, seen_at) values (:name, :tags, :busy, :free, :now)
                        on conflict (name) do update set capabilities = excluded.capabilities, busy = excluded.busy,
                               free = excluded.free, seen_at = excluded.seen_at""")
                .param("name", key(claimant.name()))
                .param("tags", String.join(",", claimant.capabilities()))
                .param("busy", claimant.busy())
                .param("free", claimant.free())
                .param("now", now)
                .update();
    }

    /**
     * Tells who is gone: who was not seen for long, or never since this board could have seen it (a name may have been
     * changed since a task was posted for it).
     */
    Predicate<String> gone(long now) {
        if (now < since.updateAndGet(first -> first == 0 ? now : first) + GONE_AFTER_MILLIS) {
            return octo -> false;
        }
        Set<String> here = all(now).stream()
                .filter(seen -> !isGone(seen, now))
                .map(seen -> key(seen.claimant().name()))
                .collect(Collectors.toSet());
        return octo -> !here.contains(octo);
    }

    /** Those with a free slot that are much less busy than this one. */
    List<Claimant> freerThan(Claimant claimant, long now) {
        return all(now).stream()
                .filter(seen -> !isGone(seen, now))
                .map(Seen::claimant)
                .filter(other -> !key(other.name()).equals(key(claimant.name())))
                .filter(other -> other.free() > 0 && other.busy() + MUCH <= claimant.busy())
                .toList();
    }

    private static boolean isGone(Seen seen, long now) {
        return seen.at() < now - GONE_AFTER_MILLIS;
    }

    private List<Seen> all(long now) {
        if (!database.isShared()) {
            return List.copyOf(inMemory.values());
        }
        Others last = others;
        if (last.at() + PAUSE_MILLIS < now) {
            last = new Others(stored(), now);
            others = last;
        }
        return last.seen();
    }

    private List<Seen> stored() {
        return database.jdbc()
                .sql("select name, capabilities, busy, free, seen_at from claimant")
                .query((row, number) -> new Seen(
                        new Claimant(
                                row.getString("name"),
                                Arrays.asList(row.getString("capabilities").split(",")),
                                row.getInt("busy"),
                                row.getInt("free"),
                                false),
                        row.getLong("seen_at")))
                .list();
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
