package io.octoswarm.telegram;

import io.octoswarm.conversation.Deliveries;
import io.octoswarm.conversation.Message;
import io.octoswarm.conversation.Transcript;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Notes what was said: in the transcript, and for those who wait for the receipt. */
final class Receipts implements Sender.Listener {
    /** The purpose of a task's outcome begins so. */
    static final String TASK = "task:";

    /** What is shown for a while only. */
    private static final List<String> PASSING = List.of(Working.PURPOSE, Visibility.PURPOSE);

    private final Transcript transcript;
    private final Deliveries deliveries;
    private final Voice voice;
    private final Group group;
    private final State state;
    private final String name;
    private final Clock clock;

    Receipts(
            Transcript transcript,
            Deliveries deliveries,
            Voice voice,
            Group group,
            State state,
            String name,
            Clock clock) {
        this.transcript = transcript;
        this.deliveries = deliveries;
        this.voice = voice;
        this.group = group;
        this.state = state;
        this.name = name;
        this.clock = clock;
    }

    @Override
    public void sent(SendingQueue.Item item, int message) {
        state.good("sending to " + item.place().chat());
        if (PASSING.stream().noneMatch(item.purpose()::startsWith)) {
            @Nullable Integer replyTo = item.replyTo();
            transcript.record(new Message(
                    item.place().conversation(),
                    String.valueOf(message),
                    Message.Kind.SELF,
                    name,
                    item.file() == null ? item.plain() : item.file(),
                    replyTo == null ? null : String.valueOf(replyTo),
                    clock.instant()));
        }
        if (item.last()) {
            voice.sent(item.purpose(), message);
        }
        if (item.last() && item.purpose().startsWith(TASK)) {
            deliveries.arrived(item.purpose().substring(TASK.length()), String.valueOf(message));
        }
    }

    @Override
    public void failed(SendingQueue.Item item, String why) {
        if (item.purpose().startsWith(TASK)) { // it stands in the task; waiting for ever, many would hold up newer ones
            deliveries.arrived(item.purpose().substring(TASK.length()), "refused: " + why);
        }
        state.problem(
                "sending to " + item.place().chat(),
                "Telegram refuses messages to chat " + item.place().chat() + ": " + why
                        + ". Is the bot in it, and may it write there?");
    }

    @Override
    public void moved(long from, long to) {
        group.moved(from, to);
    }

    @Override
    public void unauthorized() {
        state.problem(
                "connection",
                "Telegram refuses TELEGRAM_BOT_TOKEN. Get the token from @BotFather, set it, and start again.");
    }
}
