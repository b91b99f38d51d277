package io.octoswarm;

import io.octoswarm.agent.AgentSettings;
import io.octoswarm.instance.Home;
import io.octoswarm.security.CertificateFiles;
import io.octoswarm.security.OwnCertificate;
import io.octoswarm.security.SelfSigned;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
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
    private static final String BUNDLE = "spring.ssl.bundle.pem." + CertificateFiles.BUNDLE;

    /** Returns when the Octo serves; it then runs until the process is asked to end. */
    static ConfigurableApplicationContext start(Settings settings) {
        settings.tls().check();
        Home home = Home.take(settings.instance().folder());
        Optional<CertificateFiles> certificate = certificate(settings, home);
        Map<String, Object> properties = properties(settings, home, certificate);
        SpringApplication application = new SpringApplication(OctoSwarm.class);
        application.addInitializers(context -> {
            // First of all sources: a SERVER_PORT meant for another program must not move this one.
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("octo", properties));
            settings.records()
                    .forEach(settingsRecord -> context.getBeanFactory()
                            .registerSingleton(settingsRecord.getClass().getSimpleName(), settingsRecord));
            context.getBeanFactory().registerSingleton("home", home);
            certificate.ifPresent(files -> context.getBeanFactory().registerSingleton("certificateFiles", files));
        });
        try {
            ConfigurableApplicationContext context = application.run();
            if (context.isActive()) { // it may have been asked to end meanwhile
                announce(settings, context.getBean(OwnCertificate.class).scheme());
            }
            return context;
        } catch (RuntimeException failure) {
            throw StartFailure.explained(failure, settings.instance());
        }
    }

    @Bean
    static Clock clock() {
        return Clock.systemUTC();
    }

    /** For pauses: other than a clock, nobody sets it back. */
    @Bean
    static LongSupplier nanoTime() {
        return System::nanoTime;
    }

    private static Optional<CertificateFiles> certificate(Settings settings, Home home) {
        return settings.tls().on()
                ? settings.tls()
                        .files()
                        .or(() -> Optional.of(SelfSigned.in(
                                home.certificates(), settings.instance().name())))
                : Optional.empty();
    }

    private static Map<String, Object> properties(
            Settings settings, Home home, Optional<CertificateFiles> certificate) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("server.port", settings.instance().port());
        properties.put("spring.datasource.url", "jdbc:sqlite:" + home.database());
        properties.put(AgentSettings.CHOSEN, settings.agent().chosen().text());
        home.scratch().ifPresent(scratch -> {
            System.setProperty("org.sqlite.tmpdir", scratch.toString());
            properties.put("server.tomcat.basedir", scratch.toString());
        });
        certificate.ifPresent(files -> {
            properties.put(
                    BUNDLE + ".keystore.certificate",
                    files.certificate().toUri().toString());
            properties.put(BUNDLE + ".keystore.private-key", files.key().toUri().toString());
            properties.put("server.ssl.bundle", CertificateFiles.BUNDLE);
        });
        return properties;
    }

    private static void announce(Settings settings, String scheme) {
        settings.warnings().forEach(log::warn);
        log.info(
                "{} is up: {}://localhost:{}/ ({}, capabilities: {}, answers by: {})",
                settings.instance().name(),
                scheme,
                settings.instance().port(),
                settings.instance().role().text(),
                settings.instance().capabilities().isEmpty()
                        ? "none"
                        : String.join(", ", settings.instance().capabilities()),
                settings.agent().brain());
    }
}
