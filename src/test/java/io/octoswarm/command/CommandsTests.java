package io.octoswarm.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.octoswarm.TestOcto;
import io.octoswarm.instance.Home;
import io.octoswarm.peer.Peers;
import io.octoswarm.testing.FakePeer;
import io.octoswarm.testing.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every command with its replies, given to a whole Octo whose peers are small servers of the test. */
class CommandsTests {
    @TempDir
    private static Path folder;

    private static TestOcto octo;

    private final FakePeer sentinel = FakePeer.start("sentinel");

    @BeforeAll
    static void start() {
        octo = TestOcto.start(folder, Map.of("SWARM_ROLE", "supervisor"));
    }

    @AfterAll
    static void stop() throws IOException {
        octo.close();
    }

    @AfterEach
    void forgetPeers() throws IOException {
        Files.deleteIfExists(octo.part(Home.class).peersFile());
        Peers peers = octo.part(Peers.class);
        peers.remove("nobody"); // has the file read again
        await().until(() -> peers.all().isEmpty() && peers.problems().isEmpty());
        sentinel.close();
    }

    @Test
    void statusShowsNamePortAndConnectedPeers() {
        assertThat(done("/swarm").lines().toList()).hasSize(7).satisfies(lines -> {
            assertThat(lines.get(0)).matches("Name          atlas \\(supervisor, version \\S+\\)");
            assertThat(lines.get(1)).isEqualTo("Port          " + octo.port());
            assertThat(lines.get(2)).isEqualTo("Capabilities  research, coding");
            assertThat(lines.get(3)).isEqualTo("Peers         none; add one: /swarm add <name> <url>");
            assertThat(lines.get(4)).matches("Tasks         \\d+ of 3 running, \\d+ waiting");
            assertThat(lines.get(5)).matches("Up            \\d+ (s|min)");
        });
        add();
        assertThat(done("/swarm")).contains("Peers         1 of 1 connected: sentinel");
    }

    @Test
    void noPeersAreToldWithTheWayToSome() {
        assertThat(done("/swarm peers")).isEqualTo("No peers yet. Add one: /swarm add <name> <url>");
    }

    @Test
    void addingAsksThePeerForItsCapabilities() {
        assertThat(done("/swarm add sentinel " + sentinel.url()))
                .isEqualTo("sentinel was added: online, capabilities: ops.");
        assertThat(done("/swarm peers")).matches("sentinel  online  " + sentinel.url() + "  ops  last seen \\d+ s ago");
    }

    @Test
    void addingAPeerOfAnotherNameTellsIt() {
        assertThat(done("/swarm add pi " + sentinel.url()))
                .isEqualTo("pi was added: online, capabilities: ops. It calls itself sentinel.");
    }

    @Test
    void addingAgainChanges() {
        add();

        assertThat(done("/swarm add Sentinel " + sentinel.url("/mcp")))
                .isEqualTo("Sentinel was changed: online, capabilities: ops.");
        assertThat(done("/swarm peers").lines()).hasSize(1);
    }

    @Test
    void oneOctoDoesNotStandUnderTwoNames() {
        add();

        assertThat(refused("/swarm add pi " + sentinel.url()))
                .isEqualTo(sentinel.url() + " is the URL of sentinel already. For another name: /swarm remove sentinel"
                        + " first.");
        assertThat(done("/swarm peers").lines()).hasSize(1);
    }

    @Test
    void aDeadPeerIsAddedAllTheSame() {
        sentinel.stop();

        assertThat(done("/swarm add sentinel " + sentinel.url()))
                .isEqualTo("sentinel was added, but cannot be reached now: connection refused. It takes part as soon as"
                        + " it answers.");
        assertThat(done("/swarm ping"))
                .isEqualTo("sentinel  offline  " + sentinel.url() + "  -  connection refused; last seen never");
        assertThat(done("/swarm")).contains("Peers         0 of 1 connected\n");
    }

