package io.octoswarm.task;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.octoswarm.instance.Instance;
import java.time.Clock;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Which database holds the board. */
@Configuration(proxyBeanMethods = false)
class TaskConfiguration {
    private static final int CONNECTIONS = 6;
    private static final long LONGEST_WAIT_MILLIS = 5_000;

    @Bean
    BoardDatabase boardDatabase(TaskSettings settings, DataSource own, Clock clock, ObjectProvider<SharedPool> pool) {
        return settings.boardUrl().isEmpty()
                ? BoardDatabase.own(own, clock)
                : BoardDatabase.shared(pool.getObject().pool());
    }

    @Bean
    TaskBoard taskBoard(BoardDatabase database, Instance instance, TaskMeters meters) {
        return new TaskBoard(database, instance.name(), meters);
    }

    /** Not a DataSource bean itself: that would take the place of this Octo's own database. */
    @Bean
    @org.springframework.context.annotation.Lazy
    SharedPool sharedPool(TaskSettings settings) {
        return new SharedPool(settings.boardUrl().orElseThrow());
    }

    @Bean
    NewsOfTheBoard newsOfTheBoard(TaskSettings settings, TaskBoard board) {
        return new NewsOfTheBoard(settings, board);
    }

    /** The connections to a shared board; made when they are first needed, so that a start does not wait for them. */
    static final class SharedPool implements AutoCloseable {
        private final HikariDataSource pool;

        SharedPool(String url) {
            HikariConfig config = new HikariConfig();
            config.setPoolName("board");
            config.setDataSource(source(url));
            config.setMaximumPoolSize(CONNECTIONS);
            config.setMinimumIdle(1);
            config.setConnectionTimeout(LONGEST_WAIT_MILLIS);
            config.setInitializationFailTimeout(-1);
            this.pool = new HikariDataSource(config);
        }

        HikariDataSource pool() {
            return pool;
        }

        @Override
        public void close() {
            pool.close();
        }
    }

    /** Listens while there is a shared board, and not otherwise. */
    static final class NewsOfTheBoard implements AutoCloseable {
        private final java.util.Optional<BoardNews> news;

        NewsOfTheBoard(TaskSettings settings, TaskBoard board) {
            this.news = settings.boardUrl().map(url -> new BoardNews(source(url), board::heard));
        }

        @Override
        public void close() {
            news.ifPresent(BoardNews::close);
        }
    }

    private static PGSimpleDataSource source(String url) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(url);
        source.setConnectTimeout(5);
        source.setSocketTimeout(30);
        source.setTcpKeepAlive(true);
        return source;
    }
}
