package io.octoswarm.mcp.client;

import io.modelcontextprotocol.client.transport.HttpClientSseClientTransport;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.client.transport.customizer.McpAsyncHttpClientRequestCustomizer;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.spec.McpClientTransport;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** MCP over HTTP: with the one client for all, and with headers that are asked for at every request. */
final class HttpTransports {
    static final int MOST_RESPONSE_BYTES = 4 << 20;

    /** The first of them knew this transport not yet, but servers that have it agree on that one all the same. */
    private static final List<String> REVISIONS = List.of("2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25");

    private HttpTransports() {}

    static McpClientTransport streamable(URI url, HttpClient http, Mono<Map<String, String>> headers) {
        AnsweringHttp answering = new AnsweringHttp(http);
        McpClientTransport transport = HttpClientStreamableHttpTransport.builder(origin(url))
                .jsonMapper(McpJson.MAPPER)
                .endpoint(endpoint(url))
                .clientBuilder(new SharedClientBuilder(answering))
                .maxResponseSize(MOST_RESPONSE_BYTES)
                .supportedProtocolVersions(REVISIONS)
                .addAsyncHttpRequestCustomizer(with(headers))
                .addAsyncHttpRequestCustomizer(HttpTransports::bounded)
                .build();
        return new AnsweredTransport(transport, answering);
    }

    /** What is sent has its answer in time; what is listened to lasts. */
    private static Publisher<HttpRequest.Builder> bounded(
            HttpRequest.Builder request, String method, URI uri, @Nullable String body, McpTransportContext context) {
        if (method.equals("POST")) {
            request.timeout(AnsweredTransport.limit(context));
            AnsweredTransport.request(context).ifPresent(id -> request.setHeader(AnsweringHttp.ID, id));
        }
        return Mono.just(request);
    }

    /** The form before that one, which some servers still speak. */
    @SuppressWarnings("deprecation") // the protocol's makers have left it; servers have not
    static McpClientTransport sse(URI url, HttpClient http, Mono<Map<String, String>> headers) {
        return HttpClientSseClientTransport.builder(origin(url))
                .jsonMapper(McpJson.MAPPER)
                .sseEndpoint(endpoint(url))
                .clientBuilder(new SharedClientBuilder(http))
                .maxResponseSize(MOST_RESPONSE_BYTES)
                .addAsyncHttpRequestCustomizer(with(headers))
                .build();
    }

    private static McpAsyncHttpClientRequestCustomizer with(Mono<Map<String, String>> headers) {
        return (request, method, uri, body, context) -> headers.map(values -> {
                    values.forEach(request::setHeader);
                    return request;
                })
                .defaultIfEmpty(request);
    }

    private static String origin(URI url) {
        return url.getScheme() + "://" + url.getAuthority();
    }

    private static String endpoint(URI url) {
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
    }
}
