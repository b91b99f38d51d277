package io.octoswarm.telegram;

import io.octoswarm.telegram.BotFailure.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.client.okhttp.OkHttpTelegramClient;
import org.telegram.telegrambots.meta.TelegramUrl;
import org.telegram.telegrambots.meta.api.methods.botapimethods.BotApiMethod;
import org.telegram.telegrambots.meta.api.methods.send.SendDocument;
import org.telegram.telegrambots.meta.api.objects.File;
import org.telegram.telegrambots.meta.api.objects.ResponseParameters;
import org.telegram.telegrambots.meta.api.objects.message.Message;
import org.telegram.telegrambots.meta.exceptions.TelegramApiException;
import org.telegram.telegrambots.meta.exceptions.TelegramApiRequestException;

/**
 * Calls of Telegram's Bot API; the calling thread waits. Nothing is sent a second time by itself, and what goes wrong
 * comes as a {@link BotFailure}, without the token that stands in every URL. Thread-safe.
 */
final class BotApi implements AutoCloseable {
    private static final Duration LONGEST_CALL = Duration.ofSeconds(30);
    private final Reasons reasons;
    private final Clock clock;
    private volatile @Nullable Duration skew;
    private final HttpUrl files;
    private final OkHttpClient http;
    private final OkHttpTelegramClient calls;
    private final OkHttpTelegramClient polls;

    BotApi(TelegramSettings settings, String token, Patience patience, Clock clock) {
        this.reasons = new Reasons(token, settings.proxy());
        this.clock = clock;
        this.http = client(settings);
        this.files = Objects.requireNonNull(HttpUrl.get(settings.apiUrl()), "it begins with http")
                .newBuilder()
                .addPathSegment("file")
                .addPathSegment("bot" + token)
                .build();
        TelegramUrl url = url(settings.apiUrl());
        this.calls = new OkHttpTelegramClient(http, token, url);
        this.polls = new OkHttpTelegramClient(
                http.newBuilder()
                        .callTimeout(patience.limit())
                        .readTimeout(patience.limit())
                        .build(),
                token,
                url);
    }

    <T extends Serializable, M extends BotApiMethod<T>> T call(M method) throws BotFailure, InterruptedException {
        return result(() -> calls.executeAsync(method));
    }

    RawUpdates.Batch poll(RawUpdates updates) throws BotFailure, InterruptedException {
        return result(() -> polls.executeAsync(updates));
    }

    Message call(SendDocument document) throws BotFailure, InterruptedException {
        return result(() -> calls.executeAsync(document));
    }

    /** The bytes of a file that a person sent, at most so many. The library would ask Telegram's own server for them. */
    byte[] download(File file, int most) throws BotFailure, InterruptedException {
        Request request = new Request.Builder()
                .url(files.newBuilder()
                        .addPathSegments(String.valueOf(file.getFilePath()))
                        .build())
                .build();
        try (Response response = http.newCall(request).execute();
                InputStream bytes = Objects.requireNonNull(response.body(), "an answer has a body")
                        .byteStream()) {
            if (!response.isSuccessful()) {
                throw new Fault(response.code());
            }
            return bytes.readNBytes(most);
        } catch (IOException cut) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            throw failure(cut);
        }
    }

    /** How far our clock is ahead of Telegram's, by its last answer, within a second or two; null: there was none. */
    @Nullable
    Duration skew() {
        return skew;
    }

    /** Calls under way end at once. */
    @Override
    public void close() {
        http.dispatcher().cancelAll();
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    private interface Call<T> {
        CompletableFuture<T> begin() throws TelegramApiException;
    }

    private <T> T result(Call<T> call) throws BotFailure, InterruptedException {
        try {
            return Objects.requireNonNull(call.begin().get(), "a call has a result");
        } catch (ExecutionException failed) {
            throw failure(Objects.requireNonNullElse(failed.getCause(), failed));
        } catch (TelegramApiException | RuntimeException unsent) {
            throw new BotFailure(Kind.REFUSED, reasons.of(unsent));
        }
    }

    private BotFailure failure(Throwable failure) {
        if (failure instanceof TelegramApiRequestException answer && answer.getErrorCode() != null) {
            return refused(answer.getErrorCode(), answer);
        }
        Throwable cause =
                Objects.requireNonNullElse(failure.getCause(), failure); // a call that takes too long wraps it
        for (Throwable told : List.of(failure, cause)) {
            if (told instanceof Unsent unsent) {
                return new BotFailure(Kind.NOT_SENT, reasons.of(unsent.why()));
            }
        }
        return new BotFailure(Kind.UNCLEAR, reasons.of(failure));
    }

    private BotFailure refused(int code, TelegramApiRequestException answer) {
        ResponseParameters more = answer.getParameters();
        Integer wait = more == null ? null : more.getRetryAfter();
        String said = answer.getApiResponse() == null ? "error " + code : answer.getApiResponse();
        Kind kind = switch (code) {
            case 401, 404 ->
                said.toLowerCase(Locale.ROOT).matches("(not found|unauthorized).*") ? Kind.UNAUTHORIZED : Kind.REFUSED;
            case 409 -> Kind.CONFLICT;
            case 429 -> Kind.TOO_MANY;
            default -> code >= 500 ? Kind.UNCLEAR : Kind.REFUSED;
        };
        return new BotFailure(
                kind,
                reasons.clean(said),
                Duration.ofSeconds(wait == null ? 0 : Math.max(1, wait)),
                more == null ? null : more.getMigrateToChatId());
    }

    private static TelegramUrl url(URI server) {
        boolean plain = server.getScheme().equals("http");
        int port = server.getPort() > 0 ? server.getPort() : plain ? 80 : 443;
        return TelegramUrl.builder()
                .schema(server.getScheme())
                .host(server.getHost())
                .port(port)
                .build();
    }

    private OkHttpClient client(TelegramSettings settings) {
        OkHttpClient.Builder client = new OkHttpClient.Builder()
                .retryOnConnectionFailure(false) // it would send a message again that may have arrived
                .connectTimeout(Duration.ofSeconds(10))
                .readTimeout(LONGEST_CALL)
                .callTimeout(LONGEST_CALL)
                .followRedirects(false)
                .addInterceptor(this::noFault)
                .addInterceptor(Unsent::mark)
                .addNetworkInterceptor(Unsent::begin);
        settings.proxy().ifPresent(proxy -> proxy.lead(client));
        return client.build();
    }

    /** The library takes every answer for JSON. */
    private Response noFault(Interceptor.Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        Date date = response.headers().getDate("Date");
        if (date != null) {
            skew = Duration.between(date.toInstant(), clock.instant());
        }
        @Nullable String type = response.header("Content-Type");
        if (response.code() >= 500 || (!response.isSuccessful() && (type == null || !type.contains("json")))) {
            response.close();
            throw new Fault(response.code());
        }
        return response;
    }

    /** An answer that comes from a server on the way, or from a Telegram in trouble. */
    static final class Fault extends IOException {
        private static final long serialVersionUID = 1L;
        private final int status;

        Fault(int status) {
            super("HTTP status " + status);
            this.status = status;
        }

        int status() {
            return status;
        }
    }
}
