package io.octoswarm.telegram;

import io.octoswarm.command.Commands;
import io.octoswarm.conversation.Conversations;
import io.octoswarm.conversation.Deliveries;
import io.octoswarm.conversation.Delivery;
import io.octoswarm.conversation.DeliveryDue;
import io.octoswarm.conversation.Running;
import io.octoswarm.conversation.Transcript;
import io.octoswarm.conversation.TrustedPeople;
import io.octoswarm.instance.BotName;
import io.octoswarm.instance.Instance;
import io.octoswarm.instance.StatusReport;
import io.octoswarm.peer.Peers;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The door to Telegram; shut where no token is set. It opens when Telegram has told whose token it is, however long that
 * takes: nothing else waits for it. {@link #open} runs on the polling thread, everything else on any.
 */
@Component
class TelegramDoor implements SmartLifecycle, StatusReport, BotName {
    private static final Logger log = LoggerFactory.getLogger(TelegramDoor.class);
    private static final String PREFIX = "telegram:";

    private final TelegramSettings settings;
    private final Instance instance;
    private final Transcript transcript;
    private final Conversations conversations;
    private final Deliveries deliveries;
    private final ObjectProvider<Commands> commands; // asked late: /swarm shows this door
    private final Running running;
    private final Delegating delegating;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final State state = new State();
    private final Group group;
    private volatile @Nullable Opened opened;
    private @Nullable BotApi api;
    private @Nullable Polling polling;

    TelegramDoor(
            TelegramSettings settings,
            Instance instance,
            Peers peers,
            TrustedPeople people,
            Transcript transcript,
            Conversations conversations,
            Deliveries deliveries,
            ObjectProvider<Commands> commands,
            Running running,
            Delegating delegating,
            JdbcClient jdbc,
            TransactionTemplate transactions,
            Clock clock) {
        this.settings = settings;
        this.instance = instance;
        this.transcript = transcript;
        this.conversations = conversations;
        this.deliveries = deliveries;
        this.commands = commands;
        this.running = running;
        this.delegating = delegating;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
        this.group = new Group(settings, instance, peers, people, state, jdbc, clock);
    }

    /** What is there once the bot is known. */
    private record Opened(Outbox outbox, Sender sender, Inbox inbox, Answering answering) {}

    @Override
    public void start() {
        settings.token().ifPresent(token -> {
            BotApi calls = new BotApi(settings, token);
            Polling polls = new Polling(calls, state, bot -> open(bot, calls));
            api = calls;
            polling = polls;
            polls.start();
        });
    }

    private void open(Bot bot, BotApi calls) {
        Updates updates = new Updates(jdbc, transactions, clock, bot.id());
        Outbox outbox = new Outbox(jdbc, transactions, clock, bot.id());
        Exchanges exchanges = new Exchanges(transcript, state, clock);
        Answering answering = new Answering(
                updates,
                outbox,
                conversations,
                commands.getObject(),
                running,
                delegating,
                new Working(calls, outbox),
                new Attachments(calls),
                group,
                bot,
                instance.name());
        Inbox inbox = new Inbox(
                updates, outbox, transcript, group, bot, answering, exchanges, delegating, state, instance.name());
        Receipts receipts = new Receipts(transcript, deliveries, delegating, group, state, instance.name(), clock);
        Sender sender = new Sender(calls, outbox, receipts, new Pace(settings.perMinute(), System::nanoTime));
        delegating.open(new Delegating.Door(outbox, group::members));
        opened = new Opened(outbox, sender, inbox, answering);
        sender.start();
        deliver();
        inbox.start();
        new Menu(calls, commands.getObject()).publish(group.id());
        privacy(bot);
        polls().into(inbox);
        log.info("Telegram: this is @{}, {}", bot.username(), where());
    }

    private Polling polls() {
        return java.util.Objects.requireNonNull(polling);
    }

    private void privacy(Bot bot) {
        if (settings.mode() == TelegramSettings.Mode.GROUP && !bot.seesAll()) {
            state.problem(
                    "privacy",
                    "@" + bot.username() + " may not see all messages of a group (privacy mode is on), unless it is an"
                            + " administrator there. Turn it off: @BotFather, /setprivacy, Disable; then add the bot anew.");
        }
    }

    /** Results that wait for this door. */
    @EventListener
    void deliver(DeliveryDue due) {
        deliver();
    }

    private void deliver() {
        Opened door = opened;
        if (door != null) {
            deliveries.due(PREFIX).forEach(delivery -> deliver(door.outbox(), delivery));
        }
    }

    private void deliver(Outbox outbox, Delivery delivery) {
        Place.of(delivery.conversation()).ifPresent(place -> {
            String purpose = Receipts.TASK + delivery.id();
            outbox.say(place, purpose, delivery.text(), null, null);
            // After a crash between the receipt and its note.
            outbox.receipt(purpose).ifPresent(message -> deliveries.arrived(delivery.id(), String.valueOf(message)));
        });
    }

    @Override
    public void stop() {
        Opened door = opened;
        try {
            if (polling != null) {
                polling.close();
            }
            if (door != null) {
                door.inbox().close();
                door.answering().close();
                door.sender().close();
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
        if (api != null) {
            api.close();
        }
        polling = null;
    }

    @Override
    public boolean isRunning() {
        return polling != null;
    }

    /** After the tasks, so that a question finds everything there. */
    @Override
    public int getPhase() {
        return 200;
    }

    @Override
    public @Nullable String username() {
        Bot bot = state.bot();
        return bot == null || settings.mode() != TelegramSettings.Mode.GROUP ? null : bot.username();
    }

    @Override
    public Map<String, String> rows() {
        Map<String, String> rows = new LinkedHashMap<>();
        if (settings.token().isPresent()) {
            Bot bot = state.bot();
            Opened door = opened;
            int waiting = door == null ? 0 : door.outbox().waiting();
            rows.put(
                    "Telegram",
                    (bot == null ? "not reached yet" : "@" + bot.username()) + ", " + where() + others()
                            + (waiting == 0 ? "" : ", " + waiting + " to be said"));
        }
        return rows;
    }

    @Override
    public List<String> problems() {
        return state.problems();
    }

    private String others() {
        long others = group.members().stream()
                .flatMap(members -> members.octos().stream())
                .filter(octo -> octo.username() != null)
                .count();
        return others < 2 ? "" : ", " + (others - 1) + (others == 2 ? " other bot" : " other bots");
    }

    private String where() {
        return group.id().map(id -> "group " + id).orElse("private");
    }
}
