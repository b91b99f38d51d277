package io.octoswarm.agent.provider;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.springframework.ai.chat.prompt.Prompt;
import tools.jackson.databind.node.ObjectNode;

/** How one kind of server is spoken with. Thread-safe. */
interface WireFormat {
    URI endpoint();

    /** Beside the content's type; holds the key. */
    Map<String, String> headers();

    /** The request for a streamed answer. */
    ObjectNode request(Prompt prompt);

    /**
     * Where to ask first whether the model takes what the request holds; empty: the server itself refuses what it cannot
     * take.
     */
    default Optional<URI> show(ObjectNode request) {
        return Optional.empty();
    }

    /** For the answer to one request. */
    Reply reply();
}
