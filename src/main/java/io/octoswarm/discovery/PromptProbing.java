package io.octoswarm.discovery;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.atomic.AtomicInteger;
import javax.jmdns.impl.DNSTaskStarter;
import javax.jmdns.impl.JmDNSImpl;
import javax.jmdns.impl.tasks.state.Prober;
import org.jspecify.annotations.Nullable;

/**
 * Makes JmDNS ask for its names as RFC 6762 section 8.1 wants it, three times 250 ms apart. By itself it takes a second
 * each while it begins, and nobody hears of an Octo for 4 s; so it takes 2. After a conflict it is as slow as it was.
 */
final class PromptProbing implements InvocationHandler {
    /** For the host's name and for the service's. */
    private static final int FIRST_PROBES = 2;

    private static final Timer TIMER = new Timer("mDNS probes", true) {
        @Override
        public void schedule(TimerTask probe, long delay, long period) {
            super.schedule(probe, delay / 4, period / 4);
        }
    };

    private final JmDNSImpl dns;
    private final DNSTaskStarter starter;
    private final AtomicInteger begun = new AtomicInteger();

    private PromptProbing(JmDNSImpl dns) {
        this.dns = dns;
        this.starter = new DNSTaskStarter.DNSTaskStarterImpl(dns);
    }

    /** For all of JmDNS in this process. */
    static void install() {
        DNSTaskStarter.Factory.setClassDelegate(dns -> (DNSTaskStarter) Proxy.newProxyInstance(
                DNSTaskStarter.class.getClassLoader(), new Class<?>[] {DNSTaskStarter.class}, new PromptProbing(dns)));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (method.getName().equals("startProber") && begun.getAndIncrement() < FIRST_PROBES) {
            new Prober(dns).start(TIMER);
            return null;
        }
        try {
            return method.invoke(starter, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getTargetException();
        }
    }
}
