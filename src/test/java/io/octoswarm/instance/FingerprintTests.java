package io.octoswarm.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintTests {
    /** Made with openssl. */
    private static final String PEM = """
            -----BEGIN CERTIFICATE-----
            MIIBcjCCARmgAwIBAgIUDa313uVPcYuZjq1OU63UtzI2ToYwCgYIKoZIzj0EAwIw
            DzENMAsGA1UEAwwEb2N0bzAeFw0yNjExMjQxMjUwMjdaFw0zNjExMjExMjUwMjda
            MA8xDTALBgNVBAMMBG9jdG8wWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAQAF8jh
            lu8t+1naMqp6GoFQ5gh7MC6AVNpu0m+VFfZ4dVHvHmPwR0ucljuRUz0nmWtburdR
            RNFG8kzhyy/qEQKeo1MwUTAdBgNVHQ4EFgQUkqI0wGLM6zthtndDYT4pT2t6x/gw
            HwYDVR0jBBgwFoAUkqI0wGLM6zthtndDYT4pT2t6x/gwDwYDVR0TAQH/BAUwAwEB
            /zAKBggqhkjOPQQDAgNHADBEAiBN49oPJMSTC5vlTbGKkCnrND8r/WQsPEw/Tred
            PTI23gIgNFNAY51iMSj/Shv309ddtxYQlHy5LDLZLP4jIUC46ME=
            -----END CERTIFICATE-----
            """;

    /** By {@code openssl x509 -fingerprint -sha256}. */
    private static final String PRINTED =
            "sha256 Fingerprint=7A:74:91:E7:FE:45:C3:67:86:D0:BB:2D:60:B8:41:73:BD:96:51:F5:29:7C:CC:4B:77:B2:B1:89:5B:D3:04:A2";

    @Test
    void isWhatOpensslPrints() throws CertificateException {
        assertThat(Fingerprint.of(certificate())).isEqualTo(Fingerprint.parse(PRINTED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sha256:ab0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcd",
                "SHA256:AB0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCD",
                "ab0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcd",
                " sha-256:ab0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcd ",
                "sha256 Fingerprint=AB:01:23:45:67:89:AB:CD:EF:01:23:45:67:89:AB:CD:EF:01:23:45:67:89:AB:CD:EF:01:23:45:67:89:AB:CD",
                "AB:01:23:45:67:89:ab:cd:ef:01:23:45:67:89:ab:cd:ef:01:23:45:67:89:ab:cd:ef:01:23:45:67:89:ab:cd"
            })
    void isReadAsPeopleWriteIt(String written) {
        assertThat(Fingerprint.parse(written))
                .hasToString("sha256:ab0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcd");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sha256:",
                "sha256:ab01",
                "sha1:ab0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcd",
                "gb0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcd",
                "ab0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                "a:b0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcd"
            })
    void refusesWhatIsNone(String written) {
        assertThatThrownBy(() -> Fingerprint.parse(written))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("sha256: and 64 hexadecimal digits are needed.");
    }

    private static Certificate certificate() throws CertificateException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(PEM.getBytes(StandardCharsets.US_ASCII)));
    }
}
