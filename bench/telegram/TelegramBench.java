package io.octoswarm.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Messages that came into the group while the bot was down, 1,000 or as many as the second argument says: how long until
 * all are read and recorded, and until the tenth of them that is addressed is answered, at the pace of the first
 * argument in messages a minute; and the memory meanwhile. The Octo is the built jar as a process, Telegram the fake one
 * of the tests.
 */
public final class TelegramBench {
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private TelegramBench() {}

    public static void main(String[] arguments) throws Exception {
        int perMinute = Integer.parseInt(arguments[0]);
        int messages = Integer.parseInt(arguments[1]);
        Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "telegram-bench");
        try (FakeTelegram telegram = FakeTelegram.start()) {
            telegram.floodControl(perMinute <= 20);
            String token = telegram.bot(222, "sentinel_octo_bot");
            settings(folder, telegram, token, perMinute);
            Process before = start(folder);
            until(() -> telegram.calls().contains("getupdates"));
            TimeUnit.SECONDS.sleep(10); // the start's own garbage
            long idle = rss(before);
            before.destroyForcibly().waitFor();
            List<Integer> addressed = talk(telegram, messages);
            long polls = polls(telegram);
            Process octo = start(folder);
            try {
                until(() -> polls(telegram) > polls);
                measure(folder, telegram, token, octo, new Run(perMinute, messages, addressed, idle));
            } finally {
                octo.destroy();
                octo.waitFor(20, TimeUnit.SECONDS);
            }
        }
    }

    private record Run(int perMinute, int messages, List<Integer> addressed, long idle) {}

    private static long polls(FakeTelegram telegram) {
        return telegram.calls().stream().filter("getupdates"::equals).count();
    }

    /** Every tenth message is addressed to the Octo. */
    private static List<Integer> talk(FakeTelegram telegram, int messages) {
        List<Integer> addressed = new ArrayList<>();
        for (int i = 0; i < messages; i++) {
            boolean asked = i % 10 == 0;
            int id = telegram.say(asked ? "sentinel, who are you?" : "somebody said number " + i);
            if (asked) {
                addressed.add(id);
            }
        }
        return addressed;
    }

    private static void settings(Path folder, FakeTelegram telegram, String token, int perMinute) throws IOException {
        Map<String, String> settings = new HashMap<>(telegram.settings(token));
        settings.put("SWARM_NAME", "sentinel");
        settings.put("SWARM_PORT", String.valueOf(FreePort.find()));
        settings.put("SWARM_DISCOVERY", "off");
        settings.put("TELEGRAM_MESSAGES_PER_MINUTE", String.valueOf(perMinute));
        List<String> lines = new ArrayList<>();
        settings.forEach((name, value) -> lines.add(name + "=" + value));
        Files.write(folder.resolve(".env"), lines);
    }

    private static Process start(Path folder) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx200m",
                        "-jar",
                        Path.of("target/octo-swarm.jar").toAbsolutePath().toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("octo.log").toFile())
                .start();
    }

    private static void measure(Path folder, FakeTelegram telegram, String token, Process octo, Run run)
            throws Exception {
        long begin = System.nanoTime();
        Path database = folder.resolve(".octo/swarm/octo.db");
        long most = rss(octo);
        long read = 0;
        long answered = 0;
        while (answered == 0) {
            most = Math.max(most, rss(octo));
            if (read == 0 && telegram.unconfirmed(token) == 0 && recorded(database) >= run.messages()) {
                read = System.nanoTime() - begin;
            }
            if (read > 0 && run.addressed().stream().allMatch(id -> isAnswered(telegram, id))) {
                answered = System.nanoTime() - begin;
            }
            if (System.nanoTime() - begin > LONGEST.toNanos()) {
                throw new IllegalStateException("Not done after " + LONGEST + "; see " + folder);
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        TimeUnit.SECONDS.sleep(10); // whatever is said too much has come by then
        long twice = run.addressed().stream()
                .filter(id -> telegram.answersTo(id).size() != 1)
                .count();
        System.out.printf(
                Locale.ROOT,
                "| %d | %,d | %.1f | %d | %.1f | %.1f | %d | %d | %d / %d / %d |%n",
                run.perMinute(),
                run.messages(),
                read / 1e9,
                run.addressed().size(),
                answered / 1e9,
                run.addressed().size() * 60e9 / answered,
                twice,
                telegram.floods(),
                run.idle(),
                most,
                rss(octo));
    }

    /** The sign that an answer is being made is none. */
    private static boolean isAnswered(FakeTelegram telegram, int message) {
        List<FakeTelegram.Posted> answers = telegram.answersTo(message);
        return !answers.isEmpty()
                && answers.stream().noneMatch(answer -> answer.text().startsWith("Working on it"));
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void until(Condition condition) throws Exception {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("The Octo does not come up.");
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static long recorded(Path database) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                ResultSet row = connection
                        .createStatement()
                        .executeQuery("select count(*) from message where kind <> 'self'")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Resident memory in MB. */
    private static long rss(Process process) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }
}
