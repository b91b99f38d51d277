package io.octoswarm.command;

import io.octoswarm.conversation.TrustedPeople;
import org.springframework.stereotype.Component;

@Component
class Deauthorize implements Command {
    private final TrustedPeople people;

    Deauthorize(TrustedPeople people) {
        this.people = people;
    }

    @Override
    public String name() {
        return "/deauthorize";
    }

    @Override
    public String arguments() {
        return "<id>";
    }

    @Override
    public String summary() {
        return "Shut a person out again (the owner only)";
    }

    @Override
    public String run(Line line) {
        Authorize.requireOwner(line.caller());
        if (line.words().size() != 1) {
            throw Refused.usage(this);
        }
        String id = line.words().get(0);
        Authorize.requireId(id);
        if (!people.remove(TrustedPeople.TELEGRAM, id)) {
            throw new Refused("User " + id + " was not let in. /authorize lists who is.");
        }
        return "User " + id + " may not speak with this Octo any more.";
    }
}
