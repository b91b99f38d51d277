package io.octoswarm.command;

import org.jspecify.annotations.Nullable;

/**
 * Who gave a command.
 *
 * @param name for people and the log, for example {@code @ada}; null: whoever sits at this device
 * @param conversation where results that come later are to go; null: nowhere, they stay on the board
 * @param owner whether it is one who may change who else may speak with this Octo
 * @param manager whether it is one who may change who belongs to the swarm: the owner or, where none is set, any member of
 *     the group
 */
public record Caller(@Nullable String name, @Nullable String conversation, boolean owner, boolean manager) {
    /** The owner, or somebody whom the owner let in. */
    public Caller(@Nullable String name, @Nullable String conversation, boolean owner) {
        this(name, conversation, owner, owner);
    }

    /** One who sits at this device. */
    public static final Caller LOCAL = new Caller(null, null, true);
}
