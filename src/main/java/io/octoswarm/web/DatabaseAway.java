package io.octoswarm.web;

import io.octoswarm.task.BoardUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedRuntimeException;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** A request that the database does not allow now: a sentence, and a line in the log. */
@RestControllerAdvice
class DatabaseAway {
    private static final Logger log = LoggerFactory.getLogger(DatabaseAway.class);

    @ExceptionHandler({DataAccessException.class, TransactionException.class})
    ResponseEntity<String> told(NestedRuntimeException away) {
        log.error("The database cannot be used: {}", away.getMostSpecificCause().getMessage());
        return answer("This Octo's database cannot be used now; is the disk full? Its log says more.");
    }

    /** The board says so in the log itself, once. */
    @ExceptionHandler(BoardUnavailable.class)
    ResponseEntity<String> told(BoardUnavailable away) {
        return answer(away.getMessage());
    }

    private static ResponseEntity<String> answer(String why) {
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .contentType(MediaType.parseMediaType("text/plain;charset=UTF-8"))
                .body(why);
    }
}
