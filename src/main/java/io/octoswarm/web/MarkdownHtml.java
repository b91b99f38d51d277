package io.octoswarm.web;

import io.octoswarm.conversation.Markdown;
import java.util.List;
import java.util.Set;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.DefaultUrlSanitizer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;
import org.springframework.web.util.HtmlUtils;

/**
 * Markdown, as models write it, for the page. HTML in it is shown as it was written, links lead to http, https and mailto
 * only, and pictures become links: a text from outside makes nobody's browser fetch anything. Thread-safe.
 */
final class MarkdownHtml {
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .extensions(List.of(TablesExtension.create()))
            .escapeHtml(true)
            .sanitizeUrls(true)
            .urlSanitizer(new DefaultUrlSanitizer(List.of("http", "https", "mailto")))
            .softbreak("<br>\n")
            .nodeRendererFactory(PictureLinks::new)
            .build();

    private MarkdownHtml() {}

    static String of(String markdown) {
        try {
            return RENDERER.render(Markdown.parse(markdown));
        } catch (RuntimeException | StackOverflowError unreadable) { // hostile nesting: shown as it was written
            return "<pre>" + HtmlUtils.htmlEscape(markdown, "UTF-8") + "</pre>";
        }
    }

    /** A picture would be fetched by the browser of whoever looks at the page, and tell a stranger so. */
    private record PictureLinks(HtmlNodeRendererContext context) implements NodeRenderer {
        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(Image.class);
        }

        @Override
        public void render(Node picture) {
            Link link = new Link(((Image) picture).getDestination(), null);
            while (picture.getFirstChild() != null) {
                link.appendChild(picture.getFirstChild());
            }
            context.render(link);
        }
    }
}
