package io.octoswarm.agent.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

class OrderedSkillsTests {
    @Test
    void areInjectedInTheOrderInWhichTheirAnswersAreJoined() {
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            context.registerBean(Clock.class, Clock::systemUTC);
            context.scan(Skill.class.getPackageName());
            context.refresh();

            assertThat(context.getBeanProvider(Skill.class).orderedStream().map(Skill::name))
                    .containsExactly(
                            "uptime",
                            "load",
                            "memory",
                            "disks",
                            "processes",
                            "network",
                            "services",
                            "logs",
                            "date and time");
        }
    }
}
