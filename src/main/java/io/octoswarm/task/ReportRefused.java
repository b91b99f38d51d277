package io.octoswarm.task;

/** A report under a claim that is not valid any more; the message says why. */
public class ReportRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ReportRefused(String message) {
        super(message, null, false, false);
    }

    static ReportRefused late(Task now, long fence) {
        return new ReportRefused("The report on task " + now.id() + " under fence " + fence
                + " came too late and is refused: the task is " + now.state().text() + " under fence " + now.fence()
                + ".");
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
