package io.octoswarm.web;

import io.octoswarm.conversation.Answer;
import io.octoswarm.conversation.Conversations;
import io.octoswarm.conversation.Message;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * A question whose answer is told while it is made, as server-sent events (the WHATWG's HTML standard, 9.2): {@code text}
 * has the next piece, and at last {@code answer} or {@code refusal} has the whole. Who goes away before does not hinder the
 * answer; it stands in the transcript, as a reply to the question's {@code id}, which whoever asks may choose.
 */
@RestController
class AskController {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9]{1,64}");
    private static final Logger log = LoggerFactory.getLogger(AskController.class);

    private final Conversations conversations;
    private final Clock clock;

    AskController(Conversations conversations, Clock clock) {
        this.conversations = conversations;
        this.clock = clock;
    }

    @PostMapping(path = "/api/ask", consumes = MediaType.TEXT_PLAIN_VALUE)
    void ask(
            InputStream body,
            @RequestParam(value = "conversation", defaultValue = Conversations.TERMINAL) String conversation,
            @RequestParam(value = "id", required = false) @Nullable String id,
            HttpServletResponse response)
            throws IOException {
        ApiController.requireOpen(conversation);
        if (id != null && !ID.matcher(id).matches()) {
            throw new BadRequest("The id of a question has up to 64 letters or digits.");
        }
        String question = new String(body.readAllBytes(), StandardCharsets.UTF_8).strip();
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE + ";charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        Events events = new Events(response.getOutputStream());
        if (question.isEmpty()) {
            events.tell("refusal", "No question was asked.");
            return;
        }
        Answer answer = conversations.answer(
                new Message(conversation, id, Message.Kind.PERSON, "you", question, null, clock.instant()),
                piece -> events.tell("text", piece));
        events.tell(answer.done() ? "answer" : "refusal", answer.text());
    }

    /** Writes until nobody reads any more. For one thread. */
    private static final class Events {
        private final OutputStream out;
        private boolean gone;

        Events(OutputStream out) {
            this.out = out;
        }

        void tell(String name, String text) {
            if (gone) {
                return;
            }
            StringBuilder event = new StringBuilder("event: " + name + "\n");
            for (String line : text.replace("\r", "").split("\n", -1)) {
                event.append("data: ").append(line).append('\n');
            }
            try {
                out.write(event.append('\n').toString().getBytes(StandardCharsets.UTF_8));
                out.flush();
            } catch (IOException left) {
                gone = true;
                log.debug("Nobody hears the answer any more: {}", left.getMessage());
            }
        }
    }
}
