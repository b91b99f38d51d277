package io.octoswarm.agent;

import io.octoswarm.agent.device.Skill;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What this Octo can tell without a model: the device's subjects, and the swarm's. Thread-safe. */
@Component
class Skills {
    private static final int MOST_CHARACTERS = 2_000;

    private final List<Skill> skills;

    Skills(List<Skill> skills) {
        this.skills = skills;
    }

    /** The sentences of every skill that the text is about, in a fixed order; empty when it is about none. */
    Optional<String> answer(String text) {
        String question =
                text.substring(0, Math.min(text.length(), MOST_CHARACTERS)).toLowerCase(Locale.ROOT);
        String answer = skills.stream()
                .filter(skill -> skill.covers(question))
                .map(skill -> skill.answer(question))
                .collect(Collectors.joining(" "));
        return answer.isEmpty() ? Optional.empty() : Optional.of(answer);
    }

    /** The subjects, for people. */
    String subjects() {
        return skills.stream().map(Skill::name).collect(Collectors.joining(", "));
    }
}
