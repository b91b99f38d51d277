package io.octoswarm.web;

import io.octoswarm.instance.PlainText;
import java.util.Objects;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.StringUtils;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** A request that cannot be understood; the message says what is allowed. */
final class BadRequest extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadRequest(String message) {
        super(message, null, false, false); // an expected outcome: its stack tells nothing
    }

    /** Tells it in a line, whatever the asker would rather have had; also what Spring found, which has no words for it. */
    @RestControllerAdvice
    static final class Answers {
        @ExceptionHandler
        ResponseEntity<String> answer(BadRequest fault) {
            return line(ResponseEntity.status(HttpStatus.BAD_REQUEST), String.valueOf(fault.getMessage()));
        }

        @ExceptionHandler
        ResponseEntity<String> answer(MissingServletRequestParameterException fault) {
            return refusal(fault, "The parameter \"" + fault.getParameterName() + "\" is missing.");
        }

        @ExceptionHandler
        ResponseEntity<String> answer(HttpMediaTypeNotSupportedException fault) {
            return refusal(
                    fault, "The body must be sent as " + MediaType.toString(fault.getSupportedMediaTypes()) + ".");
        }

        @ExceptionHandler
        ResponseEntity<String> answer(HttpRequestMethodNotSupportedException fault) {
            Set<HttpMethod> allowed = Objects.requireNonNullElse(fault.getSupportedHttpMethods(), Set.of());
            return refusal(
                    fault,
                    PlainText.of(fault.getMethod(), 20) + " is not allowed here; allowed are: "
                            + StringUtils.collectionToCommaDelimitedString(allowed) + ".");
        }

        private static ResponseEntity<String> refusal(ErrorResponse fault, String sentence) {
            return line(ResponseEntity.status(fault.getStatusCode()).headers(fault.getHeaders()), sentence);
        }

        private static ResponseEntity<String> line(ResponseEntity.BodyBuilder answer, String sentence) {
            return answer.contentType(MediaType.parseMediaType("text/plain;charset=UTF-8"))
                    .body(sentence);
        }
    }
}
