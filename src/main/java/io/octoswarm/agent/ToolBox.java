package io.octoswarm.agent;

import java.util.List;
import org.springframework.ai.tool.ToolCallback;

/** The tools of one answer. Made anew for each, and used by its thread alone. */
final class ToolBox {
    private final List<ToolCallback> all;

    /** @param all every tool there is, names unique */
    ToolBox(List<ToolCallback> all) {
        this.all = List.copyOf(all);
    }

    /** What the model is shown in the next round; asked before each. */
    List<ToolCallback> offered() {
        return all;
    }
}
