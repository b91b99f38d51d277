package io.octoswarm.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.definition.DefaultToolDefinition;
import org.springframework.ai.tool.definition.ToolDefinition;

class ToolBoxTests {
    @Test
    void fortyToolsAreShownAsTheyAre() {
        List<ToolCallback> tools = many(40);
        assertThat(new ToolBox(tools).offered()).isEqualTo(tools);
    }

    @Test
    void ofMoreTheOwnOnesAndHowToAskPeersAreShownAndAWayToFindTheOthers() {
        ToolBox box =
                new ToolBox(withMany(tool("delegate", ""), tool("sentinel__ask", ""), tool("sentinel__get_info", "")));
        assertThat(names(box)).containsExactly("find_tools", "delegate", "sentinel__ask");
    }

    @Test
    void whatWasFoundIsShownFromThenOn() {
        ToolBox box = new ToolBox(withMany(
                tool("files__read_file", "Reads a file."),
                tool("git__createBranch", "Makes a new branch."),
                tool("mail__send", "Sends a letter to somebody.")));

        assertThat(find(box, "read the files"))
                .startsWith("You can call these now:\n- files__read_file: Reads a file.");
        assertThat(find(box, "send letters")).contains("mail__send");
        assertThat(find(box, "a branch")).contains("git__createBranch");

        assertThat(names(box)).containsExactly("find_tools", "files__read_file", "mail__send", "git__createBranch");
    }

    @Test
    void aWordInANameWeighsMoreThanOneInADescription() {
        ToolBox box = new ToolBox(withMany(tool("a__list", "of letters"), tool("a__letters", "")));
        assertThat(find(box, "letters").lines().skip(1))
                .containsExactly("- a__letters: nothing", "- a__list: of letters");
    }

    @Test
    void whereNothingMatchesTheNamesAreTold() {
        ToolBox box = new ToolBox(withMany());
        assertThat(find(box, "zebra")).startsWith("No tool matches. These are all: s__t0, s__t1,");
        assertThat(names(box)).containsExactly("find_tools");
    }

    @Test
    void aQueryIsNeeded() {
        ToolBox box = new ToolBox(withMany());
        assertThatThrownBy(() -> box.offered().get(0).call("{}")).isInstanceOf(CannotAnswer.class);
    }

    @Test
    void aSwarmOfPeersLeavesRoomForWhatIsFound() {
        List<ToolCallback> tools = new ArrayList<>(withMany());
        IntStream.range(0, 60).forEach(i -> tools.add(tool("peer" + i + "__ask", "")));
        assertThat(new ToolBox(tools).offered()).hasSize(ToolBox.MOST_SHOWN - 8);
    }

    private static String find(ToolBox box, String query) {
        return box.offered().get(0).call("{\"query\":\"" + query + "\"}");
    }

    private static List<String> names(ToolBox box) {
        return box.offered().stream()
                .map(tool -> tool.getToolDefinition().name())
                .toList();
    }

    private static List<ToolCallback> withMany(ToolCallback... more) {
        List<ToolCallback> tools = many(50);
        tools.addAll(List.of(more));
        return tools;
    }

    private static List<ToolCallback> many(int count) {
        return new ArrayList<>(IntStream.range(0, count)
                .mapToObj(i -> tool("s__t" + i, "does"))
                .toList());
    }

    private static ToolCallback tool(String name, String description) {
        return new ToolCallback() {
            @Override
            public ToolDefinition getToolDefinition() {
                return new DefaultToolDefinition(name, description.isEmpty() ? "nothing" : description, "{}");
            }

            @Override
            public String call(String input) {
                return name;
            }
        };
    }
}
