package io.octoswarm.telegram;

import io.octoswarm.agent.Fellows;
import io.octoswarm.command.Commands;
import io.octoswarm.conversation.Conversations;
import io.octoswarm.conversation.Deliveries;
import io.octoswarm.conversation.Running;
import io.octoswarm.conversation.Transcript;
import io.octoswarm.instance.Instance;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts the parts of the door together for one bot. */
@Component
class Opening {
    private final TelegramSettings settings;
    private final Instance instance;
    private final Group group;
    private final State state;
    private final Transcript transcript;
    private final Conversations conversations;
    private final Deliveries deliveries;
    private final ObjectProvider<Commands> commands; // asked late: /swarm shows this door
    private final Running running;
    private final Delegating delegating;
    private final Voice voice;
    private final Fellowship fellowship;
    private final Fellows fellows;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;

    Opening(
            TelegramSettings settings,
            Instance instance,
            Group group,
            State state,
            Transcript transcript,
            Conversations conversations,
            Deliveries deliveries,
            ObjectProvider<Commands> commands,
            Running running,
            Delegating delegating,
            Voice voice,
            Fellowship fellowship,
            Fellows fellows,
            JdbcClient jdbc,
            TransactionTemplate transactions,
            Clock clock) {
        this.settings = settings;
        this.instance = instance;
        this.group = group;
        this.state = state;
        this.transcript = transcript;
        this.conversations = conversations;
        this.deliveries = deliveries;
        this.commands = commands;
        this.running = running;
        this.delegating = delegating;
        this.voice = voice;
        this.fellowship = fellowship;
        this.fellows = fellows;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Not started yet. */
    OpenDoor of(Bot bot, BotApi api) {
        String name = instance.name();
        Updates updates = new Updates(jdbc, transactions, clock, bot.id());
        Outbox outbox = new Outbox(jdbc, transactions, clock, bot.id());
        SendingQueue queue = new SendingQueue(jdbc, clock, bot.id());
        Register register = new Register(jdbc, clock);
        Claims claims = new Claims(register, fellows, group::members, group::isAway, name, Duration.ofSeconds(1));
        Recording recording = new Recording(transcript);
        Replies replies = new Replies(
                conversations,
                commands.getObject(),
                running,
                delegating.answers(),
                fellowship,
                new Attachments(api, conversations::reads),
                new Closing(delegating, fellowship, transcript),
                group,
                bot,
                name);
        Working working = new Working(api, outbox);
        Answering answering = new Answering(updates, outbox, claims, replies, working);
        Exchanges exchanges = new Exchanges(transcript, state, System::nanoTime);
        Listening listening = new Listening(group, recording, exchanges, delegating, running, bot, name);
        Arrivals arrivals = new Arrivals(outbox, queue, group, listening, recording, state, bot);
        Receipts receipts = new Receipts(transcript, deliveries, voice, group, state, name, clock);
        Sender sender = new Sender(
                new Speech(api, queue), queue, outbox, receipts, new Pace(settings.perMinute(), System::nanoTime));
        voice.open(outbox, working);
        fellowship.open(new Fellowship.Door(group, register, name));
        return new OpenDoor(outbox, sender, new Inbox(updates, arrivals, listening, answering), answering, deliveries);
    }

    /** Has Telegram offer the commands to people who type. */
    void publishMenu(BotApi api) {
        new Menu(api, commands.getObject()).publish(group.id());
    }
}
