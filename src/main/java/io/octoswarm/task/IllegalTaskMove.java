package io.octoswarm.task;

/** A task was to go where it cannot go from its present state; the message names both. */
public class IllegalTaskMove extends RuntimeException {
    IllegalTaskMove(Task task, TaskState to) {
        super("Task " + task.id() + " is " + task.state().text() + " and cannot become " + to.text() + ".");
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
