package io.octoswarm.web;

import io.octoswarm.conversation.Conversations;
import io.octoswarm.conversation.Delivery;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Results of background work for those who asked for it here: each is told until its receipt came, and not again. */
@RestController
@RequestMapping(path = "/api/results", produces = MediaType.TEXT_PLAIN_VALUE + ";charset=UTF-8")
class ResultsController {
    private static final String TASK = "Octo-Task";

    private final WaitingResults results;

    ResultsController(WaitingResults results) {
        this.results = results;
    }

    /** The oldest that waits for the conversation, its task in the header Octo-Task; 204: none. */
    @GetMapping("/next")
    ResponseEntity<String> next(
            @RequestParam(value = "conversation", defaultValue = Conversations.TERMINAL) String conversation) {
        return results.due(conversation).stream()
                .findFirst()
                .map(ResultsController::shown)
                .orElseGet(() -> ResponseEntity.noContent().build());
    }

    private static ResponseEntity<String> shown(Delivery delivery) {
        return ResponseEntity.ok().header(TASK, delivery.id()).body(delivery.text());
    }

    /** It was shown. 404: no result of this task waits. */
    @PostMapping("/{task}/receipt")
    ResponseEntity<String> receipt(@PathVariable("task") String task) {
        return results.shown(task)
                ? ResponseEntity.noContent().build()
                : ResponseEntity.status(HttpStatus.NOT_FOUND).body("No result of this task waits.");
    }
}
