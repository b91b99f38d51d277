package io.octoswarm.command;

/** A command that was not carried out; the message says why and what would help. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
        super(message, null, false, false);
    }

    static Refused usage(Command command) {
        return new Refused("Usage: " + command.usage() + "\n" + command.summary());
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
