package io.octoswarm.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.octoswarm.testing.OctoProcess;
import io.octoswarm.testing.TestProcesses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Requests whose headers come byte by byte and never end, from more addresses than one. */
@EnabledOnOs(OS.LINUX) // where a machine has all of 127.0.0.0/8
class SlowLorisIT {
    @RegisterExtension
    final TestProcesses processes = new TestProcesses();

    @Test
    void endAndKeepNobodyOutMeanwhile() throws IOException {
        OctoProcess atlas = processes.octo("atlas", Map.of());
        List<Socket> slow = new ArrayList<>();
        for (String from : List.of("127.0.0.2", "127.0.0.3")) {
            for (int i = 0; i < 200; i++) {
                slow.add(begin(atlas, from));
            }
        }
        long begun = System.nanoTime();

        await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    slow.removeIf(SlowLorisIT::isCutWhenAByteMoreIsSent);
                    assertThat(atlas.get("/health").status()).isEqualTo(200);
                    return slow.isEmpty();
                });

        System.out.printf("MEASURED: 400 endless requests were cut after %.1f s%n", (System.nanoTime() - begun) / 1e9);
        assertThat(atlas.log()).doesNotContain("ERROR", "Exception");
    }

    private static Socket begin(OctoProcess octo, String from) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), octo.port()));
        socket.getOutputStream()
                .write("GET /health HTTP/1.1\r\nHost: localhost\r\nX-Slow: ".getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static boolean isCutWhenAByteMoreIsSent(Socket socket) {
        try {
            socket.getOutputStream().write('x');
            return false;
        } catch (IOException cut) {
            return true;
        }
    }
}
