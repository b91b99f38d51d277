package io.octoswarm.telegram;

import io.octoswarm.conversation.DeliveryDue;
import io.octoswarm.instance.BotName;
import io.octoswarm.instance.StatusReport;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The door to Telegram; shut where no token is set. It opens when Telegram has told whose token it is, however long that
 * takes: nothing else waits for it. {@link #open} runs on the polling thread, everything else on any.
 */
@Component
class TelegramDoor implements SmartLifecycle, StatusReport, BotName {
    private static final Logger log = LoggerFactory.getLogger(TelegramDoor.class);

    private final TelegramSettings settings;
    private final State state;
    private final Group group;
    private final OwnUsername username;
    private final Announcements announcements;
    private final Opening opening;
    private final Clock clock;
    private volatile @Nullable OpenDoor opened;
    private volatile @Nullable BotApi api;
    private @Nullable Polling polling;

    TelegramDoor(
            TelegramSettings settings,
            State state,
            Group group,
            OwnUsername username,
            Announcements announcements,
            Opening opening,
            Clock clock) {
        this.settings = settings;
        this.state = state;
        this.group = group;
        this.username = username;
        this.announcements = announcements;
        this.opening = opening;
        this.clock = clock;
    }

    @Override
    public void start() {
        settings.token().ifPresent(token -> {
            BotApi calls = new BotApi(settings, token, Patience.USUAL, clock);
            Polling polls = new Polling(calls, state, Patience.USUAL, bot -> open(bot, calls));
            api = calls;
            polling = polls;
            polls.start();
        });
    }

    private void open(Bot bot, BotApi calls) {
        username.is(bot);
        OpenDoor door = opening.of(bot, calls);
        opened = door;
        try {
            door.start();
            announcements.catchUp();
        } catch (RuntimeException broken) { // the polling tries again; two senders would say everything twice
            close(door);
            throw broken;
        }
        opening.publishMenu(calls);
        privacy(bot);
        Objects.requireNonNull(polling).into(door.inbox());
        log.info("Telegram: this is @{}, {}", bot.username(), where());
    }

    private static void close(OpenDoor door) {
        try {
            door.close();
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    /** Null: no token is set. */
    @Nullable
    BotApi api() {
        return api;
    }

    private void privacy(Bot bot) {
        if (settings.mode() == TelegramSettings.Mode.GROUP && !bot.seesAll()) {
            state.problem(
                    "privacy",
                    "@" + bot.username() + " may not see all messages of a group (privacy mode is on), unless it is an"
                            + " administrator there. Turn it off: @BotFather, /setprivacy, Disable; then add the bot anew.");
        }
    }

    @EventListener
    void deliver(DeliveryDue due) {
        OpenDoor door = opened;
        if (door != null) {
            door.deliver();
        }
    }

    @Override
    public void stop() {
        OpenDoor door = opened;
        try {
            if (polling != null) {
                polling.close();
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
        if (door != null) {
            close(door);
        }
        BotApi calls = api;
        if (calls != null) {
            calls.close();
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
        return username.get();
    }

    @Override
    public Map<String, String> rows() {
        if (settings.token().isEmpty()) {
            return Map.of();
        }
        Bot bot = state.bot();
        OpenDoor door = opened;
        int waiting = door == null ? 0 : door.waiting();
        String who = bot == null ? "not reached yet" : "@" + bot.username();
        return Map.of(
                "Telegram",
                who + ", " + where() + group.otherBots() + (waiting == 0 ? "" : ", " + waiting + " to be said"));
    }

    @Override
    public List<String> problems() {
        return state.problems();
    }

    /** {@link TelegramCheckup}, which asks Telegram how it is now. */
    @Override
    public boolean hasCheckup() {
        return true;
    }

    private String where() {
        return group.id().map(id -> "group " + id).orElse("private");
    }
}
