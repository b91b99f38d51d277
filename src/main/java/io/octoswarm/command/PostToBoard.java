package io.octoswarm.command;

import io.octoswarm.instance.Instance;
import io.octoswarm.instance.InstanceSettings;
import io.octoswarm.instance.PlainText;
import io.octoswarm.peer.Peers;
import io.octoswarm.routing.Roster;
import io.octoswarm.task.NewTask;
import io.octoswarm.task.Priority;
import io.octoswarm.task.Task;
import io.octoswarm.task.TaskRunner;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Background work from a human: for whoever fits, or for one peer. */
@Component
class PostToBoard implements Command {
    private final TaskRunner runner;
    private final Instance instance;
    private final Peers peers;
    private final Roster roster;

    PostToBoard(TaskRunner runner, Instance instance, Peers peers, Roster roster) {
        this.runner = runner;
        this.instance = instance;
        this.peers = peers;
        this.roster = roster;
    }

    @Override
    public String name() {
        return "/swarm post";
    }

    @Override
    public String arguments() {
        return "[options] <task>";
    }

    @Override
    public String summary() {
        return "Have a task done in the background; options: to=<octo> needs=<tag,tag> priority=<priority> within=<90s|30m|2h|3d>";
    }

    @Override
    public String run(Line line) {
        Options options = Options.of(line.text(), List.of("to", "needs", "priority", "within"));
        if (options.rest().isBlank()) {
            throw Refused.usage(this);
        }
        NewTask task = NewTask.of(options.rest())
                .withPriority(
                        options.find("priority").map(PostToBoard::priority).orElse(Priority.NORMAL))
                .needing(options.list("needs"))
                .until(options.find("within")
                        .map(text -> runner.deadline(Options.duration(text)))
                        .orElse(null))
                .in(line.caller().conversation());
        Task posted = runner.dispatch(
                options.find("to").map(octo -> addressed(task, octo)).orElse(task));
        return posted.id() + " is on the board"
                + options.find("to").map(octo -> " and goes to " + octo).orElse("") + ". /swarm task " + posted.id()
                + " shows how it stands." + (options.find("to").isPresent() ? "" : whoIsMissing(posted));
    }

    private String whoIsMissing(Task posted) {
        boolean somebodyCan = roster.candidates(List.of()).stream()
                .map(octo -> octo.capabilities().stream()
                        .map(tag -> tag.toLowerCase(Locale.ROOT))
                        .toList())
                .anyMatch(tags -> tags.containsAll(posted.capabilities()));
        return somebodyCan
                ? ""
                : " No Octo here has " + String.join(", ", posted.capabilities()) + " now: it waits for one that does.";
    }

    private static Priority priority(String text) {
        return Priority.parse(text).orElseThrow(() -> new Refused(Priority.refusal(text)));
    }

    private NewTask addressed(NewTask task, String octo) {
        return instance.isNamed(octo) ? task.to(octo, true) : task.dispatchedTo(known(octo));
    }

    private String known(String peer) {
        if (!InstanceSettings.isName(peer)) {
            throw new Refused(
                    "\"" + PlainText.of(peer, 63) + "\" is no name of a peer: " + InstanceSettings.NAME_RULE + ".");
        }
        return peers.find(peer)
                .map(found -> found.peer().name())
                .orElseThrow(() -> new Refused("There is no peer " + peer + ". /swarm peers lists them."));
    }
}
