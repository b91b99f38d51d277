package io.octoswarm.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The memory of one conversation, without a database. */
final class RememberedTurns implements Memory {
    private final List<Turn> turns = new ArrayList<>();
    private @Nullable Summary summary;

    void add(Speaker speaker, String name, String text) {
        turns.add(new Turn(turns.size() + 1, speaker, name, text));
    }

    @Override
    public synchronized List<Turn> turns(String conversation, int most) {
        long from = summary == null ? 0 : summary.until();
        List<Turn> open = turns.stream().filter(turn -> turn.number() > from).toList();
        return open.subList(Math.max(0, open.size() - most), open.size());
    }

    @Override
    public synchronized Optional<Summary> summary(String conversation) {
        return Optional.ofNullable(summary);
    }

    @Override
    public synchronized void summarize(String conversation, Summary newer) {
        summary = newer;
    }

    @Override
    public synchronized void clear(String conversation) {
        turns.clear();
        summary = null;
    }
}
