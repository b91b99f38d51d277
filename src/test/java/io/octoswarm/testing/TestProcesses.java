package io.octoswarm.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;
import org.springframework.util.FileSystemUtils;

/**
 * Starts programs for a test, attaches what they printed to its failure, and ends them whatever happens. To be
 * registered with {@code @RegisterExtension}: on a static field the Octos live as long as the test class, else as long
 * as one test.
 */
public final class TestProcesses
        implements BeforeAllCallback,
                BeforeEachCallback,
                AfterEachCallback,
                AfterAllCallback,
                TestExecutionExceptionHandler,
                LifecycleMethodExecutionExceptionHandler {
    private final Map<Path, OctoProcess> octos = new LinkedHashMap<>();
    private final Map<Path, TestProcess> programs = new LinkedHashMap<>();
    private boolean forTheClass;
    private Path folder;

    /** Starts an Octo in a temporary folder and waits until it answers. */
    public OctoProcess octo(String name, Map<String, String> variables) {
        OctoProcess octo = prepared(name, variables);
        octo.start();
        return octo;
    }

    /** An Octo in a temporary folder that is not started yet. */
    public OctoProcess prepared(String name, Map<String, String> variables) {
        OctoProcess octo = OctoProcess.prepare(folder.resolve(name), name, variables);
        octos.put(octo.logFile(), octo);
        return octo;
    }

    /** Starts any other program, in the temporary folder; it ends with the test. */
    public TestProcess program(String name, List<String> command, Map<String, String> variables) {
        Path log = folder.resolve(name + "-" + programs.size() + ".log");
        TestProcess process = TestProcess.start(command, folder, variables, log);
        programs.put(log, process);
        return process;
    }

    /** The temporary folder of this test. */
    public Path folder() {
        return folder;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        forTheClass = true;
        folder = Files.createTempDirectory("octo-test-");
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        if (!forTheClass) {
            folder = Files.createTempDirectory("octo-test-");
        }
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        programs.values().forEach(TestProcess::kill);
        programs.clear();
        if (!forTheClass) {
            endAll();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        endAll();
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw withOutput(failure);
    }

    @Override
    public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw withOutput(failure);
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw withOutput(failure);
    }

    private Throwable withOutput(Throwable failure) {
        if (!(failure instanceof TestAbortedException)) {
            Stream.concat(octos.keySet().stream(), programs.keySet().stream())
                    .forEach(log -> failure.addSuppressed(new Output(folder.relativize(log), log)));
        }
        return failure;
    }

    private void endAll() throws IOException {
        octos.values().forEach(OctoProcess::close);
        octos.clear();
        FileSystemUtils.deleteRecursively(folder);
    }

    /** Not a failure of its own: the form in which a test report shows text beside a failure. */
    private static final class Output extends Exception {
        Output(Path name, Path log) {
            super("Output of " + name + ":\n" + TestProcess.textOf(log), null, false, false);
        }
    }
}
