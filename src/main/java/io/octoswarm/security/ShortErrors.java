package io.octoswarm.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line in place of Tomcat's page for what never came as far as an application, such as headers without an end. */
final class ShortErrors extends ErrorReportValve {
    private static final Logger log = LoggerFactory.getLogger(ShortErrors.class);

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        byte[] line = (line(response.getStatus()) + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            response.setContentType("text/plain;charset=UTF-8");
            response.setContentLength(line.length);
            response.getOutputStream().write(line);
            response.finishResponse();
        } catch (IOException | IllegalStateException gone) {
            log.debug("The asker is not told of its mistake any more", gone);
        }
    }

    private static String line(int status) {
        return switch (status) {
            case 400 -> "The request is malformed, or its headers are too large or too many.";
            case 414 -> "The path is too long.";
            case 431 -> "The headers are too large.";
            case 501, 505 -> "Only HTTP/1.1 is spoken here.";
            default -> "The request failed with HTTP status " + status + ".";
        };
    }
}
