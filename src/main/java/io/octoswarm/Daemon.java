package io.octoswarm;

import io.octoswarm.agent.AgentSettings;
import io.octoswarm.instance.Home;
import java.time.Clock;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;

/** Starts the Octo of this device. */
@Configuration(proxyBeanMethods = false)
class Daemon {
    private static final Logger log = LoggerFactory.getLogger(Daemon.class);

    /** Returns when the Octo serves; it then runs until the process is asked to end. */
    static ConfigurableApplicationContext start(Settings settings) {
        Home home = Home.take(settings.instance().folder());
        SpringApplication application = new SpringApplication(OctoSwarm.class);
        application.addInitializers(context -> {
            // First of all sources: a SERVER_PORT meant for another program must not move this one.
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource("octo", properties(settings, home)));
            settings.records()
                    .forEach(settingsRecord -> context.getBeanFactory()
                            .registerSingleton(settingsRecord.getClass().getSimpleName(), settingsRecord));
            context.getBeanFactory().registerSingleton("home", home);
        });
        try {
            ConfigurableApplicationContext context = application.run();
            announce(settings);
            return context;
        } catch (RuntimeException failure) {
            throw StartFailure.explained(failure, settings.instance());
        }
    }

    @Bean
    static Clock clock() {
        return Clock.systemUTC();
    }

    private static Map<String, Object> properties(Settings settings, Home home) {
        return Map.of(
                "server.port",
                settings.instance().port(),
                "spring.datasource.url",
                "jdbc:sqlite:" + home.database(),
                AgentSettings.CHOSEN,
                settings.agent().chosen().text());
    }

    private static void announce(Settings settings) {
        settings.warnings().forEach(log::warn);
        log.info(
                "{} is up: http://localhost:{}/ ({}, capabilities: {}, answers by: {})",
                settings.instance().name(),
                settings.instance().port(),
                settings.instance().role().text(),
                settings.instance().capabilities().isEmpty()
                        ? "none"
                        : String.join(", ", settings.instance().capabilities()),
                settings.agent().brain());
    }
}
