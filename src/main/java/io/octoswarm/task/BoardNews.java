package io.octoswarm.task;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears, by PostgreSQL's LISTEN, that another Octo changed the shared board. One thread with a connection of its own,
 * outside the pool. When the connection is lost it is made anew; news that were missed meanwhile count as one.
 */
final class BoardNews implements AutoCloseable {
    static final String CHANNEL = "octo_board";

    private static final Logger log = LoggerFactory.getLogger(BoardNews.class);
    private static final int WAIT_MILLIS = 5_000; // then a look whether the connection still lives
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    private final DataSource source;
    private final Runnable listener;
    private final Thread thread = new Thread(this::listen, "board news");
    private volatile boolean ended;

    /** @param source makes a new connection at every call */
    BoardNews(DataSource source, Runnable listener) {
        this.source = source;
        this.listener = listener;
        thread.setDaemon(true);
        thread.start();
    }

    private void listen() {
        long pause = 100;
        while (!ended) {
            try (Connection connection = source.getConnection()) {
                subscribe(connection);
                pause = 100;
                listener.run(); // for what was missed
                hear(connection);
            } catch (SQLException lost) {
                log.debug("No news from the board: {}", lost.getMessage()); // the board itself says that it is away
            }
            pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
            rest(pause);
        }
    }

    private static void subscribe(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("listen " + CHANNEL);
        }
    }

    private void hear(Connection connection) throws SQLException {
        PGConnection news = connection.unwrap(PGConnection.class);
        while (!ended) {
            var heard = news.getNotifications(WAIT_MILLIS);
            if (heard != null && heard.length > 0) {
                listener.run();
            } else if (!connection.isValid(1)) {
                throw new SQLException("the connection is gone");
            }
        }
    }

    private void rest(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException end) {
            ended = true;
        }
    }

    @Override
    public void close() {
        ended = true;
        thread.interrupt();
    }
}
