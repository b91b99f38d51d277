package io.octoswarm.agent.device;

import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The date and the time at the device's place. */
@Component
@Order(90)
final class DateAndTime extends Telling {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("'It is' HH:mm 'on' EEEE, MMMM d, uuuu", Locale.ENGLISH);
    private static final Topic TOPIC = Topic.of(
                    "what time is it",
                    "what (?:is|was) ?(?:the|your|todays) ?(?:current|local|exact|system|server) (?:time|date|day)",
                    "(?:current|local|system|server|device) (?:time|date)",
                    "time is it",
                    "^ ?the (?:time|date) ?please $",
                    "(?:time|date) and (?:time|date)",
                    "(?:time|date) (?:now|today|right now)",
                    "tell me the (?:time|date)",
                    "(?:todays|current) (?:date|day)",
                    "what (?:day|date|year|month|weekday) is (?:it|today|this)",
                    "(?:which|what) (?:day|date) … today",
                    "what time zone",
                    "(?:time zone|timezone|zeitzone)",
                    "uhrzeit",
                    "wie (?:spät|viel uhr) (?:ist|haben)",
                    "wie (?:spät|viel uhr) $",
                    "(?:welches|heutiges|aktuelles|das) datum",
                    "datum … (?:heute|aktuell)",
                    "^ datum $",
                    "(?:welcher|welchen) (?:wochen)?tag … heute",
                    "welchen tag haben wir")
            .except(
                    "(?:time|date|day|timezone|time zone|uhrzeit|spät|uhr|datum) (?:is it |ist es )?(?:of|for|in|at|on|auf|when|difference|between|constant|complexity|limit|travel|der|des|von) (?!(?:utc|here|now) )\\S+",
                    "(?:release|due|expiry|expiration|birth|start|end|delivery|run|response) (?:date|time)",
                    "(?:best|good|first|last|next|have|a) (?:time|date|day)",
                    "(?:um|auf|ab|bis) wie viel uhr",
                    "(?:at|by) what time",
                    "(?:ago|from (?:now|today)|coming)",
                    "(?:now|today|heute|jetzt|gerade) in (?!utc )\\S+",
                    "(?:time zone|timezone|zeitzone) (?:is|ist|hat|gilt|liegt) (?!(?:the|this|it|here|hier|der|dieser|{machine}) )\\S+",
                    "(?:tomorrow|yesterday|morgen|gestern)");

    private final WallClock clock;

    DateAndTime(WallClock clock) {
        super("date and time", "the date and the time here", TOPIC);
        this.clock = clock;
    }

    @Override
    String tell(String question) {
        return clock.now().format(FORMAT) + " (" + clock.zone() + ").";
    }
}
