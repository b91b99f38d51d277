package io.octoswarm.testing;

/**
 * Which bots of a group Telegram shows a message to.
 *
 * @param author null: a person
 * @param repliedTo the bot whose message it answers; null: none
 * @param lastSpeaker the bot that spoke last in the group; null: none
 */
record TelegramHearing(TelegramText text, TelegramBot author, TelegramBot repliedTo, TelegramBot lastSpeaker) {
    boolean reaches(TelegramBot bot) {
        if (!bot.member || bot == author) {
            return false;
        }
        return author == null ? fromPerson(bot) : fromBot(bot);
    }

    /** Without privacy mode, or as an administrator, all; else what is meant for it, a reply before a command. */
    private boolean fromPerson(TelegramBot bot) {
        if (!bot.privacy || bot.admin) {
            return true;
        }
        if (repliedTo != null) {
            return repliedTo == bot;
        }
        return text.hasAddressedCommand()
                ? text.commands(bot.username)
                : text.startsWithCommand() && lastSpeaker == bot;
    }

    /** A reply or an addressed command if either of the two allows it; everything else if the hearing one does. */
    private boolean fromBot(TelegramBot bot) {
        boolean direct = repliedTo == bot || text.commands(bot.username);
        return direct ? author.botToBot || bot.botToBot : bot.botToBot && (!bot.privacy || bot.admin);
    }
}
