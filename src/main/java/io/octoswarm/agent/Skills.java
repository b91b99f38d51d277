package io.octoswarm.agent;

import io.octoswarm.agent.device.InEnglish;
import io.octoswarm.agent.device.Skill;
import io.octoswarm.instance.InstanceSettings;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What this Octo can tell without a model: the device's subjects, and the swarm's. Thread-safe. */
@Component
class Skills {
    private static final int MOST_CHARACTERS = 2_000;

    private final List<Skill> skills;
    private final Pattern myName;

    Skills(List<Skill> skills, InstanceSettings me) {
        this.skills = skills;
        this.myName = Pattern.compile(
                "(?<![\\p{L}\\p{N}_-])" + Pattern.quote(me.name().toLowerCase(Locale.ROOT)) + "(?![\\p{L}\\p{N}_-])");
    }

    /** The sentences of every skill that the text is about, in a fixed order; empty when it is about none. */
    Optional<String> answer(String text) {
        String question = understood(text);
        String answer = covering(question).map(skill -> skill.answer(question)).collect(Collectors.joining(" "));
        return answer.isEmpty() ? Optional.empty() : Optional.of(answer);
    }

    /** Whether the text is about any of them; asks no skill to look at the device. */
    boolean cover(String text) {
        return covering(understood(text)).findAny().isPresent();
    }

    private Stream<Skill> covering(String question) {
        return skills.stream().filter(skill -> skill.covers(question));
    }

    /** The text itself, in English if need be, or with this Octo's name as "this device" where only that makes it a question to us. */
    private String understood(String text) {
        String question = bounded(text);
        String english = InEnglish.of(question);
        return covering(english).findAny().isPresent()
                ? english
                : InEnglish.of(myName.matcher(question).replaceAll("this device"));
    }

    private static String bounded(String text) {
        return text.substring(0, Math.min(text.length(), MOST_CHARACTERS)).toLowerCase(Locale.ROOT);
    }

    /** The subjects, for people. */
    String subjects() {
        return skills.stream().map(Skill::name).collect(Collectors.joining(", "));
    }
}
