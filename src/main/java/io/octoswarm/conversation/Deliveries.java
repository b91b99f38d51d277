package io.octoswarm.conversation;

import io.octoswarm.task.Task;
import io.octoswarm.task.TaskFinished;
import io.octoswarm.task.TaskPaused;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Results of background work that somebody waits for. Each is kept until the door has a receipt for it: Telegram's
 * message id, the page's acknowledgement. A door takes what is due when it starts and whenever {@link DeliveryDue} is
 * published. Thread-safe.
 */
@Component
public class Deliveries {
    private static final Logger log = LoggerFactory.getLogger(Deliveries.class);
    private static final int MOST_AT_ONCE = 100;
    private static final int BETWEEN_CLEANINGS = 256;
    /** The end of a task may be published once more, but not so late. */
    private static final Duration KEPT = Duration.ofDays(30);
    /** Of a page that nobody opens again. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(400);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final AtomicInteger adds = new AtomicInteger();

    Deliveries(JdbcClient jdbc, Clock clock, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.events = events;
    }

    /** The end of a task may be published more than once; the first one counts. */
    @EventListener
    void deliver(TaskFinished finished) {
        offer(finished.task(), finished.task().id());
    }

    /** A task may ask more than once; each claim has one question. */
    @EventListener
    void deliver(TaskPaused paused) {
        offer(paused.task(), paused.task().id() + "-" + paused.task().fence());
    }

    private void offer(Task task, String id) {
        String conversation = task.conversation();
        if (conversation != null && Conversations.isId(conversation)) {
            add(new Delivery(id, conversation, Outcome.text(task)));
        }
    }

    /** Keeps a result until it is delivered. False: it is known. */
    boolean add(Delivery delivery) {
        if (adds.getAndIncrement() % BETWEEN_CLEANINGS == 0) {
            dropOld();
        }
        boolean added = jdbc.sql("""
                        insert into delivery (id, conversation, text, created_at)
                        values (:id, :conversation, :text, :now) on conflict do nothing""")
                        .param("id", delivery.id())
                        .param("conversation", delivery.conversation())
                        .param("text", delivery.text())
                        .param("now", clock.instant().toString())
                        .update()
                == 1;
        if (added) {
            events.publishEvent(new DeliveryDue(delivery));
        }
        return added;
    }

    /** Reads all of them, with their texts. */
    private void dropOld() {
        jdbc.sql("delete from delivery where delivered_at < :delivered or created_at < :created")
                .param("delivered", clock.instant().minus(KEPT).toString())
                .param("created", clock.instant().minus(LONGEST_WAIT).toString())
                .update();
    }

    /** What is not delivered yet in the conversations whose ids begin so, the oldest first, at most 100. */
    public List<Delivery> due(String prefix) {
        return jdbc.sql("""
                        select id, conversation, text from delivery
                        where receipt is null and substr(conversation, 1, length(:prefix)) = :prefix
                        order by created_at, id limit :most""")
                .param("prefix", prefix)
                .param("most", MOST_AT_ONCE)
                .query((row, number) ->
                        new Delivery(row.getString("id"), row.getString("conversation"), row.getString("text")))
                .list();
    }

    /**
     * The result arrived.
     *
     * @param receipt the door's proof, such as a message id
     * @return false: there is no such delivery, or it had arrived before
     */
    public boolean arrived(String id, String receipt) {
        Optional<String> conversation = jdbc.sql("""
                        update delivery set receipt = :receipt, delivered_at = :now
                        where id = :id and receipt is null returning conversation""")
                .param("receipt", receipt)
                .param("now", clock.instant().toString())
                .param("id", id)
                .query(String.class)
                .optional();
        conversation.ifPresent(where -> log.info("The result {} arrived: {}, {}", id, where, receipt));
        return conversation.isPresent();
    }
}
