package io.octoswarm.web;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** A request that the database does not allow now: a sentence, and a line in the log. */
@RestControllerAdvice
class DatabaseAway {
    private static final Logger log = LoggerFactory.getLogger(DatabaseAway.class);

    @ExceptionHandler(DataAccessException.class)
    ResponseEntity<String> told(DataAccessException away) {
        log.error("The database cannot be used: {}", away.getMostSpecificCause().getMessage());
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .contentType(MediaType.parseMediaType("text/plain;charset=UTF-8"))
                .body("This Octo's database cannot be used now; is the disk full? Its log says more.");
    }
}
