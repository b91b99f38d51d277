package io.octoswarm.instance;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** This Octo, as it presents itself to others. Thread-safe. */
@Component
public class Instance {
    private final InstanceSettings settings;
    private final ObjectProvider<LoadSource> loadSources;
    private final Clock clock;
    private final Instant startedAt;
    private final String version;
    private volatile @Nullable LoadSource loadSource;

    Instance(InstanceSettings settings, ObjectProvider<LoadSource> loadSources, Clock clock) {
        this.settings = settings;
        this.loadSources = loadSources;
        this.clock = clock;
        this.startedAt = clock.instant();
        this.version = Version.current();
    }

    public String name() {
        return settings.name();
    }

    public boolean isNamed(String name) {
        return settings.name().equalsIgnoreCase(name);
    }

    public int port() {
        return settings.port();
    }

    public Role role() {
        return settings.role();
    }

    public List<String> capabilities() {
        return settings.capabilities();
    }

    public Profile profile() {
        return settings.profile();
    }

    public boolean enabled() {
        return settings.enabled();
    }

    public String version() {
        return version;
    }

    public Duration uptime() {
        return Duration.between(startedAt, clock.instant());
    }

    /** How busy this Octo is now. */
    public Load load() {
        LoadSource source = loadSource();
        return source == null ? Load.UNKNOWN : source.load();
    }

    /** Found late, as the runner is made after us, and kept: the search costs more than the rest of get_info. */
    private @Nullable LoadSource loadSource() {
        LoadSource source = loadSource;
        if (source == null) {
            source = loadSources.getIfAvailable();
            loadSource = source;
        }
        return source;
    }
}
