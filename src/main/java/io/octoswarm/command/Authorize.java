package io.octoswarm.command;

import io.octoswarm.conversation.TrustedPeople;
import io.octoswarm.conversation.TrustedPeople.Person;
import io.octoswarm.instance.PlainText;
import org.springframework.stereotype.Component;

@Component
class Authorize implements Command {
    private final TrustedPeople people;

    Authorize(TrustedPeople people) {
        this.people = people;
    }

    @Override
    public String name() {
        return "/authorize";
    }

    @Override
    public String arguments() {
        return "[<id> [name]]";
    }

    @Override
    public String summary() {
        return "Let a person speak with this Octo in Telegram, or list them (the owner only)";
    }

    @Override
    public String run(Line line) {
        requireOwner(line.caller());
        if (line.isEmpty()) {
            return list();
        }
        String id = line.words().get(0);
        requireId(id);
        String name = PlainText.of(line.text().substring(id.length()), 60);
        people.add(TrustedPeople.TELEGRAM, new Person(id, name));
        return "User " + id + (name.isEmpty() ? "" : " (" + name + ")")
                + " may speak with this Octo. To undo: /deauthorize " + id;
    }

    private String list() {
        String all = Table.of(people.all(TrustedPeople.TELEGRAM).stream()
                .map(person -> java.util.List.of(person.id(), person.name()))
                .toList());
        return all.isBlank() ? "Nobody beside the owner. To let somebody in: " + usage() : all;
    }

    static void requireOwner(Caller caller) {
        require(caller.owner());
    }

    /** To make somebody a peer is to give them the swarm's key. */
    static void requireManager(Caller caller) {
        require(caller.manager());
    }

    private static void require(boolean allowed) {
        if (!allowed) {
            throw new Refused("Only the owner (TELEGRAM_OWNER_ID) may do that.");
        }
    }

    static void requireId(String id) {
        if (!id.matches("[1-9][0-9]{0,15}")) {
            throw new Refused("\"" + PlainText.of(id, 40)
                    + "\" is no user id: a positive whole number is needed; the Octo tells it to whom it refuses.");
        }
    }
}
