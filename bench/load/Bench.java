package io.octoswarm.bench.load;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;

/** The load program: each word measures one thing, prints it and ends by itself. Started by {@code bench/run}. */
final class Bench {
    private static final List<Integer> CONNECTIONS = List.of(1, 8, 32);

    private Bench() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        String what = arguments.length == 1 ? arguments[0] : "";
        header();
        switch (what) {
            case "calls" -> calls();
            case "node" -> node();
            case "ask" -> ask();
            case "health" -> health();
            case "start" -> StartUp.run();
            default -> {
                System.err.println("Usage: bench/run calls|node|ask|health|start");
                System.exit(2);
            }
        }
        System.out.println();
        System.out.println("Load of the machine at the end: " + load());
    }

    private static void calls() throws IOException, InterruptedException {
        try (Server octo = Server.withPlainEndpoints()) {
            new Contest(List.of(
                            getInfo("POST /mcp", octo),
                            new Target(
                                    "plain POST",
                                    octo,
                                    Request.post("/bench/info", Request.call("get_info", "{}")),
                                    "\"status\":\"online\""),
                            new Target("plain GET", octo, Request.get("/bench/info"), "\"status\":\"online\"")))
                    .run(CONNECTIONS);
        }
    }

    private static void node() throws IOException, InterruptedException {
        try (Server octo = Server.withPlainEndpoints();
                Server node = Server.typeScript()) {
            new Contest(List.of(getInfo("Octo", octo), getInfo("TypeScript SDK", node))).run(CONNECTIONS);
        }
    }

    private static Target getInfo(String name, Server server) {
        return new Target(name, server, Request.tool("get_info", "{}"), "\"structuredContent\":{");
    }

    private static void ask() throws IOException, InterruptedException {
        try (Server octo = Server.withPlainEndpoints()) {
            Request direct = Request.get("/bench/direct?calls=200000");
            Connection.once(octo.port(), direct);
            System.out.println("The agent itself, ns: " + Connection.once(octo.port(), direct));
            System.out.println();
            new Contest(List.of(new Target("ask", octo, Request.tool("ask", "{\"question\":\"uptime?\"}"), "47 days")))
                    .run(CONNECTIONS);
        }
    }

    private static void health() throws IOException, InterruptedException {
        try (Server octo = Server.withPlainEndpoints()) {
            HealthUnderAsks.run(octo);
        }
    }

    private static void header() {
        System.out.println("Java " + Runtime.version() + ", "
                + Runtime.getRuntime().availableProcessors() + " processors, load of the machine " + load());
        System.out.println();
    }

    private static String load() {
        return String.format(
                Locale.ROOT,
                "%.1f",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }
}
