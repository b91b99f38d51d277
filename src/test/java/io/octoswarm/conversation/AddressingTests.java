package io.octoswarm.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The table of who answers, with every case of the file and further ones that the words of the table ask for. */
class AddressingTests {
    private static final long GROUP = -1001234567890L;
    private static final Heard.Author HUMAN = new Heard.Author(7, false, "human_owner");
    private static final Heard.Author SENTINEL = new Heard.Author(222, true, "sentinel_octo_bot");

    static Stream<Case> cases() throws IOException {
        JsonMapper json = new JsonMapper();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(AddressingTests.class.getResourceAsStream("/telegram/addressing-cases.jsonl")),
                StandardCharsets.UTF_8))) {
            return lines.lines().map(line -> new Case(json.readTree(line))).toList().stream();
        }
    }

    record Case(JsonNode json) {
        Members members() {
            JsonNode swarm = json.path("swarm");
            return new Members(
                    swarm.path("group_id").asLong(),
                    swarm.path("owner_ids").valueStream().map(JsonNode::asLong).collect(Collectors.toSet()),
                    swarm.path("members").valueStream().map(Case::octo).toList());
        }

        static Members.Octo octo(JsonNode member) {
            return new Members.Octo(
                    member.path("name").asString(),
                    member.path("username").asString(),
                    member.path("id").asLong(),
                    member.path("role").asString().equals("supervisor"),
                    member.path("online").asBoolean(true));
        }

        Exchange exchange() {
            JsonNode state = json.path("state");
            return new Exchange(
                    state.path("hops").asInt(0),
                    state.path("max_hops").asInt(Exchange.MOST_HOPS),
                    Set.of(),
                    !state.path("album_addressed").isEmpty());
        }

        Heard heard() {
            JsonNode message = json.path("message");
            JsonNode reply = message.path("reply_to_message");
            boolean edit = !json.path("update_type").asString().equals("message");
            String text = message.path("text").asString(message.path("caption").asString(""));
            return new Heard(
                    message.path("chat").path("id").asLong(),
                    message.has("sender_chat") ? null : author(message.path("from")),
                    text,
                    entities(message.path(message.has("text") ? "entities" : "caption_entities")),
                    !edit
                            && Stream.of("text", "photo", "document", "voice", "caption")
                                    .anyMatch(message::has),
                    reply.isMissingNode() || reply.has("forum_topic_created")
                            ? null
                            : new Heard.Reply(reply.path("message_id").asLong(), author(reply.path("from"))),
                    message.has("media_group_id"));
        }

        static Heard.@Nullable Author author(JsonNode from) {
            return from.isMissingNode()
                    ? null
                    : new Heard.Author(
                            from.path("id").asLong(),
                            from.path("is_bot").asBoolean(),
                            from.path("username").asString(null));
        }

        static List<Heard.Entity> entities(JsonNode entities) {
            return entities.valueStream()
                    .map(entity -> new Heard.Entity(
                            entity.path("type").asString(),
                            entity.path("offset").asInt(),
                            entity.path("length").asInt(),
                            author(entity.path("user"))))
                    .toList();
        }

        @Override
        public String toString() {
            return json.path("id").asString() + " " + json.path("reason").asString();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void answersAsTheTableSays(Case example) {
        List<String> expected = example.json()
                .path("expected")
                .valueStream()
                .map(JsonNode::asString)
                .toList();

        assertThat(answerers(example.heard(), example.members(), example.exchange()))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Hey Sentinel, check the logs            | sentinel
            good morning sentinel                   | sentinel
            check the logs, sentinel                | sentinel
            check the logs, sentinel please!        | sentinel
            check the logs, atlas and scholar?      | atlas,scholar
            atlas, scholar: compare notes           | atlas,scholar
            sentinel, scholar said it was you       | sentinel
            sentinel is down, ask scholar           | sentinel
            🚀 sentinel, up?                        | sentinel
            ＳＥＮＴＩＮＥＬ, check                  | sentinel
            what do sentinel's logs say             | sentinel
            I asked sentinel and scholar about it   | scholar,sentinel
            was it sentinel?                        | sentinel
            restart sentinel.                       | sentinel
            sentinel.log is full                    | atlas
            open /sentinel/log                      | atlas
            see #sentinel                           | atlas
            node:sentinel is up                     | atlas
            the sentinel-proxy is up                | atlas
            my_sentinel                             | atlas
            @all report                             | atlas
            nothing for anybody                     | atlas
            """)
    void findsNamesAsAPersonMeansThem(String text, String expected) {
        assertThat(answerers(said(HUMAN, text), swarm(), Exchange.NEW)).containsExactly(expected.split(","));
    }

    @Test
    void aNameOfAScriptWithoutSpacesIsFoundAtTheBeginningAlone() {
        Members members = new Members(
                GROUP,
                Set.of(),
                List.of(
                        new Members.Octo("atlas", null, 111L, true, true),
                        new Members.Octo("哨兵", null, 222L, false, true),
                        new Members.Octo("哨", null, 333L, false, true)));

        assertThat(answerers(said(HUMAN, "哨兵检查日志"), members, Exchange.NEW)).containsExactly("哨兵");
        assertThat(answerers(said(HUMAN, "哨兵：检查日志"), members, Exchange.NEW)).containsExactly("哨兵");
        assertThat(answerers(said(HUMAN, "检查日志，哨兵。"), members, Exchange.NEW)).containsExactly("哨兵");
        assertThat(answerers(said(HUMAN, "请哨兵检查"), members, Exchange.NEW)).containsExactly("atlas");
    }

    @Test
    void whileTheSupervisorIsGoneTheFirstWorkerOnlineAnswersForIt() {
        Members members = new Members(
                GROUP,
                Set.of(7L),
                List.of(
                        new Members.Octo("atlas", "atlas_octo_bot", 111L, true, false),
                        new Members.Octo("scholar", "scholar_octo_bot", 333L, false, false),
                        new Members.Octo("zeta", "zeta_octo_bot", 444L, false, true),
                        new Members.Octo("sentinel", "sentinel_octo_bot", 222L, false, true)));

        assertThat(answerers(said(HUMAN, "uptime?"), members, Exchange.NEW)).containsExactly("sentinel");
        assertThat(answerers(said(HUMAN, "atlas, uptime?"), members, Exchange.NEW))
                .containsExactly("atlas");
    }

    @Test
    void aBotIsAnsweredWhereItAnswersAnOpenDelegation() {
        Heard answer = new Heard(
                GROUP,
                SENTINEL,
                "47 days",
                List.of(),
                true,
                new Heard.Reply(90, new Heard.Author(111, true, "atlas_octo_bot")),
                false);

        assertThat(answerers(answer, swarm(), new Exchange(1, 4, Set.of(90L), false)))
                .containsExactly("atlas");
        assertThat(answerers(answer, swarm(), Exchange.NEW)).isEmpty();
        assertThat(answerers(answer, swarm(), new Exchange(4, 4, Set.of(90L), false)))
                .isEmpty();
    }

    @Test
    void entitiesThatLieOutsideTheTextDoNoHarm() {
        Heard.Entity wild = new Heard.Entity("code", Integer.MAX_VALUE - 1, Integer.MAX_VALUE, null);
        Heard message = new Heard(GROUP, HUMAN, "up?", List.of(wild, mention(-5, 3)), true, null, false);

        assertThat(answerers(message, swarm(), Exchange.NEW)).containsExactly("atlas");
    }

    @Test
    void aLongHostileTextIsReadInAMoment() {
        Heard message = said(HUMAN, "hi, ".repeat(1_000) + "sentinel and ".repeat(5_000));

        assertThat(answerers(message, swarm(), Exchange.NEW)).containsExactly("sentinel");
    }

    @Test
    void tellsWhetherNobodyWasAddressed() {
        assertThat(Addressing.verdict(said(HUMAN, "uptime?"), swarm(), Exchange.NEW))
                .isEqualTo(new Addressing.Verdict(List.of("atlas"), true));
        assertThat(Addressing.verdict(said(HUMAN, "atlas, uptime?"), swarm(), Exchange.NEW))
                .isEqualTo(new Addressing.Verdict(List.of("atlas"), false));
    }

    private static List<String> answerers(Heard message, Members members, Exchange exchange) {
        return Addressing.verdict(message, members, exchange).names();
    }

    private static Heard.Entity mention(int offset, int length) {
        return new Heard.Entity("mention", offset, length, null);
    }

    private static Heard said(Heard.Author author, String text) {
        return new Heard(GROUP, author, text, List.of(), true, null, false);
    }

    private static Members swarm() {
        return new Members(
                GROUP,
                Set.of(7L),
                List.of(
                        new Members.Octo("atlas", "atlas_octo_bot", 111L, true, true),
                        new Members.Octo("sentinel", "sentinel_octo_bot", 222L, false, true),
                        new Members.Octo("scholar", "scholar_octo_bot", 333L, false, true)));
    }
}
