package io.octoswarm.task;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What waits and runs, and how the tasks end. */
@Component
class TaskMeters {
    private final MeterRegistry meters;

    TaskMeters(MeterRegistry meters, TaskRunner runner) {
        this.meters = meters;
        Gauge.builder("octo.tasks.running", runner, tasks -> tasks.load().running())
                .description("Tasks under way")
                .register(meters);
        Gauge.builder("octo.tasks.queued", runner, tasks -> tasks.load().queued())
                .description("Tasks that wait")
                .register(meters);
    }

    @EventListener
    void count(TaskFinished finished) {
        Task task = finished.task();
        meters.counter("octo.tasks.finished", "state", task.state().text()).increment();
        if (task.startedAt() != null && task.finishedAt() != null) {
            meters.timer("octo.tasks.duration").record(Duration.between(task.startedAt(), task.finishedAt()));
        }
    }
}
