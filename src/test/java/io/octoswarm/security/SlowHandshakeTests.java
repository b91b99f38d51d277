package io.octoswarm.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.octoswarm.testing.TestCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A greeting of TLS that comes byte by byte and never ends. */
class SlowHandshakeTests {
    private static final Duration BOUND = Duration.ofSeconds(1);
    /** A record of 16 KiB that holds a ClientHello, and never does. */
    private static final byte[] BEGIN = {0x16, 0x03, 0x01, 0x3f, (byte) 0xff, 0x01, 0x00, 0x3f, (byte) 0xfb};

    @TempDir
    private Path folder;

    private final Tomcat tomcat = new Tomcat();
    private final Connector connector = new Connector(GuardedProtocol.class.getName());

    @BeforeEach
    void start() throws LifecycleException {
        TestCertificate own = TestCertificate.in(folder.resolve("own"));
        SSLHostConfig host = new SSLHostConfig();
        SSLHostConfigCertificate certificate =
                new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.UNDEFINED);
        certificate.setCertificateFile(own.files().certificate().toString());
        certificate.setCertificateKeyFile(own.files().key().toString());
        host.addCertificate(certificate);
        connector.setPort(0);
        connector.setProperty("address", InetAddress.getLoopbackAddress().getHostAddress());
        connector.setProperty("connectionTimeout", String.valueOf(BOUND.toMillis()));
        connector.setProperty("SSLEnabled", "true");
        connector.addSslHostConfig(host);
        tomcat.setBaseDir(folder.toString());
        tomcat.setConnector(connector);
        tomcat.getHost(); // Tomcat's log of requests wants one
        tomcat.start();
    }

    @AfterEach
    void stop() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }

    @Test
    void isCutWhenItsTimeIsOver() throws IOException {
        try (Socket slow = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort())) {
            slow.getOutputStream().write(BEGIN);
            long begun = System.nanoTime();

            await().atMost(BOUND.multipliedBy(10))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> isCutWhenAByteMoreIsSent(slow));
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(BOUND.dividedBy(2));
        }
    }

    private static boolean isCutWhenAByteMoreIsSent(Socket socket) {
        try {
            socket.getOutputStream().write(0);
            return false;
        } catch (IOException cut) {
            return true;
        }
    }
}
