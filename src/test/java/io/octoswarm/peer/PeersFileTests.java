package io.octoswarm.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.octoswarm.instance.Fingerprint;
import io.octoswarm.instance.JsonFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PeersFileTests {
    /** The file of the documentation, word for word. */
    private static final String DOCUMENTED = """
            [
              {
                "name": "sentinel",
                "url": "http://192.168.1.42:9100/mcp/",
                "capabilities": ["monitoring", "ops", "infrastructure"]
              },
              {
                "name": "scholar",
                "url": "http://192.168.1.43:9100/mcp/",
                "capabilities": ["research", "analysis", "writing"]
              }
            ]
            """;

    private static final Peer PI = new Peer("pi", URI.create("http://pi:9100/mcp"), List.of("media"));

    @TempDir
    private Path folder;

    private Path path;
    private PeersFile file;

    @BeforeEach
    void open() {
        path = folder.resolve("peers.json");
        file = new PeersFile(path, peer -> Optional.empty());
    }

    @Test
    void keepsAPeersOwnKeyFromOthersEyes() throws IOException {
        Files.writeString(path, """
                [{"name": "pi", "url": "http://pi:9100/mcp", "api_key": "geheim"}]""");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));

        PeersFile.Content content = file.read();

        assertThat(content.peers()).singleElement().satisfies(peer -> {
            assertThat(peer.apiKey()).isEqualTo("geheim");
            assertThat(peer.toString()).doesNotContain("geheim");
        });
        assertThat(content.problems()).isEmpty();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
    }

    @Test
    void aKeyThatCannotBeSentIsNotShownInTheProblem() throws IOException {
        Files.writeString(path, """
                [{"name": "pi", "url": "http://pi:9100/mcp", "api_key": "ge heim"}]""");

        assertThat(file.read().problems())
                .containsExactly(
                        "peers.json entry 1: \"api_key\" (value not shown) must be 1 to 1000 printable ASCII characters"
                                + " without spaces.");
    }

    @Test
    void aKeyDoesNotMoveToAnotherHost() throws IOException {
        Files.writeString(path, """
                [{"name": "pi", "url": "http://old:9100/mcp", "api_key": "geheim"}]""");
        file.put(PI);

        assertThat(Files.readString(path)).contains("http://pi:9100/mcp").doesNotContain("geheim");
    }

    @Test
    void readsTheDocumentedFile() throws IOException {
        Files.writeString(path, DOCUMENTED);

        assertThat(file.read())
                .isEqualTo(new PeersFile.Content(
                        List.of(
                                new Peer(
                                        "sentinel",
                                        URI.create("http://192.168.1.42:9100/mcp/"),
                                        List.of("monitoring", "ops", "infrastructure")),
                                new Peer(
                                        "scholar",
                                        URI.create("http://192.168.1.43:9100/mcp/"),
                                        List.of("research", "analysis", "writing"))),
                        List.of()));
    }

    @Test
    void noFileIsNoPeers() {
        assertThat(file.read()).isEqualTo(new PeersFile.Content(List.of(), List.of()));
    }

    @Test
    void whatIsAddedStandsThereAsDocumented() throws IOException {
        file.put(PI);

        assertThat(json())
                .isEqualTo(JsonMapper.shared()
                        .readTree("[{\"name\":\"pi\",\"url\":\"http://pi:9100/mcp\",\"capabilities\":[\"media\"]}]"));
        assertThat(Files.readString(path)).contains("\n").endsWith("]\n");
    }

    @Test
    void aFingerprintIsReadAsPeopleWriteItAndWrittenInOneForm() throws IOException {
        String digits = "ab".repeat(32);
        Files.writeString(path, """
                [{"name":"sentinel","url":"https://a:1/","fingerprint":"%s"}]""".formatted("AB:".repeat(31) + "AB"));

        Peer read = file.read().peers().get(0);
        assertThat(read.fingerprint()).isEqualTo(new Fingerprint(digits));

        file.put(read);
        assertThat(json().get(0).get("fingerprint").stringValue()).isEqualTo("sha256:" + digits);

        file.put(new Peer("sentinel", read.url(), List.of()));
        assertThat(json().get(0).has("fingerprint")).isFalse();
    }

    @Test
    void aFingerprintThatIsNoneOrThatNothingShowsIsTold() throws IOException {
        Files.writeString(path, """
                [{"name":"a","url":"https://a:1/","fingerprint":"sha1:00"}, {"name":"b","url":"https://b:1/","fingerprint":5},
                 {"name":"c","url":"http://c:1/","fingerprint":"%s"}]""".formatted("ab".repeat(32)));

        assertThat(file.read().peers()).isEmpty();
        assertThat(file.read().problems())
                .satisfiesExactly(
                        one -> assertThat(one).contains("entry 1: \"sha1:00\" is no fingerprint"),
                        two -> assertThat(two).contains("entry 2:", "is no fingerprint"),
                        three -> assertThat(three)
                                .contains(
                                        "entry 3: A fingerprint is that of a certificate, so the URL must begin with https."));
    }

    @Test
    void fieldsThatWeDoNotKnowAreKept() throws IOException {
        Files.writeString(path, """
                [{"name":"sentinel","url":"http://a:1/","status":"online","last_seen":1767322645.5,
                  "nested":{"x":[1,null,"ü"]}}]""");

        file.put(PI);
        file.put(new Peer("Sentinel", URI.create("http://b:2/mcp"), List.of("ops")));

        JsonNode sentinel = json().get(0);
        assertThat(sentinel.get("status").stringValue()).isEqualTo("online");
        assertThat(sentinel.get("last_seen").doubleValue()).isEqualTo(1767322645.5);
        assertThat(sentinel.get("nested")).hasToString("{\"x\":[1,null,\"ü\"]}");
        assertThat(sentinel.get("url").stringValue()).isEqualTo("http://b:2/mcp");
        assertThat(sentinel.get("capabilities")).hasToString("[\"ops\"]");
        assertThat(json()).hasSize(2);
    }

    @Test
    void entriesThatWeCannotUseAreKeptWhereTheyStand() throws IOException {
        Files.writeString(path, """
                [{"name":"no url"}, 5, {"name":"a","url":"http://a:1/"}, null, {"url":"http://b:2/"}]""");

        file.put(PI);
        assertThat(file.remove("A")).isTrue();

        assertThat(json().get(0)).hasToString("{\"name\":\"no url\"}");
        assertThat(json().get(1)).hasToString("5");
        assertThat(json().get(2)).hasToString("null");
        assertThat(json().get(3)).hasToString("{\"url\":\"http://b:2/\"}");
        assertThat(json().get(4).get("name").stringValue()).isEqualTo("pi");
        assertThat(json()).hasSize(5);
    }

    @Test
    void aNameWithSpacesAroundItIsThatName() throws IOException {
        Files.writeString(path, "[{\"name\":\" pi \",\"url\":\"http://a:1/\"}]");
        assertThat(file.read().peers()).extracting(Peer::name).containsExactly("pi");

        file.put(new Peer("pi", URI.create("http://b:1/"), List.of()));
        assertThat(json()).hasSize(1);
        assertThat(file.remove("pi")).isTrue();
    }

    /** A team may edit the file; only a key makes it one's own. */
    @Test
    void aWriteLeavesTheFilesModeAsItIs() throws IOException {
        Files.writeString(path, "[]");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw-r--"));

        file.put(new Peer("pi", URI.create("http://b:1/"), List.of()));

        assertThat(Files.getPosixFilePermissions(path)).isEqualTo(PosixFilePermissions.fromString("rw-rw-r--"));
    }

    @Test
    void aKeyOfAnEntryThatCannotBeUsedIsKeptFromOthersEyes() throws IOException {
        Files.writeString(path, "[{\"name\":\"pi\",\"url\":\"none\",\"api_key\":\"k\"}]");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));

        file.read();

        assertThat(Files.getPosixFilePermissions(path)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void eachEntryThatCannotBeUsedIsToldAndTheOthersCount() throws IOException {
        Files.writeString(path, """
                [{"name":"good","url":"http://a:1/"},
                 {"name":"none"},
                 {"name":"b","url":"192.168.1.42:9100/mcp/"},
                 {"name":"a b","url":"http://a:1/"},
                 {"name":7,"url":"http://a:1/"},
                 {"name":"c","url":"http://a:1/","capabilities":"ops"},
                 {"name":"d","url":"http://a:1/","capabilities":[1]},
                 "e", null, [],
                 {"name":"last","url":"http://z:1/","capabilities":null}]""");

        PeersFile.Content content = file.read();

        assertThat(content.peers()).extracting(Peer::name).containsExactly("good", "last");
        assertThat(content.problems())
                .containsExactly(
                        "peers.json entry 2: \"url\" is missing or no text.",
                        "peers.json entry 3: \"192.168.1.42:9100/mcp/\" is no URL of a peer: one like"
                                + " http://192.168.1.42:9100/mcp/ is needed.",
                        "peers.json entry 4: \"a b\" cannot be a peer's name: 1 to 63 letters, digits, _ or - are"
                                + " allowed.",
                        "peers.json entry 5: \"name\" is missing or no text.",
                        "peers.json entry 6: \"capabilities\" must be an array of texts.",
                        "peers.json entry 7: \"capabilities\" must be an array of texts.",
                        "peers.json entry 8: an object {\"name\", \"url\", \"capabilities\"} is needed.",
                        "peers.json entry 9: an object {\"name\", \"url\", \"capabilities\"} is needed.",
                        "peers.json entry 10: an object {\"name\", \"url\", \"capabilities\"} is needed.");
    }

    @Test
    void ofTwoEntriesOfOneNameTheFirstCounts() throws IOException {
        Files.writeString(path, """
                [{"name":"pi","url":"http://first:1/"},{"name":"PI","url":"http://second:1/"}]""");

        PeersFile.Content content = file.read();

        assertThat(content.peers()).extracting(peer -> peer.url().getHost()).containsExactly("first");
        assertThat(content.problems())
                .containsExactly("peers.json: \"PI\" stands there twice; the first entry counts.");
    }

    @Test
    void aPeerThatIsObjectedToIsToldAndLeftOut() throws IOException {
        Files.writeString(path, DOCUMENTED);
        file = new PeersFile(path, peer -> peer.isNamed("scholar") ? Optional.of("not that one.") : Optional.empty());

        assertThat(file.read().peers()).extracting(Peer::name).containsExactly("sentinel");
        assertThat(file.read().problems()).containsExactly("peers.json: not that one.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            [{"name": "a",}]       | line 1, column 15: this is no JSON
            [\\n{"name": \\nx}]    | line 3, column 1: this is no JSON
            [                      | line 1, column 2: this is no JSON
            {"name":"a"}           | line 1, column 1: an array [ ... ] of peers is needed
            "peers"                | line 1, column 1: an array [ ... ] of peers is needed
            ``                     | line 1, column 1: an array [ ... ] of peers is needed
            """)
    void aMalformedFileIsToldWithThePlaceAndLeftAsItIs(String text, String problem) throws IOException {
        String malformed = text.replace("\\n", "\n");
        Files.writeString(path, malformed);

        assertThatThrownBy(() -> file.read())
                .isInstanceOf(JsonFile.Unreadable.class)
                .hasMessage("peers.json " + problem);
        assertThatThrownBy(() -> file.put(PI)).isInstanceOf(JsonFile.Unreadable.class);
        assertThatThrownBy(() -> file.remove("a")).isInstanceOf(JsonFile.Unreadable.class);
        assertThat(Files.readString(path)).isEqualTo(malformed);
    }

    @Test
    void textBehindTheArrayIsNoJsonEither() throws IOException {
        Files.writeString(path, DOCUMENTED + "]");

        assertThatThrownBy(() -> file.read())
                .isInstanceOf(JsonFile.Unreadable.class)
                .hasMessageStartingWith("peers.json line 13, column 1");
    }

    @Test
    void anOversizedFileIsRefusedUnread() throws IOException {
        Files.writeString(path, "[" + " ".repeat(1 << 20) + "]");

        assertThatThrownBy(() -> file.read()).hasMessage("peers.json is larger than 1 MiB");
    }

    @Test
    void aFileInAnotherEncodingIsToldToBeUnreadable() throws IOException {
        Files.write(path, new byte[] {'[', (byte) 0xff, (byte) 0xfe, ']'});

        assertThatThrownBy(() -> file.read())
                .isInstanceOf(JsonFile.Unreadable.class)
                .hasMessage("peers.json cannot be read: a text file in UTF-8 is needed");
    }

    @Test
    void aFolderInItsPlaceIsToldSo() throws IOException {
        Files.createDirectory(path);

        assertThatThrownBy(() -> file.read())
                .hasMessage("peers.json cannot be read (it is a folder): a file is needed that the user of this Octo"
                        + " may read");
    }

    @Test
    void aByteOrderMarkDoesNoHarm() throws IOException {
        Files.writeString(path, "\uFEFF" + DOCUMENTED);

        assertThat(file.read().peers()).hasSize(2);
    }

    @Test
    void deeplyNestedTextIsToldAsNoJson() throws IOException {
        Files.writeString(path, "[".repeat(100_000));

        assertThatThrownBy(() -> file.read())
                .isInstanceOf(JsonFile.Unreadable.class)
                .hasMessage("peers.json: this is no JSON");
    }

    @Test
    void removingNobodyWritesNothing() throws IOException {
        Files.writeString(path, DOCUMENTED);
        Files.setLastModifiedTime(path, FileTime.from(Instant.EPOCH));

        assertThat(file.remove("nobody")).isFalse();
        assertThat(Files.getLastModifiedTime(path)).isEqualTo(FileTime.from(Instant.EPOCH));
        assertThat(Files.readString(path)).isEqualTo(DOCUMENTED);
    }

    @Test
    void removingTakesEveryEntryOfTheName() throws IOException {
        Files.writeString(path, """
                [{"name":"pi","url":"http://first:1/"},{"name":"PI","url":"http://second:1/"}]""");

        assertThat(file.remove("Pi")).isTrue();
        assertThat(json()).isEmpty();
    }

    @Test
    void noTemporaryFileStaysBehind() throws IOException {
        for (int i = 0; i < 20; i++) {
            file.put(new Peer("p" + i, PI.url(), List.of()));
        }

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(path);
        }
    }

    /** The former file must be replaced, not written over: a reader that has it open sees it whole. */
    @Test
    void aReaderSeesTheOldFileOrTheNewOne() throws IOException {
        Files.writeString(path, DOCUMENTED);
        try (Stream<String> reader = Files.lines(path)) {
            var lines = reader.iterator();
            lines.next();
            file.remove("sentinel");
            file.remove("scholar");

            StringBuilder rest = new StringBuilder("[\n");
            lines.forEachRemaining(line -> rest.append(line).append('\n'));
            assertThat(rest.toString()).isEqualTo(DOCUMENTED);
        }
        assertThat(json()).isEmpty();
    }

    @Test
    void theFingerprintChangesWithEveryWrite() throws IOException {
        Object none = file.fingerprint();
        file.put(PI);
        Object one = file.fingerprint();
        Files.writeString(path, "[]");
        Object two = file.fingerprint();

        assertThat(List.of(none, one, two)).doesNotHaveDuplicates();
        assertThat(file.fingerprint()).isEqualTo(two);
    }

    private JsonNode json() throws IOException {
        return JsonMapper.shared().readTree(Files.readString(path));
    }
}
