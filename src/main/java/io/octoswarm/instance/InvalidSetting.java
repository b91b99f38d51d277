package io.octoswarm.instance;

/** A setting that cannot be taken. Its message is the one line that a user sees: variable, value, what is allowed. */
public final class InvalidSetting extends RuntimeException {
    public InvalidSetting(String variable, String value, String allowed) {
        super(variable + "=" + shown(value) + " is not allowed: " + allowed);
    }

    private InvalidSetting(String message) {
        super(message);
    }

    /** For a value that must not be shown. */
    public static InvalidSetting secret(String variable, String allowed) {
        return new InvalidSetting(variable + " (value not shown) is not allowed: " + allowed);
    }

    /** For what is no setting of this program; {@code where} names it. */
    public static InvalidSetting line(String where, String allowed) {
        return new InvalidSetting(where + " cannot be read: " + allowed);
    }

    private static String shown(String value) {
        return PlainText.of(value, 80);
    }
}
