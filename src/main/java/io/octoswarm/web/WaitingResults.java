package io.octoswarm.web;

import io.octoswarm.conversation.Deliveries;
import io.octoswarm.conversation.Delivery;
import io.octoswarm.conversation.Message;
import io.octoswarm.conversation.Transcript;
import io.octoswarm.instance.Instance;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Results of background work for the conversations of the page and the terminal. Whoever shows one gives a receipt; what
 * was shown and not acknowledged is shown once more, which is better than lost. Thread-safe.
 */
@Component
class WaitingResults {
    private final Deliveries deliveries;
    private final Transcript transcript;
    private final Instance instance;
    private final Clock clock;

    WaitingResults(Deliveries deliveries, Transcript transcript, Instance instance, Clock clock) {
        this.deliveries = deliveries;
        this.transcript = transcript;
        this.instance = instance;
        this.clock = clock;
    }

    /** What waits for exactly this conversation, the oldest first; from now on it was said there. */
    List<Delivery> due(String conversation) {
        List<Delivery> due = deliveries.due(conversation).stream()
                .filter(delivery -> delivery.conversation().equals(conversation))
                .toList();
        due.forEach(this::record);
        return due;
    }

    /** It was shown. False: no such result waits. */
    boolean shown(String id) {
        return deliveries.arrived(id, "shown");
    }

    private void record(Delivery delivery) {
        transcript.tryRecord(new Message(
                delivery.conversation(),
                "result:" + delivery.id(), // once, however often it is shown
                Message.Kind.SELF,
                instance.name(),
                delivery.text(),
                null,
                clock.instant()));
    }
}
