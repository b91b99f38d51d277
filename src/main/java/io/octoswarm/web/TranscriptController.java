package io.octoswarm.web;

import io.octoswarm.conversation.Message;
import io.octoswarm.conversation.Transcript;
import java.time.Instant;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What was said in a conversation of the page. */
@RestController
class TranscriptController {
    private static final int MOST = 100;

    /** One message; {@code own}: this Octo said it. */
    record Said(String sender, boolean own, String html, Instant at) {}

    private final Transcript transcript;

    TranscriptController(Transcript transcript) {
        this.transcript = transcript;
    }

    /** The newest 100, the oldest of them first. */
    @GetMapping("/api/messages")
    List<Said> messages(@RequestParam("conversation") String conversation) {
        ApiController.requireOpen(conversation);
        return transcript.recent(conversation, MOST).stream()
                .map(TranscriptController::said)
                .toList();
    }

    private static Said said(Message message) {
        return new Said(
                message.sender(), message.kind() == Message.Kind.SELF, MarkdownHtml.of(message.text()), message.at());
    }
}
