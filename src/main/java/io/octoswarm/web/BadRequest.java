package io.octoswarm.web;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** A request that cannot be understood; the message says what is allowed. */
final class BadRequest extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadRequest(String message) {
        super(message, null, false, false); // an expected outcome: its stack tells nothing
    }

    /** Tells it in a line, whatever the asker would rather have had. */
    @RestControllerAdvice
    static final class Answers {
        @ExceptionHandler
        ResponseEntity<String> answer(BadRequest fault) {
            return ResponseEntity.badRequest()
                    .contentType(MediaType.parseMediaType("text/plain;charset=UTF-8"))
                    .body(fault.getMessage());
        }
    }
}
