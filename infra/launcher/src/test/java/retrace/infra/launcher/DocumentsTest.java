package retrace.infra.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the documents link to is there. */
class DocumentsTest {

    private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

    /** A link to something of this repository: to a file, a heading, or both. */
    private static final Pattern LINK = Pattern.compile("\\]\\((?!\\w+:)([^)#\\s]*)(?:#([^)\\s]*))?\\)");

    private static final Pattern CODE = Pattern.compile("(?s)```.*?```|`[^`\n]*`");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.*)$");

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        List<Path> documents = documents();

        assertThat(documents).hasSizeGreaterThan(20);
        assertThat(documents.stream().flatMap(DocumentsTest::brokenLinks)).isEmpty();
    }

    @Test
    void theFirstPageLeadsToEveryDocument() throws IOException {
        Path docs = ROOT.resolve("docs");
        Set<Path> linked = Stream.of("README.md", "decisions/README.md")
                .map(docs::resolve)
                .flatMap(DocumentsTest::targets)
                .collect(Collectors.toSet());

        assertThat(documents())
                .filteredOn(document -> document.startsWith(docs) && !document.equals(docs.resolve("README.md")))
                .allMatch(linked::contains, "is linked");
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> found = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(Stream.of(ROOT.resolve("README.md")), found)
                    .filter(path -> path.toString().endsWith(".md"))
                    .toList();
        }
    }

    private static Stream<MatchResult> links(Path document) {
        return LINK.matcher(CODE.matcher(read(document)).replaceAll("")).results();
    }

    private static Path target(Path document, String file) {
        return file.isEmpty() ? document : document.resolveSibling(file).normalize();
    }

    private static Stream<Path> targets(Path document) {
        return links(document).map(link -> target(document, link.group(1)));
    }

    private static Stream<String> brokenLinks(Path document) {
        return links(document)
                .filter(link -> !leadsSomewhere(target(document, link.group(1)), link.group(2)))
                .map(link -> ROOT.relativize(document) + ": " + link.group());
    }

    private static boolean leadsSomewhere(Path target, @Nullable String heading) {
        return Files.exists(target) && (heading == null || headings(target).contains(heading));
    }

    /** As GitHub makes addresses of them. */
    private static Set<String> headings(Path document) {
        return HEADING.matcher(read(document))
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private static String read(Path document) {
        try {
            return Files.readString(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
