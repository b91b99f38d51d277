package io.octoswarm.agent.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.octoswarm.agent.program.Programs;
import io.octoswarm.instance.Home;
import io.octoswarm.instance.Variables;
import io.octoswarm.task.TaskSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

class OrderedSkillsTests {
    @Test
    void areInjectedInTheOrderInWhichTheirAnswersAreJoined(@TempDir Path folder) {
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            context.registerBean(Clock.class, Clock::systemUTC);
            context.registerBean(Home.class, () -> Home.take(folder));
            context.registerBean(TaskSettings.class, () -> TaskSettings.from(new Variables(Map.of())));
            context.scan(Skill.class.getPackageName());
            context.scan(Programs.class.getPackageName());
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
