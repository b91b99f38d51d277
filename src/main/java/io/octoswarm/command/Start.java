package io.octoswarm.command;

import io.octoswarm.instance.Instance;
import org.springframework.stereotype.Component;

/** What a chat program sends when a person opens a bot for the first time. */
@Component
class Start implements Command {
    private final Instance instance;

    Start(Instance instance) {
        this.instance = instance;
    }

    @Override
    public String name() {
        return "/start";
    }

    @Override
    public String arguments() {
        return "";
    }

    @Override
    public String summary() {
        return "Say who this is";
    }

    @Override
    public String run(Line line) {
        return "I am " + instance.name()
                + ", an Octo. Ask me anything; what I cannot do, the swarm may. /help lists the commands.";
    }
}
