package io.octoswarm.command;

import io.octoswarm.discovery.Discovery;
import io.octoswarm.instance.PlainText;
import org.springframework.stereotype.Component;

/** Takes {@link Approve} back. */
@Component
class Forget implements Command {
    private final Discovery discovery;

    Forget(Discovery discovery) {
        this.discovery = discovery;
    }

    @Override
    public String name() {
        return "/swarm forget";
    }

    @Override
    public String arguments() {
        return "<name>";
    }

    @Override
    public String summary() {
        return "Take the approval of a peer back";
    }

    @Override
    public String run(Line line) {
        if (line.words().size() != 1) {
            throw Refused.usage(this);
        }
        Authorize.requireOwner(line.caller());
        String name = line.words().get(0);
        if (!discovery.forget(name)) {
            throw new Refused("No peer named " + PlainText.of(name, 63) + " was let in by /swarm approve.");
        }
        return name + " is not let in any more. To undo, while it is found: /swarm approve " + name;
    }
}
