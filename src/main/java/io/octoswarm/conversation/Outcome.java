package io.octoswarm.conversation;

import io.octoswarm.instance.PlainText;
import io.octoswarm.task.Task;

/** What a person is told of a task's end. */
final class Outcome {
    private static final int LONGEST_TITLE = 80;

    private Outcome() {}

    static String text(Task task) {
        String what = "\"" + PlainText.of(task.text(), LONGEST_TITLE) + "\" (" + task.id() + ")";
        String result = task.result();
        return switch (task.state()) {
            case COMPLETED -> result == null || result.isBlank() ? what + " is done." : what + ":\n\n" + result;
            case CANCELLED -> what + " was cancelled.";
            case PAUSED ->
                what + " waits for an answer: " + task.progress() + "\nTo answer: /swarm task " + task.id()
                        + " resume <answer>";
            default -> what + " failed: " + task.error();
        };
    }
}
