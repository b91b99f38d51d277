package io.octoswarm.task;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What waits and runs, and how the tasks end. */
@Component
class TaskMeters {
    private final MeterRegistry meters;
    private final Counter claims;
    private final Counter reclaims;
    private final Counter refusedReports;

    TaskMeters(MeterRegistry meters) {
        this.meters = meters;
        this.claims = counter("octo.tasks.claims", "Claims of tasks on this Octo's board");
        this.reclaims = counter("octo.tasks.reclaims", "Tasks taken back from Octos that were lost");
        this.refusedReports =
                counter("octo.tasks.refused.reports", "Reports under a claim that was not valid any more");
    }

    void claimed() {
        claims.increment();
    }

    void reclaimed(int tasks) {
        reclaims.increment(tasks);
    }

    void refused() {
        refusedReports.increment();
    }

    void watch(Supplier<Integer> running, Supplier<Backlog> backlog) {
        gauge("octo.tasks.running", "Tasks under way", running::get);
        gauge("octo.tasks.queued", "Tasks that wait", () -> backlog.get().waiting());
        gauge(
                "octo.tasks.oldest.seconds",
                "How long the one that waits longest has waited",
                () -> backlog.get().oldestMillis() / 1000.0);
    }

    @EventListener
    void count(TaskFinished finished) {
        Task task = finished.task();
        meters.counter("octo.tasks.finished", "state", task.state().text()).increment();
        if (task.startedAt() != null && task.finishedAt() != null) {
            meters.timer("octo.tasks.duration").record(Duration.between(task.startedAt(), task.finishedAt()));
        }
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(meters);
    }

    private void gauge(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).register(meters);
    }
}
