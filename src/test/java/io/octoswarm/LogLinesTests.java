package io.octoswarm;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ClassPathResource;

/** The log's lines, as the program's pattern makes them of names and failures that hostile others chose. */
class LogLinesTests {
    private final LoggerContext context = new LoggerContext();
    private final PatternLayout layout = new PatternLayout();

    @BeforeEach
    void readThePattern() throws IOException {
        layout.setContext(context);
        layout.setPattern(String.valueOf(new YamlPropertySourceLoader()
                .load("program", new ClassPathResource("application.yaml"))
                .get(0)
                .getProperty("logging.pattern.console")));
        layout.start();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pi\n2026-11-24 12:00:00.000 ERROR Daemon the disk is full",
                "pi\r\nERROR",
                "pi\u001b[2J\u001b[31mred",
                "pi\u009b31mred",
                "pi\u0085ERROR",
                "pi\u2028ERROR",
                "pi\u2029ERROR",
                "pi\u202eRORRE",
                "pi\u0000\u0007\u0008",
                "pi\u200b"
            })
    void aNameBeginsNoLineAndMovesNoCursor(String name) {
        assertPlain(line("{} is offline", null, name))
                .satisfies(line -> assertThat(line.lines()).hasSize(1));
    }

    @Test
    void neitherDoesTheTextOfAFailure() {
        String text = "it says \u001b[31m\n2026-11-24 12:00:00.000 ERROR Daemon the disk is full\nat once\r\u009b2Jx";
        IllegalStateException failure = new IllegalStateException(text, new IOException(text));

        assertPlain(line("The tool {} failed", failure, "evil")).satisfies(lines -> {
            assertThat(lines).contains("\tat io.octoswarm.LogLinesTests.", "Caused by: java.io.IOException");
            assertThat(lines.lines().skip(1).filter(line -> line.startsWith("2026") || line.startsWith("at ")))
                    .isEmpty();
        });
    }

    @Test
    void whatPeopleWriteStaysAsItIs() {
        assertThat(line("{} is online", null, "哨兵 Küche 🚀 <b>")).contains("哨兵 Küche 🚀 <b> is online");
    }

    private static org.assertj.core.api.AbstractStringAssert<?> assertPlain(String text) {
        assertThat(text).endsWith(System.lineSeparator());
        return assertThat(text).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\\n\\t]]");
    }

    private String line(String message, Throwable failure, Object... arguments) {
        Logger logger = context.getLogger("io.octoswarm.Some");
        return layout.doLayout(
                new LoggingEvent(Logger.class.getName(), logger, Level.INFO, message, failure, arguments));
    }
}
