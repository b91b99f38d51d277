package io.octoswarm.telegram;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Makes each of the newest answers once; who comes second waits for the first and gets the same. Thread-safe. */
final class Once {
    private static final int MOST_KEPT = 1_000;

    private final Map<String, CompletableFuture<String>> answers = new ConcurrentHashMap<>();

    boolean knows(String key) {
        return answers.containsKey(key);
    }

    /** The answer; an exception of the first caller's is everybody's. */
    String get(String key, Supplier<String> answer) {
        CompletableFuture<String> mine = new CompletableFuture<>();
        if (answers.size() > MOST_KEPT) {
            answers.values().removeIf(CompletableFuture::isDone);
        }
        CompletableFuture<String> theirs = answers.putIfAbsent(key, mine);
        if (theirs != null) {
            return joined(theirs);
        }
        try {
            mine.complete(answer.get());
        } catch (RuntimeException | Error failure) { // whatever it was, the others must not wait for ever
            mine.completeExceptionally(failure);
            if (failure instanceof DataAccessException
                    || failure instanceof TransactionException
                    || failure instanceof Error) {
                answers.remove(key, mine); // the database was away, or memory was short: it may be made anew
            }
        }
        return joined(mine);
    }

    private static String joined(CompletableFuture<String> answer) {
        try {
            return answer.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }
}
