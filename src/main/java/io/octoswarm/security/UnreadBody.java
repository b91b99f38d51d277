package io.octoswarm.security;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/**
 * Reads what an answer left unread of its request's body, so that the asker hears the answer before the connection ends,
 * for {@value #MOST_SECONDS} s and what one read waits. Tomcat by itself would read it for as long as a byte comes now and
 * then, on a thread of the server.
 */
final class UnreadBody extends ValveBase {
    static final int MOST_SECONDS = 2;

    UnreadBody() {
        super(true); // what is asynchronous has no body here
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
        if (!request.isAsync()
                && !is(request, ActionCode.IS_ERROR)
                && !is(request, ActionCode.REQUEST_BODY_FULLY_READ)) {
            response.finishResponse();
            if (!isReadToItsEnd(request)) {
                request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
            }
        }
    }

    /** After an error of its own, such as headers that cannot be read, Tomcat ends the connection anyway. */
    private static boolean is(Request request, ActionCode state) {
        AtomicBoolean answer = new AtomicBoolean();
        request.getCoyoteRequest().action(state, answer);
        return answer.get();
    }

    /** From below the request, whose own stream ends with the answer. */
    private static boolean isReadToItsEnd(Request request) throws IOException {
        long begun = System.nanoTime();
        Passed bytes = new Passed();
        int total = 0;
        while (total <= AccessFilter.MOST_BODY_BYTES
                && request.getContentLengthLong() <= AccessFilter.MOST_BODY_BYTES
                && System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(MOST_SECONDS)) {
            int count = request.getCoyoteRequest().doRead(bytes);
            if (count < 0) {
                return true;
            }
            total += count;
        }
        return false;
    }

    /** Keeps nothing of what is read. */
    private static final class Passed implements ApplicationBufferHandler {
        private ByteBuffer bytes = ByteBuffer.allocate(0);

        @Override
        public void setByteBuffer(ByteBuffer read) {
            bytes = read;
        }

        @Override
        public ByteBuffer getByteBuffer() {
            return bytes;
        }

        @Override
        public void expand(int size) {
            // what is read stands in a buffer of the connection's
        }
    }
}
