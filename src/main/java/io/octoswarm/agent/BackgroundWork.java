package io.octoswarm.agent;

import io.octoswarm.instance.PlainText;
import io.octoswarm.routing.Candidate;
import io.octoswarm.routing.Roster;
import io.octoswarm.task.NewTask;
import io.octoswarm.task.Priority;
import io.octoswarm.task.Task;
import io.octoswarm.task.TaskRunner;
import org.springframework.stereotype.Component;

/** Puts tasks on the board on behalf of a model. Thread-safe. */
@Component
class BackgroundWork {
    private final TaskRunner runner;
    private final Roster roster;

    BackgroundWork(TaskRunner runner, Roster roster) {
        this.runner = runner;
        this.roster = roster;
    }

    /** A task in the background begins no further ones: else one that goes astray would fill the board. */
    String act(Arguments arguments, Question question) {
        if (question.background()) {
            throw new CannotAnswer("This is a task in the background already: do it here, or delegate it.");
        }
        NewTask task = new NewTask(
                        arguments.required("task"), arguments.optional("context"), priority(arguments), null, null)
                .through(question.path())
                .of(question.trace())
                .in(question.fromPeer() ? null : question.conversation());
        String to = arguments.optional("to");
        Task posted = runner.dispatch(to.isEmpty() ? task : addressed(task, to, question));
        return posted.id() + " is on the board"
                + (question.fromPeer() || question.conversation() == null
                        ? ". Its result is not delivered; whoever asked can look with check_task."
                        : "; its result is delivered when it is there.");
    }

    private NewTask addressed(NewTask task, String name, Question question) {
        Candidate to = roster.candidates(question.path()).stream()
                .filter(candidate -> candidate.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new CannotAnswer("There is no Octo " + PlainText.of(name, 63) + " to give it to."));
        return to.self() ? task.to(to.name(), true) : task.dispatchedTo(to.name());
    }

    private static Priority priority(Arguments arguments) {
        String text = arguments.optional("priority");
        return text.isEmpty()
                ? Priority.NORMAL
                : Priority.parse(text).orElseThrow(() -> new CannotAnswer(Priority.refusal(text)));
    }
}
