package io.octoswarm.agent.device;

import io.octoswarm.instance.PlainText;

/** A reading could not be taken; the message is a sentence for people. */
final class NotReadable extends RuntimeException {
    NotReadable(String what, Throwable cause) {
        super("I cannot read " + what + " of this device: " + PlainText.of(reason(cause), 160) + ".", cause);
    }

    private static String reason(Throwable cause) {
        return cause instanceof LinkageError
                ? "the native library for it does not load here"
                : cause.getClass().getSimpleName() + (cause.getMessage() == null ? "" : " " + cause.getMessage());
    }
}
