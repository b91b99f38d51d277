package io.octoswarm.security;

import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Parameters that cannot be read are the asker's fault, and no stack trace in our log: /proof takes some of anybody. */
@RestControllerAdvice
class BadParameters {
    @ExceptionHandler(InvalidParameterException.class)
    @ResponseStatus(HttpStatus.BAD_REQUEST)
    String told() {
        return "The parameters are malformed, or too many.\n";
    }
}
