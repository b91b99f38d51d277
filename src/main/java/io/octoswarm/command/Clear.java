package io.octoswarm.command;

import io.octoswarm.conversation.Transcript;
import org.springframework.stereotype.Component;

/** Lets the model begin anew; the transcript stays. */
@Component
class Clear implements Command {
    private final Transcript transcript;

    Clear(Transcript transcript) {
        this.transcript = transcript;
    }

    @Override
    public String name() {
        return "/clear";
    }

    @Override
    public String arguments() {
        return "";
    }

    @Override
    public String summary() {
        return "Forget what was said before in this conversation";
    }

    @Override
    public String run(Line line) {
        String conversation = line.caller().conversation();
        if (conversation == null) {
            throw new Refused("There is no conversation here.");
        }
        transcript.clear(conversation);
        return "Forgotten: what was said here so far is told to no model any more.";
    }
}
