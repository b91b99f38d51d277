package io.octoswarm.agent.device;

import java.time.Duration;
import java.time.Instant;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** How long the device has been up. */
@Component
@Order(10)
final class Uptime extends Telling {
    private static final Topic TOPIC = Topic.of(
                    "uptime",
                    "up time",
                    "how long … (?:{machine}|you|it|this|everything) … (?:up|running|on|online|alive)",
                    "how long … (?:up|online)",
                    "how long since … (?:reboot|restart|boot)",
                    "(?:when|last|latest|recent|recently) … (?:reboot|restart|boot)(?:ed)?",
                    "when … (?:{machine}|you) … (?:start|started|come up)",
                    "(?:last|latest|recent) (?:reboot|restart|boot)~",
                    "(?:is|are) ?(?:the|this|your|our) (?:{machine}|you) … (?:up|alive|running|online)",
                    "how is ?(?:the|this|your|our) {machine} ?(?:doing|today|now) $",
                    "läuft ?(?:der|die|das|dein) {machine} … $",
                    "since when … (?:up|running|on)",
                    "(?:wie lange|seit wann) … (?:{machine}|du|läufst) …",
                    "betriebszeit",
                    "(?:letzte|letzter|letzten) (?:neu)?start",
                    "wann … (?:neu gestartet|neugestartet|hochgefahren|neustart)")
            .except("{machine} (?:update|backup|service|process|job|app)~");

    private final Machine machine;
    private final WallClock clock;

    Uptime(Machine machine, WallClock clock) {
        super("uptime", "how long this device has been up and when it last started", TOPIC);
        this.machine = machine;
        this.clock = clock;
    }

    @Override
    String tell(String question) {
        Duration uptime = machine.uptime();
        Instant start = clock.instant().minus(uptime);
        String restart = uptime.toDays() > 0 ? clock.day(start) : clock.dayAndTime(start);
        return "Server uptime: " + Spell.duration(uptime) + ". Last restart: " + restart + ".";
    }
}
