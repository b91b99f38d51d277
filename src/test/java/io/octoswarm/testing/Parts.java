package io.octoswarm.testing;

import io.octoswarm.instance.Home;
import io.octoswarm.instance.Instance;
import io.octoswarm.instance.InstanceSettings;
import io.octoswarm.instance.Variables;
import io.octoswarm.peer.Peers;
import io.octoswarm.security.SecuritySettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.event.SmartApplicationListener;
import tools.jackson.databind.json.JsonMapper;

/**
 * A part of an Octo: its instance and its peers in a folder of the test, with real events between them, and no server,
 * no timer and a clock that stands still. Further parts are added before {@link #start()}.
 */
public final class Parts implements AutoCloseable {
    private final SettableClock clock = new SettableClock();
    private final List<Object> events = Collections.synchronizedList(new ArrayList<>());
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private final Home home;

    private Parts(Path folder, Map<String, String> settings) {
        Map<String, String> values = new HashMap<>(Map.of("SWARM_NAME", "atlas", "OCTO_DIR", folder.toString()));
        values.putAll(settings);
        Variables variables = new Variables(values);
        home = Home.take(folder);
        with("clock", java.time.Clock.class, () -> clock);
        with("nanoTime", LongSupplier.class, () -> clock::nanoTime);
        with("home", Home.class, () -> home);
        with("instanceSettings", InstanceSettings.class, () -> InstanceSettings.from(variables));
        with("securitySettings", SecuritySettings.class, () -> SecuritySettings.from(variables));
        with("json", JsonMapper.class, JsonMapper::new);
        context.register(Instance.class, Peers.class);
        context.addApplicationListener(new Listener());
    }

    /** Of an Octo named atlas on port 9100. */
    public static Parts of(Path folder) {
        return new Parts(folder, Map.of());
    }

    public static Parts of(Path folder, Map<String, String> settings) {
        return new Parts(folder, settings);
    }

    public Parts with(Class<?>... parts) {
        context.register(parts);
        return this;
    }

    public <T> Parts with(String name, Class<T> type, Supplier<T> part) {
        context.registerBean(name, type, part::get);
        return this;
    }

    public Parts start() {
        context.refresh();
        return this;
    }

    public <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    public SettableClock clock() {
        return clock;
    }

    public Home home() {
        return home;
    }

    /** What was published since the start or the last {@link #forgetEvents()}, in its order. */
    public List<Object> events() {
        synchronized (events) {
            return List.copyOf(events);
        }
    }

    public void forgetEvents() {
        events.clear();
    }

    @Override
    public void close() throws IOException {
        context.close();
        home.close();
    }

    private final class Listener implements SmartApplicationListener {
        @Override
        public boolean supportsEventType(Class<? extends org.springframework.context.ApplicationEvent> type) {
            return PayloadApplicationEvent.class.isAssignableFrom(type);
        }

        @Override
        public void onApplicationEvent(org.springframework.context.ApplicationEvent event) {
            events.add(((PayloadApplicationEvent<?>) event).getPayload());
        }
    }
}
