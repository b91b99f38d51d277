package io.octoswarm.agent.device;

import io.octoswarm.agent.device.LogReading.LogLine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** The log file of systems without a journal. Only its end is read; what that does not reach back to is said. */
@Component
final class SyslogFile implements LogSource {
    static final int MOST_BYTES = 256 * 1024;

    private static final Pattern ERROR =
            Pattern.compile("\\b(?:error|errors|crit|critical|alert|emerg|emergency)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern NO_ERROR =
            Pattern.compile("\\b(?:no|0|zero|without|any) errors?\\b", Pattern.CASE_INSENSITIVE);

    private final List<Path> places;
    private final WallClock clock;

    @Autowired
    SyslogFile(WallClock clock) {
        this(clock, List.of(Path.of("/var/log/syslog"), Path.of("/var/log/messages")));
    }

    SyslogFile(WallClock clock, List<Path> places) {
        this.clock = clock;
        this.places = places;
    }

    @Override
    public LogReading errors(Duration last) {
        Optional<Path> file = places.stream()
                .filter(Files::isRegularFile)
                .filter(Files::isReadable)
                .findFirst();
        if (file.isEmpty()) {
            return new LogReading.Unread("there is no log file that this user may read");
        }
        try {
            return errors(file.get(), last);
        } catch (IOException unreadable) {
            return new LogReading.Unread(file.get() + " could not be read (" + unreadable.getMessage() + ")");
        }
    }

    private LogReading errors(Path file, Duration last) throws IOException {
        SyslogTime time = new SyslogTime(clock.now());
        List<LogLine> lines = new ArrayList<>();
        end(file).lines().forEach(line -> time.parse(line).ifPresent(lines::add));
        if (lines.isEmpty()) {
            return new LogReading.Unread(file + " has no line whose time I can read");
        }
        Instant since = clock.instant().minus(last);
        Instant oldest = lines.get(0).at();
        Collections.reverse(lines);
        List<LogLine> errors = lines.stream()
                .filter(line -> line.at().isAfter(since) && isError(line.text()))
                .toList();
        boolean whole = !oldest.isAfter(since);
        return new LogReading.Read(
                errors,
                !whole && Files.size(file) > MOST_BYTES,
                whole ? Optional.empty() : Optional.of(file + ", which I read back to " + clock.time(oldest)));
    }

    private static boolean isError(String text) {
        return ERROR.matcher(NO_ERROR.matcher(text).replaceAll("")).find();
    }

    /** The last bytes of the file; a line that they cut is no line with a time and falls out by itself. */
    private static String end(Path file) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            channel.position(Math.max(0, channel.size() - MOST_BYTES));
            ByteBuffer bytes = ByteBuffer.allocate(MOST_BYTES);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
            return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
        }
    }
}
