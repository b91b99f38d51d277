package io.octoswarm.telegram;

import org.telegram.telegrambots.meta.api.objects.User;

/**
 * This Octo's bot.
 *
 * @param username without the {@code @}
 * @param seesAll whether its privacy mode is off, so that it hears all of a group
 */
record Bot(long id, String username, boolean seesAll) {
    static Bot of(User user) {
        return new Bot(
                user.getId(),
                String.valueOf(user.getUserName()),
                Boolean.TRUE.equals(user.getCanReadAllGroupMessages()));
    }
}
