package io.octoswarm.bench;

import io.octoswarm.agent.Agent;
import io.octoswarm.agent.Question;
import io.octoswarm.instance.Instance;
import io.octoswarm.instance.Load;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the tools are measured against. Compiled by {@code bench/run} alone; no jar has it. */
@RestController
@RequestMapping("/bench")
class PlainEndpoints {
    private static final int MOST_CALLS = 1_000_000;

    private final Instance instance;
    private final Agent agent;
    private final BenchAgent bench;
    private final Clock clock;

    PlainEndpoints(Instance instance, Agent agent, BenchAgent bench, Clock clock) {
        this.instance = instance;
        this.agent = agent;
        this.bench = bench;
        this.clock = clock;
    }

    /** What get_info tells, and nothing around it. */
    @GetMapping("/info")
    Map<String, Object> info() {
        Load load = instance.load();
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("name", instance.name());
        info.put("capabilities", instance.capabilities());
        info.put("status", "online");
        info.put("role", instance.role().text());
        info.put("version", instance.version());
        info.put("load", Map.of("running", load.running(), "queued", load.queued(), "capacity", load.capacity()));
        info.put("uptime_seconds", instance.uptime().toSeconds());
        info.put("telegram_username", null);
        info.put("board", null);
        return info;
    }

    /** The same with a JSON body to read, as the tool's call has one. */
    @PostMapping("/info")
    Map<String, Object> info(@RequestBody Map<String, Object> message) {
        if (!"2.0".equals(message.get("jsonrpc"))) {
            throw new IllegalArgumentException("JSON-RPC is sent here, as to the tool.");
        }
        return info();
    }

    /** How long the agent itself takes, in nanoseconds. */
    @GetMapping("/direct")
    Map<String, Long> direct(@RequestParam int calls) {
        long[] nanos = new long[Math.min(calls, MOST_CALLS)];
        for (int i = 0; i < nanos.length; i++) {
            Question question =
                    new Question("uptime?", "", List.of(), clock.instant().plusSeconds(300), null);
            long start = System.nanoTime();
            agent.answer(question);
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        return Map.of("p50", nanos[nanos.length / 2], "p99", nanos[(int) (nanos.length * 0.99)]);
    }

    @GetMapping("/blocked")
    int blocked() {
        return bench.blocked();
    }

    @PostMapping("/release")
    void release() {
        bench.release();
    }
}
