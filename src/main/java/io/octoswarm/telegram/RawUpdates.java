package io.octoswarm.telegram;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.telegram.telegrambots.meta.api.methods.botapimethods.BotApiMethod;
import org.telegram.telegrambots.meta.api.objects.ApiResponse;
import org.telegram.telegrambots.meta.exceptions.TelegramApiRequestException;

/**
 * getUpdates whose updates stay JSON: one that the library cannot read must not keep all others from being received.
 */
final class RawUpdates extends BotApiMethod<RawUpdates.Batch> {
    /** What has a chat and a person in it; everything else would be received for nothing. */
    static final List<String> KINDS = List.of("message", "edited_message", "my_chat_member");

    /** One update as it came. */
    record Raw(long id, String json) implements Serializable {}

    static final class Batch extends ArrayList<Raw> {
        private static final long serialVersionUID = 1L;
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    @JsonProperty("offset")
    private final Long offset;

    @JsonProperty("timeout")
    private final Integer timeout;

    @JsonProperty("limit")
    private final Integer limit = 100;

    @JsonProperty("allowed_updates")
    private final List<String> kinds = KINDS;

    /**
     * @param offset everything before it is confirmed
     * @param timeout how long Telegram waits for news, in seconds
     */
    RawUpdates(long offset, int timeout) {
        this.offset = offset;
        this.timeout = timeout;
    }

    @Override
    public String getMethod() {
        return "getupdates";
    }

    @Override
    public Batch deserializeResponse(String answer) throws TelegramApiRequestException {
        try {
            JsonNode response = JSON.readTree(answer);
            if (!response.path("ok").asBoolean()) {
                throw new TelegramApiRequestException(
                        "refused",
                        JSON.convertValue(
                                response,
                                new com.fasterxml.jackson.core.type.TypeReference<ApiResponse<Serializable>>() {}));
            }
            Batch batch = new Batch();
            for (JsonNode update : response.path("result")) {
                batch.add(new Raw(update.path("update_id").asLong(), update.toString()));
            }
            return batch;
        } catch (JsonProcessingException | IllegalArgumentException noJson) {
            throw new TelegramApiRequestException("no JSON");
        }
    }
}
