package io.octoswarm.web;

import io.octoswarm.agent.Agent;
import io.octoswarm.agent.CannotAnswer;
import io.octoswarm.agent.Question;
import io.octoswarm.command.Caller;
import io.octoswarm.command.Commands;
import io.octoswarm.command.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What the terminal speaks: a line of text in, lines of text out. 200: done; 422: understood and refused; 400: nothing
 * was said.
 */
@RestController
@RequestMapping(path = "/api", consumes = MediaType.TEXT_PLAIN_VALUE, produces = "text/plain;charset=UTF-8")
class ApiController {
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(300);

    private final Commands commands;
    private final Agent agent;
    private final Clock clock;

    ApiController(Commands commands, Agent agent, Clock clock) {
        this.commands = commands;
        this.agent = agent;
        this.clock = clock;
    }

    @PostMapping("/command")
    ResponseEntity<String> command(InputStream body) throws IOException {
        String line = text(body);
        if (line.isBlank()) {
            return ResponseEntity.badRequest().body("No command was given; /help lists them.");
        }
        return answer(commands.run(line, Caller.LOCAL));
    }

    /** A question for the agent, or a command. */
    @PostMapping("/messages")
    ResponseEntity<String> message(InputStream body) throws IOException {
        String text = text(body);
        if (text.isBlank()) {
            return ResponseEntity.badRequest().body("No question was asked.");
        }
        if (Commands.isCommand(text.strip())) {
            return answer(commands.run(text, Caller.LOCAL));
        }
        try {
            return answer(new Reply(
                    true,
                    agent.answer(
                            new Question(text, "", List.of(), clock.instant().plus(LONGEST_ANSWER), null))));
        } catch (CannotAnswer none) {
            return answer(new Reply(false, none.getMessage()));
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
