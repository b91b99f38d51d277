package io.octoswarm.agent;

import io.octoswarm.task.Task;
import io.octoswarm.task.TaskKind;
import io.octoswarm.task.Worker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Lets the agent do background tasks. */
@Component
class AgentWorker implements Worker {
    private static final Duration LONGEST = Duration.ofHours(1);

    private final Agent agent;
    private final Clock clock;

    AgentWorker(Agent agent, Clock clock) {
        this.agent = agent;
        this.clock = clock;
    }

    @Override
    public TaskKind kind() {
        return TaskKind.AGENT;
    }

    @Override
    public String work(Task task, Progress progress) {
        return agent.answer(new Question(task.text(), task.context(), task.path(), deadline(task), task.conversation())
                .inBackground()
                .of(task.trace()));
    }

    private Instant deadline(Task task) {
        Instant latest = clock.instant().plus(LONGEST);
        Instant wished = task.deadline();
        return wished == null || wished.isAfter(latest) ? latest : wished;
    }
}
