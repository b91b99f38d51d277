package io.octoswarm.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.octoswarm.conversation.Conversations;
import io.octoswarm.conversation.Message;
import io.octoswarm.conversation.Transcript;
import java.time.Instant;
import java.util.LinkedList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What was said in a conversation of the page. */
@RestController
class TranscriptController {
    private static final int MOST = 100;
    private static final int MOST_CHARACTERS = 3_000_000;

    /**
     * One message.
     *
     * @param number the later one has the higher one
     * @param id the one that a question was asked with; null: none
     * @param replyTo the id of the question that it answers; null: none
     * @param own this Octo said it
     * @param underWay it is being answered
     */
    record Said(
            long number,
            @Nullable String id,
            @JsonProperty("reply_to") @Nullable String replyTo,
            String sender,
            boolean own,
            @JsonProperty("under_way") boolean underWay,
            String html,
            Instant at) {}

    private final Transcript transcript;
    private final Conversations conversations;

    TranscriptController(Transcript transcript, Conversations conversations) {
        this.transcript = transcript;
        this.conversations = conversations;
    }

    /**
     * The newest 100, or as many as make 3 million characters, the oldest of them first; the header Octo-Older tells whether
     * there are others before them.
     *
     * @param before only those with lower numbers
     */
    @GetMapping("/api/messages")
    ResponseEntity<List<Said>> messages(
            @RequestParam("conversation") String conversation,
            @RequestParam(value = "before", defaultValue = "" + Long.MAX_VALUE) long before) {
        ApiController.requireOpen(conversation);
        List<Transcript.Numbered> newest = transcript.newest(conversation, before, MOST + 1);
        List<Said> shown = shown(newest.subList(Math.max(0, newest.size() - MOST), newest.size()));
        return ResponseEntity.ok()
                .header("Octo-Older", String.valueOf(shown.size() < newest.size()))
                .body(shown);
    }

    private List<Said> shown(List<Transcript.Numbered> newest) {
        LinkedList<Said> shown = new LinkedList<>();
        int characters = 0;
        for (int i = newest.size() - 1; i >= 0; i--) {
            Said said = said(newest.get(i));
            characters += said.html().length();
            if (characters > MOST_CHARACTERS && !shown.isEmpty()) {
                break;
            }
            shown.addFirst(said);
        }
        return shown;
    }

    private Said said(Transcript.Numbered numbered) {
        Message message = numbered.message();
        return new Said(
                numbered.number(),
                message.externalId(),
                message.replyTo(),
                message.sender(),
                message.kind() == Message.Kind.SELF,
                conversations.areAnswering(message),
                MarkdownHtml.of(message.text()),
                message.at());
    }
}
