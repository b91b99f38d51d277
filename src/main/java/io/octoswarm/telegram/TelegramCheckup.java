package io.octoswarm.telegram;

import io.octoswarm.instance.Checkup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.telegram.telegrambots.meta.api.methods.GetMe;
import org.telegram.telegrambots.meta.api.methods.groupadministration.GetChatMember;
import org.telegram.telegrambots.meta.api.objects.chatmember.ChatMember;

/**
 * Whether the bot can do its part in the group: its token, what it may see, its place in the group, the clock, and what
 * the Octos of the group see of one another.
 */
@Component
class TelegramCheckup implements Checkup {
    private static final Duration MOST_SKEW = Duration.ofSeconds(30);

    private final TelegramSettings settings;
    private final TelegramDoor door;
    private final Group group;
    private final Visibility visibility;

    TelegramCheckup(TelegramSettings settings, TelegramDoor door, Group group, Visibility visibility) {
        this.settings = settings;
        this.door = door;
        this.group = group;
        this.visibility = visibility;
    }

    @Override
    public List<Finding> examine() {
        BotApi api = door.api();
        if (api == null) {
            return List.of(
                    settings.mode() == TelegramSettings.Mode.GROUP
                            ? Finding.bad(
                                    "Telegram",
                                    "SWARM_TELEGRAM_MODE is group, but TELEGRAM_BOT_TOKEN is not set; get one from"
                                            + " @BotFather")
                            : Finding.good("Telegram", "not used: TELEGRAM_BOT_TOKEN is not set"));
        }
        List<Finding> findings = new ArrayList<>();
        try {
            Bot bot = token(api, findings);
            if (bot != null && settings.mode() == TelegramSettings.Mode.GROUP) {
                inGroup(api, bot, findings);
            } else if (bot != null) {
                findings.add(owner());
            }
            clock(api, findings);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
        return findings;
    }

    private static @Nullable Bot token(BotApi api, List<Finding> findings) throws InterruptedException {
        try {
            Bot bot = Bot.of(api.call(new GetMe()));
            findings.add(Finding.good("Telegram token", "is that of @" + bot.username()));
            return bot;
        } catch (BotFailure failure) {
            findings.add(
                    failure.kind() == BotFailure.Kind.UNAUTHORIZED
                            ? Finding.bad(
                                    "Telegram token",
                                    "is refused; get it from @BotFather, set TELEGRAM_BOT_TOKEN, start again")
                            : Finding.bad("Telegram", "cannot be reached: " + failure.getMessage()));
            return null;
        }
    }

    private Finding owner() {
        return settings.ownerId().isPresent()
                ? Finding.good("Telegram owner", "is set")
                : Finding.bad("Telegram owner", "nobody may speak with the bot; set TELEGRAM_OWNER_ID to your user id");
    }

    private void inGroup(BotApi api, Bot bot, List<Finding> findings) throws InterruptedException {
        long chat = group.id().orElseThrow();
        String status = status(api, bot, chat, findings);
        if (status == null) {
            return;
        }
        boolean admin = status.equals("administrator");
        findings.add(
                bot.seesAll() || admin
                        ? Finding.good(
                                "Telegram privacy",
                                admin ? "is an administrator: it sees all messages" : "is off: it sees all messages")
                        : Finding.bad(
                                "Telegram privacy",
                                "it sees commands and replies only; @BotFather, /setprivacy, Disable, then add the bot anew"));
        findings.addAll(visibility.examine(api, chat));
    }

    /** Null: the bot is not in it. */
    private @Nullable String status(BotApi api, Bot bot, long chat, List<Finding> findings)
            throws InterruptedException {
        String subject = "Telegram group";
        try {
            ChatMember member = api.call(
                    GetChatMember.builder().chatId(chat).userId(bot.id()).build());
            String status = member.getStatus();
            if (status.equals("left") || status.equals("kicked")) {
                findings.add(Finding.bad(subject, "@" + bot.username() + " is not in it; add it to " + chat));
                return null;
            }
            findings.add(
                    new Place(chat, null).isSupergroup()
                            ? Finding.good(subject, chat + ", as " + status)
                            : Finding.bad(
                                    subject,
                                    chat + " is no supergroup, where Octos cannot mark one another's messages; show its"
                                            + " history to new members, which makes it one"));
            return status;
        } catch (BotFailure failure) {
            findings.add(Finding.bad(
                    subject,
                    chat + " is not open to @" + bot.username() + ": " + failure.getMessage()
                            + "; add it there, or set SWARM_TELEGRAM_GROUP_ID"));
            return null;
        }
    }

    /** By the date of Telegram's last answer. */
    private static void clock(BotApi api, List<Finding> findings) {
        Duration skew = api.skew();
        if (skew != null) {
            findings.add(
                    skew.abs().compareTo(MOST_SKEW) <= 0
                            ? Finding.good("clock", "agrees with Telegram's")
                            : Finding.bad(
                                    "clock",
                                    "is " + skew.abs().toSeconds() + " s " + (skew.isNegative() ? "behind" : "ahead of")
                                            + " Telegram's; turn on time synchronisation"));
        }
    }
}
