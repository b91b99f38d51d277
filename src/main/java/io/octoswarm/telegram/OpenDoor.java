package io.octoswarm.telegram;

import io.octoswarm.conversation.Deliveries;
import io.octoswarm.conversation.Delivery;
import java.util.List;

/** What works while it is known whose token it is. Thread-safe. */
final class OpenDoor {
    private static final String PREFIX = "telegram:";

    private final Outbox outbox;
    private final Sender sender;
    private final Inbox inbox;
    private final Answering answering;
    private final Deliveries deliveries;

    OpenDoor(Outbox outbox, Sender sender, Inbox inbox, Answering answering, Deliveries deliveries) {
        this.outbox = outbox;
        this.sender = sender;
        this.inbox = inbox;
        this.answering = answering;
        this.deliveries = deliveries;
    }

    /** What a former process left unsaid or unanswered goes first. */
    void start() {
        sender.start();
        deliver();
        inbox.start();
    }

    Inbox inbox() {
        return inbox;
    }

    /** How many messages wait to be said. */
    int waiting() {
        return outbox.waiting();
    }

    /** Says the results of background work that wait for this door. */
    void deliver() {
        List<Delivery> due = deliveries.due(PREFIX);
        due.forEach(delivery -> Place.of(delivery.conversation()).ifPresent(place -> deliver(place, delivery)));
    }

    private void deliver(Place place, Delivery delivery) {
        String purpose = Receipts.TASK + delivery.id();
        outbox.say(place, purpose, delivery.text(), null, null);
        // After a crash between the receipt and its note.
        outbox.receipt(purpose).ifPresent(message -> deliveries.arrived(delivery.id(), String.valueOf(message)));
    }

    void close() throws InterruptedException {
        inbox.close();
        answering.close();
        sender.close();
    }
}
