package io.octoswarm.command;

import org.jspecify.annotations.Nullable;

/**
 * Who gave a command.
 *
 * @param name for people and the log, for example {@code @ada}; null: whoever sits at this device
 * @param conversation where results that come later are to go; null: nowhere, they stay on the board
 * @param owner whether it is one who may change who else may speak with this Octo
 */
public record Caller(@Nullable String name, @Nullable String conversation, boolean owner) {
    /** One who sits at this device. */
    public static final Caller LOCAL = new Caller(null, null, true);
}
