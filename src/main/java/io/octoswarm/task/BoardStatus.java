package io.octoswarm.task;

import io.octoswarm.instance.Checkup;
import io.octoswarm.instance.StatusReport;
import java.util.List;
import org.springframework.stereotype.Component;

/** Whether the board can be used: at a glance as it was the last time, at an examination by using it. */
@Component
class BoardStatus implements StatusReport, Checkup {
    private static final String SUBJECT = "task board";

    private final TaskBoard board;

    BoardStatus(TaskBoard board) {
        this.board = board;
    }

    @Override
    public List<String> problems() {
        return board.problem().map(why -> "The task board (" + kind() + ") cannot be used: " + why).stream()
                .toList();
    }

    @Override
    public boolean hasCheckup() {
        return true;
    }

    @Override
    public List<Finding> examine() {
        try {
            int waiting = board.backlog().waiting();
            return List.of(board.problem()
                    .map(why -> Finding.bad(SUBJECT, kind() + ": " + why))
                    .orElse(Finding.good(SUBJECT, kind() + ", " + waiting + " tasks wait")));
        } catch (BoardUnavailable away) {
            return List.of(Finding.bad(SUBJECT, kind() + ": " + away.getMessage()));
        }
    }

    private String kind() {
        return board.isShared() ? "PostgreSQL" : "SQLite";
    }
}
