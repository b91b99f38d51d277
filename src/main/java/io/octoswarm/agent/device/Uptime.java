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
                    "how long … (?:{machine}|you|it|we|everything) … (?:up|running|online|alive)",
                    "how long … (?:{machine}|you|it|everything) … on $",
                    "how long (?:up|online)",
                    "how long since … (?:reboot|restart|boot)",
                    "(?:when|last|latest|recent|recently) … (?:reboot|restart|boot)(?:ed)?",
                    "when … (?:{machine}|you) … (?:start|started|come) ?up $",
                    "(?:{machine}|you) … (?:reboot|restart)(?:ed)? (?:recently|lately|today|yesterday|last)",
                    "(?:last|latest|recent) (?:reboot|restart|boot)~",
                    "(?:is|are) ?(?:the|this|your|our) (?:{machine}|you) … (?:up|alive|running|online)",
                    "how is ?(?:the|this|your|our) {machine} ?(?:doing|today|now) $",
                    "läuft ?(?:der|die|das|dein) {machine} … $",
                    "since when … (?:{machine}|you|it|everything) … (?:up|running|on)",
                    "(?:wie lange|seit wann) läufst",
                    "(?:wie lange|seit wann) läuft … {machine}",
                    "(?:wie lange|seit wann) … (?:{machine}|du) … (?:an|wach|online|aktiv|eingeschaltet|gestartet|betrieb)",
                    "betriebszeit",
                    "(?:letzte|letzter|letzten) (?:neu)?start",
                    "wann … (?:{machine}|du) … (?:gestartet|hochgefahren)",
                    "wann … (?:neu gestartet|neugestartet|hochgefahren|neustart)")
            .except(
                    "{machine} (?:update|backup|service|process|job|app)~",
                    "how long (?:can|could|should|will|would)",
                    "up (?:for|to) (?:a|an|it)",
                    "running (?:hot|warm|late|low|away|out|a)");

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
