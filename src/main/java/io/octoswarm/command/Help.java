package io.octoswarm.command;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

@Component
class Help implements Command {
    private final ObjectProvider<Command> commands;

    Help(ObjectProvider<Command> commands) {
        this.commands = commands; // asked late: they may need this one
    }

    @Override
    public String name() {
        return "/help";
    }

    @Override
    public String arguments() {
        return "";
    }

    @Override
    public String summary() {
        return "List all commands";
    }

    @Override
    public String run(Line line) {
        return list("/");
    }

    /** The commands that begin so, a line each. */
    String list(String prefix) {
        return Table.of(Stream.concat(commands.stream(), Stream.of(this)) // the container gives nobody itself
                .distinct()
                .filter(command -> command.name().startsWith(prefix))
                .sorted(Comparator.comparing(Command::name))
                .map(command -> List.of(command.usage(), command.summary()))
                .toList());
    }
}
