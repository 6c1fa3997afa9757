package retrace.infra.launcher.testing;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import retrace.infra.postgres.EmbeddedDatabase;

/** Parts of Retrace as they are wired, on a real PostgreSQL and without HTTP. */
public final class OnPostgres {

    private OnPostgres() {}

    public static ConfigurableApplicationContext start(Class<?> wiring, String jdbcUrl) {
        return new SpringApplicationBuilder(wiring)
                .web(WebApplicationType.NONE)
                .properties(
                        "spring.datasource.url=" + jdbcUrl,
                        "spring.datasource.username=" + EmbeddedDatabase.USER,
                        "spring.main.banner-mode=off")
                .run();
    }
}
