package io.octoswarm.telegram;

import io.octoswarm.agent.Agent;
import io.octoswarm.agent.CannotAnswer;
import io.octoswarm.command.Caller;
import io.octoswarm.command.Commands;
import io.octoswarm.conversation.Conversations;
import io.octoswarm.conversation.Members;
import io.octoswarm.conversation.Message.Kind;
import io.octoswarm.conversation.Running;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.telegram.telegrambots.meta.api.objects.message.Message;

/** Makes the text of an answer: a command's, or the agent's. Blocks until it is there. Thread-safe. */
final class Replies {
    private final Conversations conversations;
    private final Commands commands;
    private final Running running;
    private final Once once;
    private final Fellowship fellowship;
    private final Attachments attachments;
    private final Closing closing;
    private final Group group;
    private final String name;
    private final Pattern myName;

    Replies(
            Conversations conversations,
            Commands commands,
            Running running,
            Once once,
            Fellowship fellowship,
            Attachments attachments,
            Closing closing,
            Group group,
            Bot bot,
            String name) {
        this.conversations = conversations;
        this.commands = commands;
        this.running = running;
        this.once = once;
        this.fellowship = fellowship;
        this.attachments = attachments;
        this.closing = closing;
        this.group = group;
        this.name = name;
        this.myName = Pattern.compile(
                "^\\s*@(" + Pattern.quote(bot.username()) + "|" + Pattern.quote(name) + ")\\b[,:]?\\s*",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /** What a command says. */
    String obey(Turn turn) {
        Message message = turn.message();
        String line = Hearing.text(message).replaceFirst("^(/[A-Za-z0-9_]+)@[A-Za-z0-9_]+", "$1");
        String username = message.getFrom().getUserName();
        String who = username == null ? Hearing.sender(message) : "@" + username;
        boolean owner = group.isOwner(message.getFrom().getId());
        boolean manager = owner || !group.hasOwner();
        // Once, also where the reply cannot be stored at first and the message is taken up again.
        String text = once.get(
                "command " + message.getChatId() + ":" + message.getMessageId(),
                () -> commands.run(line, new Caller(who, turn.place().conversation(), owner, manager))
                        .text());
        return text.contains("\n") ? "```\n" + text.replace("```", "'''") + "\n```" : Plain.escaped(text);
    }

    /**
     * The agent's answer.
     *
     * @param listener hears what there is of it before it is whole
     * @throws Running.Stopped when a person stopped it
     */
    String think(Turn turn, Agent.Listener listener) {
        String standsIn = turn.standsIn();
        String notice =
                standsIn == null ? "" : Plain.escaped(standsIn + " is away; " + name + " answers for it.") + "\n\n";
        Attachments.Content content = attachments.of(turn.message());
        String refusal = content.refusal();
        if (refusal != null) {
            return notice + Plain.escaped(refusal);
        }
        String note = content.note().isEmpty() ? "" : "\n\n" + Plain.escaped(content.note());
        return notice + closing.of(turn, answer(turn, content, listener)) + note;
    }

    private String answer(Turn turn, Attachments.Content content, Agent.Listener listener) {
        Message message = turn.message();
        String conversation = turn.place().conversation();
        String id = String.valueOf(message.getMessageId());
        fellowship.listen(conversation);
        io.octoswarm.conversation.Message asked = new io.octoswarm.conversation.Message(
                conversation,
                id,
                Kind.PERSON,
                Hearing.sender(message),
                words(message),
                null,
                Instant.ofEpochSecond(message.getDate()));
        try {
            return once.get(
                    message.getChatId() + ":" + id,
                    () -> running.run(
                                    conversation,
                                    id,
                                    () -> conversations.ask(asked, path(message), content.files(), listener))
                            .text());
        } catch (CannotAnswer failed) { // made over MCP, for the Octo whose message it answers
            return Plain.escaped(failed.getMessage());
        }
    }

    /** Another Octo's question is not handed on to it again. */
    private List<String> path(Message message) {
        return group.members().stream()
                .flatMap(members -> members.octo(Hearing.author(message.getFrom())).stream())
                .map(Members.Octo::name)
                .toList();
    }

    private String words(Message message) {
        String text = withoutMyName(Hearing.text(message));
        return text.isBlank() ? "What is this?" : text; // a file without a word
    }

    /** "@sentinel_octo_bot check the logs" is "check the logs" to the one who is asked. */
    private String withoutMyName(String text) {
        String rest = myName.matcher(text).replaceFirst("");
        return rest.isBlank() ? text : rest;
    }
}
