package io.octoswarm.agent.device;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** A question reduced to its words: lower case, one space around each, short forms written out. */
final class Wording {
    /** Longer texts are no questions to a device; what stands behind is not looked at. */
    private static final int LONGEST = 1_000;

    private static final Pattern ADDRESSED = Pattern.compile("^\\s*@?[\\p{L}\\p{N}_-]+[,:]\\s+");
    private static final Pattern SHORT_IS =
            Pattern.compile("\\b(what|how|where|who|when|which|it|that|there|wie|was)['’]?s\\b");
    private static final Pattern APOSTROPHE = Pattern.compile("['’]");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

    private Wording() {}

    static String of(String question) {
        String start = question.length() > LONGEST ? question.substring(0, LONGEST) : question;
        String lower = Normalizer.normalize(start, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        String text = ADDRESSED.matcher(lower).replaceFirst("");
        text = SHORT_IS.matcher(text).replaceAll("$1 is");
        text = APOSTROPHE.matcher(text).replaceAll("");
        return " " + BETWEEN_WORDS.matcher(text).replaceAll(" ").strip() + " ";
    }
}
