package io.octoswarm.task;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who may take a task. Tasks of one lane are open to the same Octos, so that a claim looks at the heads of a few queues
 * instead of at every task.
 *
 * @param followed the task is a peer's; the Octo that posted it follows it
 * @param needs tags that an Octo must have to take it, in lower case; empty: none
 * @param target the Octo that it is for, in lower case; null: any that has the tags
 * @param bound only the target may take it, even while the target is gone
 */
record Lane(boolean followed, Set<String> needs, @Nullable String target, boolean bound) {
    private static final String FOLLOWED = ">";
    private static final String BOUND = "!";

    static Lane open(Collection<String> needs) {
        return new Lane(false, lower(needs), null, false);
    }

    static Lane of(NewTask task, String poster) {
        if (task.kind() == TaskKind.PEER) {
            return new Lane(true, Set.of(), lower(poster), true);
        }
        NewTask.Audience audience = task.audience();
        String target = audience.target();
        return new Lane(false, lower(audience.capabilities()), target == null ? null : lower(target), audience.bound());
    }

    /** As it stands on the board: {@code disk,ops@sentinel!}. Neither names nor tags hold these characters. */
    String name() {
        return (followed ? FOLLOWED : "")
                + String.join(",", needs)
                + (target == null ? "" : "@" + target)
                + (bound ? BOUND : "");
    }

    static Lane parse(String name) {
        boolean followed = name.startsWith(FOLLOWED);
        boolean bound = name.endsWith(BOUND);
        String middle = name.substring(followed ? 1 : 0, name.length() - (bound ? 1 : 0));
        int at = middle.lastIndexOf('@');
        String tags = at < 0 ? middle : middle.substring(0, at);
        return new Lane(
                followed,
                tags.isEmpty() ? Set.of() : new TreeSet<>(Arrays.asList(tags.split(","))),
                at < 0 ? null : middle.substring(at + 1),
                bound);
    }

    /** Whether an Octo may take from here, given the Octos that are gone. */
    boolean openTo(String name, Collection<String> capabilities, Predicate<String> gone) {
        if (lower(name).equals(target)) {
            return true;
        }
        boolean nobodys = target == null || (!bound && gone.test(target));
        return nobodys && lower(capabilities).containsAll(needs);
    }

    boolean isFor(String name) {
        return lower(name).equals(target);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** What marks the parts of a lane's name is no part of a tag. */
    private static Set<String> lower(Collection<String> texts) {
        return texts.stream()
                .map(tag -> lower(tag).replaceAll("[,@!>]", " "))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
