package io.octoswarm.telegram;

import io.octoswarm.command.Commands;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telegram.telegrambots.meta.api.methods.commands.GetMyCommands;
import org.telegram.telegrambots.meta.api.methods.commands.SetMyCommands;
import org.telegram.telegrambots.meta.api.objects.commands.BotCommand;
import org.telegram.telegrambots.meta.api.objects.commands.scope.BotCommandScope;
import org.telegram.telegrambots.meta.api.objects.commands.scope.BotCommandScopeAllPrivateChats;
import org.telegram.telegrambots.meta.api.objects.commands.scope.BotCommandScopeChat;

/** The list of commands that Telegram offers while a person types; sent where it has changed. */
final class Menu {
    private static final Logger log = LoggerFactory.getLogger(Menu.class);

    private final BotApi api;
    private final Commands commands;

    Menu(BotApi api, Commands commands) {
        this.api = api;
        this.commands = commands;
    }

    /** Does without where Telegram refuses: nothing else needs it. */
    void publish(Optional<Long> group) {
        List<BotCommandScope> scopes = new ArrayList<>();
        scopes.add(new BotCommandScopeAllPrivateChats());
        group.ifPresent(chat -> scopes.add(new BotCommandScopeChat(String.valueOf(chat))));
        List<BotCommand> wanted = commands.topics().entrySet().stream()
                .map(topic -> new BotCommand(topic.getKey(), topic.getValue()))
                .toList();
        for (BotCommandScope scope : scopes) {
            try {
                publish(scope, wanted);
            } catch (BotFailure refused) {
                log.info("Telegram does not take the list of commands: {}", refused.getMessage());
            } catch (InterruptedException ending) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void publish(BotCommandScope scope, List<BotCommand> wanted) throws BotFailure, InterruptedException {
        List<BotCommand> present = api.call(GetMyCommands.builder().scope(scope).build());
        if (!present.equals(wanted)) {
            api.call(SetMyCommands.builder().commands(wanted).scope(scope).build());
        }
    }
}
