package io.octoswarm.command;

import io.octoswarm.conversation.Stopping;
import org.springframework.stereotype.Component;

@Component
class Stop implements Command {
    private final Stopping stopping;

    Stop(Stopping stopping) {
        this.stopping = stopping;
    }

    @Override
    public String name() {
        return "/stop";
    }

    @Override
    public String arguments() {
        return "";
    }

    @Override
    public String summary() {
        return "Stop what runs for this conversation";
    }

    @Override
    public String run(Line line) {
        String conversation = line.caller().conversation();
        if (conversation == null) {
            throw new Refused("There is no conversation here. /swarm task <id> cancel stops one task.");
        }
        Stopping.Stopped stopped = stopping.everywhere(conversation);
        return stopped.answers() + stopped.tasks() == 0
                ? "Nothing runs for this conversation."
                : "Stopped: " + counted(stopped.answers(), "answer") + ", "
                        + counted(stopped.tasks(), "background task") + ".";
    }

    private static String counted(int number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }
}
