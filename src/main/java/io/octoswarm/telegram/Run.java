package io.octoswarm.telegram;

import java.util.List;

/** Text in one look: what stands around it, the outermost first. */
record Run(String text, List<Tag> tags) {
    Run {
        tags = List.copyOf(tags);
    }

    /** An element of Telegram's HTML. Two of the same look are kept apart by their number. */
    record Tag(int number, String open, String close) {}
}
