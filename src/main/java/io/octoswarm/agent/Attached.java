package io.octoswarm.agent;

import java.util.List;
import java.util.stream.Collectors;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.content.Media;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.util.MimeType;

/** A question with what came with it, as a model is told it. */
final class Attached {
    private Attached() {}

    static UserMessage message(Question question, OutsideText outside) {
        List<Media> pictures = question.attachments().stream()
                .filter(file -> file.kind() == Attachment.Kind.PICTURE)
                .map(file -> new Media(MimeType.valueOf(file.type()), new ByteArrayResource(file.bytes())))
                .toList();
        return UserMessage.builder()
                .text(question.text() + texts(question, outside))
                .media(pictures)
                .build();
    }

    /** The text files, marked as data; empty: there are none. */
    static String texts(Question question, OutsideText outside) {
        return question.attachments().stream()
                .filter(file -> file.kind() == Attachment.Kind.TEXT)
                .map(file -> "\n\n" + outside.marked("file " + file.name(), file.text()))
                .collect(Collectors.joining());
    }
}
