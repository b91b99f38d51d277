package io.octoswarm.agent;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.definition.DefaultToolDefinition;
import org.springframework.ai.tool.definition.ToolDefinition;
import tools.jackson.databind.json.JsonMapper;

/**
 * The tools of one answer, made anew for each. Up to forty are shown to the model as they are; of more it sees its own
 * ones and how to ask the peers, and finds the others by <code>find_tools</code>: what was found is shown from then on.
 * Thread-safe, as tools are called on other threads.
 */
final class ToolBox {
    static final int MOST_SHOWN = 40;
    private static final int MOST_FOUND_AT_ONCE = 8;
    private static final int MOST_NAMES = 200;
    private static final int LONGEST_DESCRIPTION = 200;

    private final List<ToolCallback> all;
    private final Set<ToolCallback> shown;

    /** @param all every tool there is, names unique */
    ToolBox(List<ToolCallback> all) {
        this.all = List.copyOf(all);
        this.shown = new CopyOnWriteArraySet<>(all.size() <= MOST_SHOWN ? all : beginning(all));
    }

    /** What the model is shown in the next round; asked before each. */
    List<ToolCallback> offered() {
        return all.size() <= MOST_SHOWN ? all : List.copyOf(shown);
    }

    private Collection<ToolCallback> beginning(List<ToolCallback> tools) {
        Stream<ToolCallback> finding = Stream.of(new FindTools());
        Stream<ToolCallback> own = tools.stream().filter(tool -> !name(tool).contains("__"));
        Stream<ToolCallback> asking = tools.stream().filter(tool -> name(tool).endsWith("__ask"));
        return Stream.concat(finding, Stream.concat(own, asking))
                .limit(MOST_SHOWN - MOST_FOUND_AT_ONCE)
                .toList();
    }

    private String find(String wanted) {
        List<ToolCallback> found = new ToolSearch(all).find(wanted, MOST_FOUND_AT_ONCE);
        if (found.isEmpty()) {
            return "No tool matches. These are all: "
                    + all.stream().limit(MOST_NAMES).map(ToolBox::name).collect(Collectors.joining(", "));
        }
        shown.addAll(found);
        return "You can call these now:\n" + found.stream().map(ToolBox::line).collect(Collectors.joining("\n"));
    }

    private static String line(ToolCallback tool) {
        String description = tool.getToolDefinition().description();
        return "- " + name(tool) + ": " + description.substring(0, Math.min(description.length(), LONGEST_DESCRIPTION));
    }

    private static String name(ToolCallback tool) {
        return tool.getToolDefinition().name();
    }

    private final class FindTools implements ToolCallback {
        @Override
        public ToolDefinition getToolDefinition() {
            return new DefaultToolDefinition("find_tools", """
                    There are more tools than you see: %d in all. Finds those for a purpose, by words of their names and \
                    descriptions; afterwards you can call them.""".formatted(all.size()), """
                    {"type":"object","properties":{"query":{"type":"string",
                    "description":"what the tool should do, in a few words; in English as a rule"}},"required":["query"]}""");
        }

        @Override
        public String call(String input) {
            return find(Arguments.of(input, JsonMapper.shared()).required("query"));
        }
    }
}
