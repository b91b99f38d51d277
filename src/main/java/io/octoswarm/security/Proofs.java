package io.octoswarm.security;

import io.octoswarm.instance.Fingerprint;
import io.octoswarm.instance.Instance;
import io.octoswarm.instance.NetworkNames;
import io.octoswarm.instance.PlainText;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shows an asker that this Octo has its keys: one proof for each key and each name under which it is announced, for the
 * address and port on which the question came in and for the certificate, if it serves with one. Needs no key, as it is what comes before the key is sent.
 */
@RestController
class Proofs {
    static final String PATH = "/proof";
    private static final int MOST_KEYS = 8;

    record Answer(List<String> proofs) {}

    private final StretchedKeys keys;
    private final Instance instance;
    private final ObjectProvider<NetworkNames> names;
    private final Allowance allowance;
    private final OwnCertificate certificate;

    Proofs(
            StretchedKeys keys,
            Instance instance,
            ObjectProvider<NetworkNames> names,
            Allowance allowance,
            OwnCertificate certificate) {
        this.keys = keys;
        this.instance = instance;
        this.names = names;
        this.allowance = allowance;
        this.certificate = certificate;
    }

    @GetMapping(PATH)
    ResponseEntity<Object> answer(
            @RequestParam(value = "nonce", defaultValue = "") String nonce, HttpServletRequest request)
            throws UnknownHostException {
        if (!instance.enabled() || keys.all().isEmpty()) {
            return plain(HttpStatus.NOT_FOUND, "There is no key here to be shown.");
        }
        if (!KeyProof.isNonce(nonce)) {
            return plain(HttpStatus.BAD_REQUEST, "nonce must be 64 hexadecimal digits in lower case.");
        }
        if (!allowance.take(request.getRemoteAddr())) {
            return plain(HttpStatus.TOO_MANY_REQUESTS, "Too many questions; ask again in a minute.");
        }
        InetAddress address = InetAddress.getByName(request.getLocalAddr()); // a literal: nothing is looked up
        int port = request.getLocalPort();
        Fingerprint shown = certificate.fingerprint().orElse(null);
        List<String> proofs = keys.all().stream()
                .limit(MOST_KEYS)
                .flatMap(key -> names().stream().map(name -> key.proof().of(nonce, name, address, port, shown)))
                .toList();
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(new Answer(proofs));
    }

    private Set<String> names() {
        NetworkNames announced = names.getIfAvailable();
        Set<String> told = announced == null ? Set.of() : announced.names();
        return told.isEmpty() ? Set.of(instance.name()) : told;
    }

    private static ResponseEntity<Object> plain(HttpStatus status, String line) {
        return ResponseEntity.status(status)
                .header("Content-Type", "text/plain;charset=UTF-8")
                .body(PlainText.of(line, 200) + "\n");
    }
}
