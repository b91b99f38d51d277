package io.octoswarm.testing;

import io.octoswarm.TestOcto;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.util.FileSystemUtils;

/** Gives tests the one {@link TestOcto} of the whole run; they must leave it as they find it, but for its tasks. */
public final class SharedOcto implements ParameterResolver {
    private record Kept(TestOcto octo, Path folder) implements AutoCloseable {
        static Kept start(Object key) {
            try {
                Path folder = Files.createTempDirectory("octo");
                return new Kept(TestOcto.start(folder, Map.of()), folder);
            } catch (IOException refused) {
                throw new UncheckedIOException(refused);
            }
        }

        @Override
        public void close() throws IOException {
            octo.close();
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == TestOcto.class;
    }

    @Override
    public TestOcto resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return test.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedOcto.class))
                .computeIfAbsent("octo", Kept::start, Kept.class)
                .octo();
    }
}
