package io.octoswarm.mcp.server;

import io.modelcontextprotocol.spec.McpSchema;
import io.octoswarm.agent.GroupTalk;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What Octos that share a chat group tell one another beside it; offered by those that are in one. */
@Component
@Order(20)
class GroupSync implements PeerTool {
    private final ObjectProvider<GroupTalk> talk;
    private final Results results;

    GroupSync(ObjectProvider<GroupTalk> talk, Results results) {
        this.talk = talk;
        this.results = results;
    }

    @Override
    public boolean offered() {
        GroupTalk group = talk.getIfAvailable();
        return group != null && group.isInGroup();
    }

    @Override
    public McpSchema.Tool definition() {
        return McpSchema.Tool.builder(
                        "group_sync",
                        Schema.object()
                                .required("conversation", "string", "the group's conversation")
                                .optional(
                                        "from",
                                        "string",
                                        "the name of the Octo that asks; needed for a claim and a sight")
                                .optional("claim", "string", "id of a message that it wants to answer")
                                .optional("leave_to", "string", "the name of the Octo that answers that instead")
                                .optional("after", "integer", "tell what this Octo said after that; 0: the newest")
                                .optional("saw", "string", "id of a message: did the chat show it to this Octo?")
                                .optional("stop", "boolean", "end what this Octo does for the conversation")
                                .build())
                .description("Between Octos of one chat group only: who answers a message, what was said, and /stop.")
                .outputSchema(Schema.object()
                        .required("holder", List.of("string", "null"), "who answers the claimed message")
                        .required("said", "array", "what this Octo said: message, text, reply_to, at")
                        .required("next", "integer", "from where to go on")
                        .required("saw", List.of("boolean", "null"), "whether the chat showed it the message")
                        .required("reaches_you", List.of("boolean", "null"), "whether it can call the Octo that asks")
                        .required("stopped", "integer", "how many answers and tasks were ended")
                        .build())
                .build();
    }

    @Override
    public McpSchema.CallToolResult call(Arguments arguments) {
        GroupTalk group = talk.getObject();
        String conversation = arguments.required("conversation");
        String message = arguments.optional("claim", "");
        String shown = arguments.optional("saw", "");
        String from = arguments.name("from");
        if (from == null && !(message + shown).isEmpty()) {
            throw new Refusal("The argument \"from\" is missing: say which Octo asks.");
        }
        GroupTalk.Sight sight = shown.isEmpty() || from == null ? null : group.sight(conversation, shown, from);
        GroupTalk.News news = arguments.has("after")
                ? group.said(conversation, arguments.number("after"))
                : new GroupTalk.News(List.of(), 0);
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("holder", holder(arguments, conversation, message, from));
        fields.put("said", news.said().stream().map(GroupSync::fields).toList());
        fields.put("next", news.next());
        fields.put("saw", sight == null ? null : sight.sawMessage());
        fields.put("reaches_you", sight == null ? null : sight.reachesYou());
        fields.put("stopped", arguments.flag("stop") ? group.stop(conversation) : 0);
        return results.json(fields);
    }

    private @Nullable String holder(Arguments arguments, String conversation, String message, @Nullable String from) {
        if (message.isEmpty() || from == null) {
            return null;
        }
        String winner = arguments.name("leave_to");
        return winner == null
                ? talk.getObject().claim(conversation, message, from)
                : talk.getObject().leave(conversation, message, from, winner);
    }

    private static Map<String, @Nullable Object> fields(GroupTalk.Said said) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("message", said.message());
        fields.put("text", said.text());
        fields.put("reply_to", said.replyTo());
        fields.put("at", said.at().toString());
        return fields;
    }
}
