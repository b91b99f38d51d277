package io.octoswarm.bench.load;

import java.nio.charset.StandardCharsets;

/** One HTTP request, ready to be written as it is. */
record Request(byte[] bytes) {
    static Request get(String path) {
        return new Request(("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    }

    static Request post(String path, String json) {
        return new Request(("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                        + "Accept: application/json, text/event-stream\r\nContent-Type: application/json\r\n"
                        + "Content-Length: " + json.length() + "\r\n\r\n" + json)
                .getBytes(StandardCharsets.US_ASCII));
    }

    /** The call of a tool over MCP. */
    static Request tool(String name, String arguments) {
        return post("/mcp", call(name, arguments));
    }

    static String call(String name, String arguments) {
        return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"" + name
                + "\",\"arguments\":" + arguments + "}}";
    }
}
