package io.octoswarm.agent.device;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** How busy and how hot the processor is. */
@Component
@Order(20)
final class CpuLoad extends Telling {
    private static final String ALL_MACHINE = "(?:{machine}|cpu|chip|processor|prozessor|you|du|board)";
    private static final Topic HEAT = Topic.of(
                    "^ (?:temp|temperature)~ $",
                    "(?:load|average|cpu|last) (?:and|und) ?(?:the|die) temperatur*",
                    "temperatur* (?:and|und) ?(?:the|die) (?:load|cpu|last)",
                    "(?:cpu|core|system|processor|device|current|your) (?:temp|temperature)~",
                    "the (?:temp|temperature) ?(?:right now|now|here|ok|okay|normal|high|too) $",
                    "(?:temp|temperature)~ of ?(?:the|this|your) " + ALL_MACHINE,
                    "how (?:hot|warm|cool) … " + ALL_MACHINE,
                    "running (?:hot|warm)",
                    "(?:is|are) … " + ALL_MACHINE + " … (?:hot|overheating|overheated)",
                    "is it overheating",
                    "^ temperatur(?:en)? $",
                    "(?:die|deine|aktuelle) temperatur(?:en)? $",
                    "temperatur(?:en)? ?(?:der|des|vom|von) " + ALL_MACHINE,
                    "how (?:hot|warm) is it $",
                    "(?:wie|zu) (?:heiß|heiss|warm) … " + ALL_MACHINE,
                    ALL_MACHINE + " … zu (?:heiß|heiss|warm)")
            .except(
                    "(?:a|colou?r|ideal|best|normal|average|absolute|right) temperature~",
                    "temperature~ (?:outside|tomorrow|today|tonight)",
                    "temperature~ (?:in|of|for|at|on) (?!(?:the |this |your |my )?" + ALL_MACHINE + " )\\S+",
                    "(?:room|oven|water|body|boiling|melting|outside|weather|sea|wetter|surface|außen) … temp*",
                    "temp (?:file|folder|dir|directory)~",
                    "(?:at|to) (?:what|which) temperature~",
                    "temperature~ … (?:boil|melt|freeze|cook|bake|roast)*",
                    "weather",
                    "wetter",
                    "draußen",
                    "outside",
                    "temperatur (?:in|von|im) (?!(?:cpu|prozessor|rechner|server|gerät) )\\S+");
    private static final Topic BUSY = Topic.of(
                    "cpu~",
                    "processor (?:load|usage|use|utili[sz]ation)",
                    "(?:cpu|system|server|machine|current|average|present) load",
                    "load average~",
                    "(?:the|your) load $",
                    "(?:what|how) … load $",
                    "(?:the|your) load ?(?:so|too|very) (?:high|low|ok|okay|fine|normal)",
                    "load (?:now|right|currently)",
                    "load (?:on|of|for) ?(?:the|this|your|our) (?:{machine}|cpu|processor|you)",
                    "how (?:busy|loaded|idle) … (?:{machine}|you|cpu|processor|everything)",
                    "how busy is it ?(?:now|right|here|currently) $",
                    "(?:{machine}|you|there|cpu|everything) … (?:under|high|heavy) load",
                    "^ (?:high|heavy) load",
                    "{machine} … slow",
                    "how is ?(?:the|this|your|our) {machine} ?(?:doing|today|now) $",
                    "auslastung",
                    "systemlast",
                    "cpulast",
                    "cpu last",
                    "prozessor(?:last|auslastung)",
                    "prozessor (?:last|auslastung)",
                    "(?:die|deine) last $",
                    "wie (?:ausgelastet|beschäftigt) … (?:{machine}|du)")
            .except(
                    "(?:buy|best|recommend|which|fastest|cheap|upgrade|versus|vs) … cpu~",
                    "cpu~ … (?:buy|architecture|history|manufacturer~|price~|versus|vs)",
                    "(?:page|work|case|payload|truck|course|teaching|maximum|max|snow|wind|axle) load",
                    "load time~",
                    "load balanc*",
                    "(?:speicher|festplatten) auslastung");

    private final Machine machine;

    CpuLoad(Machine machine) {
        super("load", "how busy the processor is, the load average and its temperature", BUSY);
        this.machine = machine;
    }

    @Override
    public boolean covers(String question) {
        return BUSY.isIn(question) || HEAT.isIn(question);
    }

    @Override
    String tell(String question) {
        boolean heatAsked = HEAT.isIn(question);
        OptionalDouble temperature = machine.temperature();
        String heat = temperature.isPresent()
                ? String.format(Locale.ROOT, "The CPU temperature is %.0f °C.", temperature.getAsDouble())
                : heatAsked ? "I have no temperature sensor here." : "";
        return heatAsked && !BUSY.isIn(Wording.of(question).replace(" cpu ", " "))
                ? heat
                : (load() + " " + heat).strip();
    }

    private String load() {
        List<Double> averages = machine.loadAverages();
        String busy = "The CPU is " + Spell.percent(machine.busy()) + " busy";
        String cores = " on " + Spell.count(machine.cores(), "core");
        if (averages.isEmpty()) {
            return busy + cores + ".";
        }
        return busy + "; load average "
                + Spell.list(averages.stream()
                        .map(average -> String.format(Locale.ROOT, "%.2f", average))
                        .toList())
                + cores + ".";
    }
}
