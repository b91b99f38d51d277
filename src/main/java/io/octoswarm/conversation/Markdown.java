package io.octoswarm.conversation;

import java.util.List;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;

/** Markdown (CommonMark with GitHub's tables), as models write it, within limits that no text passes. Thread-safe. */
public final class Markdown {
    /** Cells that are missing are filled in: a few lines of text could become a million of them. */
    private static final int MOST_CELLS = 5_000;

    private static final Parser PARSER = Parser.builder()
            .extensions(
                    List.of(new TablesExtension.Builder().maxCells(MOST_CELLS).build()))
            .maxOpenBlockParsers(30) // a text of thousands of nested quotes
            .build();

    private Markdown() {}

    /**
     * Reads a text. Signs within a line may still be nested so deeply that this, or a walk through what it returns, ends
     * with a {@link StackOverflowError}: the text is then to be shown as it was written.
     *
     * @throws RuntimeException the text passes a limit, likewise
     */
    public static Node parse(String text) {
        return PARSER.parse(text);
    }
}
