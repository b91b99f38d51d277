package io.octoswarm.instance;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a question or a task stands in a trace, as W3C's Trace Context (version 00, section 3.2 "Traceparent Header") writes it:
 * {@code 00-<trace id>-<span id>-<flags>}. Carried along and passed on; nothing here collects traces.
 *
 * @param id of the whole trace, 32 hexadecimal digits in lower case, not all of them zero
 * @param span of this step, 16 such digits
 * @param flags 2 such digits; 01: somebody records it
 */
public record Trace(String id, String span, String flags) {
    /** A later version may say more behind these fields (section 4.1). */
    private static final Pattern FORM = Pattern.compile(
            "(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.{0,200})?");

    private static final SecureRandom RANDOM = new SecureRandom();

    /** A new one: somebody asks for the first time. */
    public static Trace begin() {
        return new Trace(digits(16), digits(8), "00");
    }

    /** Empty for a text of another form, which counts as none. */
    public static Optional<Trace> parse(String traceparent) {
        Matcher matcher = FORM.matcher(traceparent);
        return matcher.matches() && (traceparent.length() == 55 || !traceparent.startsWith("00"))
                ? Optional.of(new Trace(matcher.group(1), matcher.group(2), matcher.group(3)))
                : Optional.empty();
    }

    /** This step, as it is stored. */
    public String text() {
        return "00-" + id + "-" + span + "-" + flags;
    }

    /** The next step of the same trace, as it is sent. */
    public String next() {
        return "00-" + id + "-" + digits(8) + "-" + flags;
    }

    private static String digits(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        random[0] |= 1; // all zeros are no id
        return HexFormat.of().formatHex(random);
    }
}