    @Test
    void whatIsKnownOfAPeerThatCannotBeAskedStays() {
        add();
        sentinel.stop();

        assertThat(done("/swarm add sentinel " + sentinel.url())).startsWith("sentinel was changed, but cannot");
        assertThat(done("/swarm peers")).contains("offline", "  ops  ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/swarm add pi http://pi:9100/mcp/", "/swarm remove sentinel", "/mcp reload"})
    void onlyTheOwnerSaysWhoBelongsToTheSwarm(String line) {
        add();

        Reply reply = octo.part(Commands.class).run(line, new Caller("@ada", "telegram:-5", false));

        assertThat(reply.done()).isFalse();
        assertThat(reply.text()).startsWith("Only the owner");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /swarm post priority= hello      | Behind priority= stands nothing; its value follows without a space.
            /swarm post To= hello            | Behind to= stands nothing; its value follows without a space.
            """)
    void anOptionWithoutAValueIsToldSo(String line, String told) {
        assertThat(refused(line)).isEqualTo(told);
    }

    @Test
    void optionsMayBeginWithACapitalLetterAsTelephonesWriteThem() {
        assertThat(done("/swarm post To=Atlas what time is it?")).contains("goes to Atlas.");
    }

    @Test
    void aServerThatIsNoOctoIsToldAsSuch() {
        sentinel.fault(Fault.status(404));

        assertThat(done("/swarm add sentinel " + sentinel.url()))
                .startsWith(
                        "sentinel was added, but cannot be reached now: its URL is no MCP endpoint (HTTP status 404;");
    }

    @Test
    void myOwnNameAndUrlAreRefusedAndNotAdded() {
        sentinel.tool("get_info", arguments -> FakePeer.text("{\"name\":\"ATLAS\",\"capabilities\":[]}", false));

        assertThat(refused("/swarm add atlas http://192.0.2.1:9100/mcp/"))
                .isEqualTo("\"atlas\" is this Octo's own name.");
        assertThat(refused("/swarm add me http://localhost:" + octo.port() + "/mcp/"))
                .contains("this Octo's own");
        assertThat(refused("/swarm add other " + sentinel.url()))
                .isEqualTo("At " + sentinel.url() + " answers an Octo named ATLAS, which is this Octo's own name. Each"
                        + " Octo needs a name of its own (SWARM_NAME).");
        assertThat(done("/swarm peers")).startsWith("No peers yet.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /swarm add                       | Usage: /swarm add <name> <url> [fingerprint=<sha256:...>]
            /swarm add sentinel              | Usage: /swarm add <name> <url> [fingerprint=<sha256:...>]
            /swarm add a http://pi/mcp extra | Usage: /swarm add <name> <url> [fingerprint=<sha256:...>]
            /swarm remove                    | Usage: /swarm remove <name>
            /swarm remove a b                | Usage: /swarm remove <name>
            /swarm why                       | Usage: /swarm why <task>
            /swarm task                      | 'Usage: /swarm task <id> [cancel|resume <answer>]'
            /swarm task swarm-00000000 stop  | 'Usage: /swarm task <id> [cancel|resume <answer>]'
            /swarm task swarm-00000000 resume | 'Usage: /swarm task <id> [cancel|resume <answer>]'
            /swarm tasks completed failed    | Usage: /swarm tasks [state] [filters]
            /swarm tasks octo=               | Usage: /swarm tasks [state] [filters]
            /swarm tasks colour=red          | Usage: /swarm tasks [state] [filters]
            /swarm post                      | Usage: /swarm post [options] <task>
            /swarm post priority=high        | Usage: /swarm post [options] <task>
            /swarm run                       | Usage: /swarm run <program> [argument ...]
            """)
    void wrongUsePrintsTheUsageOfThatCommand(String line, String usage) {
        assertThat(refused(line)).startsWith(usage + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/swarm add pi 192.168.1.42:9100/mcp/", "/swarm add pi pi", "/swarm add pi ftp://pi/mcp"})
    void anUrlThatIsNoneIsToldWithAGoodOne(String line) {
        assertThat(refused(line)).endsWith("is no URL of a peer: one like http://192.168.1.42:9100/mcp/ is needed.");
    }

    @Test
    void whatIsPostedToThisOctoItselfItDoes() {
        assertThat(done("/swarm post to=Atlas what time is it?")).contains("is on the board and goes to Atlas.");
        assertThat(done("/swarm tasks text=time").lines().toList()).hasSize(1);
        assertThat(refused("/swarm post to=nobody what time is it?"))
                .isEqualTo("There is no peer nobody. /swarm peers lists them.");
    }

    @Test
    void workThatNobodyHereCanDoWaitsAndThatIsSaid() {
        assertThat(done("/swarm post needs=cooking,baking bake a cake"))
                .endsWith("No Octo here has baking, cooking now: it waits for one that does.");
        assertThat(done("/swarm post tell the time")).doesNotContain("No Octo");
    }

    @Test
    void aNameThatIsNoneIsToldWithTheRule() {
        assertThat(refused("/swarm add a.b http://pi:9100/mcp"))
                .isEqualTo("\"a.b\" cannot be a peer's name: 1 to 63 letters, digits, _ or - are allowed.");
    }

    @Test
    void whatIsRemovedCanBeAddedAgain() {
        add();

        assertThat(done("/swarm remove SENTINEL"))
                .isEqualTo("sentinel was removed. To undo: /swarm add sentinel " + sentinel.url());
        assertThat(done("/swarm peers")).startsWith("No peers yet.");
    }

    @Test
    void removingNobodyTellsWhoThereIs() {
        assertThat(refused("/swarm remove pi")).isEqualTo("There is no peer of that name. No peers are known.");
        add();
        assertThat(refused("/swarm remove pi")).isEqualTo("There is no peer of that name. Known are: sentinel.");
    }

    @Test
    void pingLooksNow() {
        add();
        sentinel.stop();

        assertThat(done("/swarm ping"))
                .matches("sentinel  offline  " + sentinel.url() + "  ops  connection refused; last seen \\d+ s ago");
        sentinel.restart();
        assertThat(done("/swarm ping")).contains("sentinel  online  ");
    }

    @Test
    void aMalformedFileIsAProblemOnEveryList() throws IOException {
        Files.writeString(octo.part(Home.class).peersFile(), "[oops");
        await().until(() -> !octo.part(Peers.class).problems().isEmpty());

        assertThat(done("/swarm peers")).contains("\nProblem: peers.json line 1, column ");
        assertThat(done("/swarm")).contains("\nProblem: peers.json line 1, column ");
        assertThat(refused("/swarm add sentinel " + sentinel.url()))
                .startsWith("peers.json line 1, column ")
                .endsWith("mend the file first, nothing was changed.");
        assertThat(Files.readString(octo.part(Home.class).peersFile())).isEqualTo("[oops");
        Files.delete(octo.part(Home.class).peersFile());
    }

    @Test
    void whyTellsWhoWouldGetATaskAndWhy() {
        add();

        assertThat(done("/swarm why check the ops dashboard")).contains("sentinel", "ops");
        assertThat(done("/swarm why sentinel, hello")).contains("sentinel");
    }

    @Test
    void tasksAreListedShownAndCancelled() {
        String id = dispatch("Who are you?\\n\\u001b[31mred");
        await().until(() -> done("/swarm task " + id).contains("completed"));

        assertThat(done("/swarm task " + id))
                .contains("Task      " + id, "State     completed, attempt 1", "Priority  normal", "Created   ")
                .contains("Result    I am atlas")
                .doesNotContain("\u001b");
        assertThat(done("/swarm tasks").lines().toList())
                .anySatisfy(line ->
                        assertThat(line).matches(id + "  completed +normal +\\d+ s ago +atlas +Who are you\\?.*"));
        assertThat(done("/swarm tasks")).doesNotContain("\u001b");
        assertThat(done("/swarm tasks completed")).contains(id);
        assertThat(done("/swarm tasks paused")).isEqualTo("No paused tasks.");
        assertThat(refused("/swarm task " + id + " cancel"))
                .isEqualTo("Task " + id + " is completed and cannot become cancelled.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /swarm tasks priority=no          | There is no priority "no"; allowed are: low, normal, high, urgent.
            /swarm post to=pi check it        | There is no peer pi. /swarm peers lists them.
            /swarm post within=soon check it  | "soon" is no time: 90s, 30m, 2h or 3d are some.
            /swarm run df -h                  | No program may be run: SWARM_SHELL is not set. It lists programs between commas.
            /swarm task 7                     | "7" is no task id: one looks like swarm-1f0c9a2b. /swarm tasks lists them.
            /swarm task swarm-1F0C9A2B        | "swarm-1F0C9A2B" is no task id: one looks like swarm-1f0c9a2b. /swarm tasks lists them.
            /swarm task swarm-00000000        | There is no task swarm-00000000. /swarm tasks lists them.
            /swarm task swarm-00000000 cancel | There is no task swarm-00000000. /swarm tasks lists them.
            /swarm tasks done                 | There is no state "done"; allowed are: pending, running, paused, completed, failed, cancelled.
            """)
    void wrongTasksAreEachToldApart(String line, String reply) {
        assertThat(refused(line)).isEqualTo(reply);
    }

    @Test
    void helpListsEveryCommandInOneColumn() {
        List<String> lines = done("/help").lines().toList();

        assertThat(lines)
                .extracting(line -> line.split("  ")[0].strip())
                .contains(
                        "/help",
                        "/swarm",
                        "/swarm add <name> <url> [fingerprint=<sha256:...>]",
                        "/swarm peers",
                        "/swarm ping",
                        "/swarm remove <name>",
                        "/swarm post [options] <task>",
                        "/swarm run <program> [argument ...]",
                        "/swarm task <id> [cancel|resume <answer>]",
                        "/swarm tasks [state] [filters]",
                        "/swarm why <task>")
                .isSorted();
        int summary = lines.stream()
                .filter(line -> line.startsWith("/help"))
                .mapToInt(line -> line.indexOf("List"))
                .findFirst()
                .orElseThrow();
        assertThat(lines)
                .allSatisfy(
                        line -> assertThat(line.substring(summary - 2, summary)).isBlank());
    }

    @Test
    void whatIsNoCommandIsToldWithThoseThereAre() {
        assertThat(refused("/reboot now"))
                .startsWith("There is no command /reboot.\n")
                .contains("/swarm peers");
        assertThat(refused("/swarm dance"))
                .startsWith("There is no /swarm dance.\n")
                .contains("/swarm peers");
        assertThat(refused("/swarm peers now")).startsWith("There is no /swarm peers now.\n");
        assertThat(refused("peers")).startsWith("There is no command peers.");
    }

    @Test
    void capitalLettersDoNotMatterInACommandsName() {
        assertThat(done("/Swarm PEERS")).startsWith("No peers yet.");
        assertThat(refused("/SWARM peers now"))
                .startsWith("There is no /swarm peers now.\n")
                .contains("/swarm add");
    }

    @Test
    void blanksDoNotMatter() {
        assertThat(done("  /swarm \t  peers \n")).startsWith("No peers yet.");
    }

    @Test
    void aFloodIsAnsweredInBoundedWords() {
        assertThat(refused("/" + "x\u001b".repeat(100_000)))
                .startsWith("There is no command /x")
                .hasSizeLessThan(3_000)
                .doesNotContain("\u001b");
        assertThat(refused("/swarm add x " + "y".repeat(100_000))).hasSizeLessThan(1_000);
    }

    private void add() {
        done("/swarm add sentinel " + sentinel.url());
    }

    private static String dispatch(String task) {
        return octo.call("dispatch_task", "{\"task\":\"" + task + "\"}")
                .path("structuredContent")
                .path("task_id")
                .stringValue();
    }

    private static String done(String line) {
        var response = octo.command(line);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }

    private static String refused(String line) {
        var response = octo.command(line);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(422);
        return response.body();
    }
}
