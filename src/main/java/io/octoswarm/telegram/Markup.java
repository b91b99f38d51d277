package io.octoswarm.telegram;

import io.octoswarm.conversation.Markdown;
import java.util.List;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;

/**
 * Markdown, as models write it, into the few elements that Telegram's HTML has. What has no counterpart becomes plain
 * text: tables stand as preformatted text, HTML as it was written, links with other schemes than http, https, tg and
 * mailto without their target. Not thread-safe: one for each text.
 */
final class Markup extends AbstractVisitor {
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}&&[^\\n\\t]]|\\p{Cs}|[\\u202A-\\u202E]");
    private static final Pattern SAFE_LINK = Pattern.compile("(?i)(https?|tg|mailto):\\S{1,2000}");
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z0-9+#_-]{1,30}");

    private final RunWriter writer = new RunWriter();
    private boolean empty = true;
    private String indent = "";

    private Markup() {}

    /** The text in its looks; without Markdown's own signs. */
    static List<Run> runs(String markdown) {
        String clean = cleaned(markdown);
        try {
            Markup markup = new Markup();
            Markdown.parse(clean).accept(markup);
            List<Run> runs = markup.writer.runs();
            return runs.isEmpty() ? plain(clean) : runs;
        } catch (RuntimeException | StackOverflowError unreadable) { // hostile nesting: shown as it was written
            return plain(clean);
        }
    }

    /** The text as it is. */
    static List<Run> plain(String text) {
        return List.of(new Run(cleaned(text), List.of()));
    }

    /** Without what no message may hold: control characters, halves of characters, what turns the writing's direction. */
    static String cleaned(String text) {
        return CONTROL.matcher(text.replace("\r\n", "\n").replace('\r', '\n')).replaceAll("");
    }

    @Override
    public void visit(Paragraph paragraph) {
        separate(inTightList(paragraph) ? "\n" : "\n\n", paragraph);
        visitChildren(paragraph);
    }

    @Override
    public void visit(Heading heading) {
        separate("\n\n", heading);
        styled("b", heading);
    }

    @Override
    public void visit(BlockQuote quote) {
        separate("\n\n", quote);
        if (writer.isWithin("blockquote")) {
            visitChildren(quote); // Telegram nests none
            return;
        }
        writer.within("blockquote", "", () -> {
            boolean before = empty;
            empty = true;
            visitChildren(quote);
            empty = before && empty;
        });
    }

    @Override
    public void visit(BulletList list) {
        items(list, -1);
    }

    @Override
    public void visit(OrderedList list) {
        Integer first = list.getMarkerStartNumber();
        items(list, first == null ? 1 : first);
    }

    private void items(ListBlock list, int first) {
        separate(list.getParent() instanceof ListItem ? "\n" : "\n\n", list);
        int number = first;
        for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
            if (item != list.getFirstChild()) {
                say(list.isTight() ? "\n" : "\n\n");
            }
            say(indent + (first < 0 ? "• " : number++ + ". "));
            String outer = indent;
            indent = outer + "   ";
            empty = true; // the item's first block stands beside its mark
            visitChildren(item);
            empty = false;
            indent = outer;
        }
    }

    @Override
    public void visit(FencedCodeBlock code) {
        String language = code.getInfo() == null ? "" : code.getInfo().strip().split("\\s", 2)[0];
        code(code, code.getLiteral(), LANGUAGE.matcher(language).matches() ? language : "");
    }

    @Override
    public void visit(IndentedCodeBlock code) {
        code(code, code.getLiteral(), "");
    }

    private void code(Node node, String literal, String language) {
        separate("\n\n", node);
        String text = literal.endsWith("\n") ? literal.substring(0, literal.length() - 1) : literal;
        if (language.isEmpty()) {
            code("<pre>", "</pre>", text);
        } else {
            code("<pre><code class=\"language-" + language + "\">", "</code></pre>", text);
        }
    }

    @Override
    public void visit(CustomBlock block) {
        if (block instanceof TableBlock table) {
            separate("\n\n", table);
            code("<pre>", "</pre>", TableText.of(table));
        } else {
            visitChildren(block);
        }
    }

    @Override
    public void visit(ThematicBreak line) {
        separate("\n\n", line);
        say("———");
    }

    @Override
    public void visit(HtmlBlock html) {
        separate("\n\n", html);
        say(html.getLiteral());
    }

    @Override
    public void visit(HtmlInline html) {
        say(html.getLiteral());
    }

    @Override
    public void visit(Code code) {
        code("<code>", "</code>", code.getLiteral());
    }

    @Override
    public void visit(Emphasis emphasis) {
        styled("i", emphasis);
    }

    @Override
    public void visit(StrongEmphasis strong) {
        styled("b", strong);
    }

    @Override
    public void visit(Link link) {
        linked(link.getDestination(), link);
    }

    @Override
    public void visit(Image image) {
        linked(image.getDestination(), image);
    }

    private void linked(String destination, Node node) {
        if (SAFE_LINK.matcher(destination).matches() && !writer.isWithin("a")) {
            writer.within("a", " href=\"" + Pieces.escaped(destination) + "\"", () -> visitChildren(node));
        } else {
            visitChildren(node);
        }
    }

    @Override
    public void visit(Text text) {
        say(text.getLiteral());
    }

    @Override
    public void visit(SoftLineBreak line) {
        say("\n" + indent);
    }

    @Override
    public void visit(HardLineBreak line) {
        say("\n" + indent);
    }

    /** What comes between two blocks; nothing before the first one. */
    private void separate(String between, Node block) {
        if (!empty) {
            say(between + (block.getParent() instanceof ListItem ? indent : ""));
        }
        empty = false;
    }

    private static boolean inTightList(Paragraph paragraph) {
        return paragraph.getParent() instanceof ListItem item
                && item.getParent() instanceof ListBlock list
                && list.isTight();
    }

    /** A look within the same look adds nothing. */
    private void styled(String element, Node node) {
        if (writer.isWithin(element)) {
            visitChildren(node);
        } else {
            writer.within(element, "", () -> visitChildren(node));
        }
    }

    private void say(String text) {
        writer.say(text);
        empty &= text.isEmpty();
    }

    private void code(String open, String close, String text) {
        writer.code(open, close, text);
        empty &= text.isEmpty();
    }
}
