package retrace.query.web;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.PathResourceResolver;

/**
 * Serves the console. Files under {@code assets} have their content's hash in their names and never change; all others
 * are asked for each time. The console has addresses of its own, so a path that is no file is its start page.
 */
public final class ConsoleFiles implements WebMvcConfigurer {

    private static final String FOLDER = "classpath:/static/";
    private static final String START_PAGE = "index.html";

    /** What is not the console's, whether or not somebody serves it. */
    private static final List<String> NOT_THE_CONSOLES = List.of("api", "media", "relay", "actuator", "assets");

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/assets/**")
                .addResourceLocations(FOLDER + "assets/")
                .setCacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable());
        registry.addResourceHandler("/**")
                .addResourceLocations(FOLDER)
                .setCacheControl(CacheControl.noCache())
                .resourceChain(false)
                .addResolver(new FileOrStartPage());
    }

    private static final class FileOrStartPage extends PathResourceResolver {

        @Override
        protected @Nullable Resource getResource(String path, Resource location) throws IOException {
            Resource file = super.getResource(path, location);
            return file != null || !isConsoleAddress(path) ? file : super.getResource(START_PAGE, location);
        }

        /** A last part with a dot is the name of a file, and a missing file is better told than a page in its place. */
        private static boolean isConsoleAddress(String path) {
            String first = path.substring(0, path.indexOf('/') < 0 ? path.length() : path.indexOf('/'));
            return !NOT_THE_CONSOLES.contains(first) && path.indexOf('.', path.lastIndexOf('/') + 1) < 0;
        }
    }
}
