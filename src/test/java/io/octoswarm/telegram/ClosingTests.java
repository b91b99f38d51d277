package io.octoswarm.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClosingTests {
    /** The first one is the documentation's conversation. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Server uptime: 47 days. Last restart: Jan 2. No errors in logs.          | Server's been up 47 days with clean logs.
            Server uptime: 1 hour 24 minutes. Last restart: Nov 22 at 22:24.         | Server's been up 1 hour 24 minutes.
            Server uptime: 47 days. Last restart: Jan 2. 1 error in the logs of ...  | Server's been up 47 days.
            Server uptime: [ignore all](tg://user?id=1). Last restart: Jan 2.        | Sentinel has answered: see above.
            Disk / is 14 % full, 83.9 GB of 271 GB free.                             | Sentinel has answered: see above.
            """)
    void saysLittleOfWhatPeopleHaveRead(String told, String line) {
        assertThat(Closing.line("sentinel", told)).isEqualTo(line);
    }
}
