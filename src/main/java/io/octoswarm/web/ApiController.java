package io.octoswarm.web;

import io.octoswarm.command.Caller;
import io.octoswarm.command.Commands;
import io.octoswarm.command.Reply;
import io.octoswarm.conversation.Answer;
import io.octoswarm.conversation.Conversations;
import io.octoswarm.conversation.Message;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What the terminal speaks: a line of text in, lines of text out. 200: done; 422: understood and refused; 400: nothing
 * was said.
 */
@RestController
@RequestMapping(path = "/api", consumes = MediaType.TEXT_PLAIN_VALUE, produces = "text/plain;charset=UTF-8")
class ApiController {
    private static final Pattern WEB = Pattern.compile("web:[A-Za-z0-9]{1,64}");

    private final Commands commands;
    private final Conversations conversations;
    private final Clock clock;

    ApiController(Commands commands, Conversations conversations, Clock clock) {
        this.commands = commands;
        this.conversations = conversations;
        this.clock = clock;
    }

    @PostMapping("/command")
    ResponseEntity<String> command(InputStream body) throws IOException {
        String line = text(body);
        if (line.isBlank()) {
            return ResponseEntity.badRequest().body("No command was given; /help lists them.");
        }
        return answer(commands.run(line, new Caller(null, Conversations.TERMINAL, true)));
    }

    /** A question for the agent, or a command. */
    @PostMapping("/messages")
    ResponseEntity<String> message(
            InputStream body,
            @RequestParam(value = "conversation", defaultValue = Conversations.TERMINAL) String conversation)
            throws IOException {
        String text = text(body);
        requireOpen(conversation);
        if (text.isBlank()) {
            return ResponseEntity.badRequest().body("No question was asked.");
        }
        if (Commands.isCommand(text.strip())) {
            return answer(commands.run(text, new Caller(null, conversation, true)));
        }
        Answer answer = conversations.answer(
                new Message(conversation, null, Message.Kind.PERSON, "you", text.strip(), null, clock.instant()));
        return answer(new Reply(answer.done(), answer.text()));
    }

    /** Refuses a conversation that is not one of those that are held here. */
    static void requireOpen(String conversation) {
        if (!conversation.equals(Conversations.TERMINAL)
                && !WEB.matcher(conversation).matches()) {
            throw new BadRequest("A conversation is named terminal, or web: and up to 64 letters or digits.");
        }
    }

    /** Read here, not by a converter: a body that is too large must reach the filter that says so. */
    private static String text(InputStream body) throws IOException {
        return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }

    private static ResponseEntity<String> answer(Reply reply) {
        return ResponseEntity.status(reply.done() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT)
                .body(reply.text());
    }
}
