package retrace.infra.launcher.part;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.context.ConfigurableApplicationContext;

/** Keeps Spring Boot from logging a stack trace where settings are missing, which whoever starts it is told anyway. */
final class SettingsAreNoFailure implements SpringBootExceptionReporter {

    /** As Spring Boot makes it. */
    SettingsAreNoFailure(@Nullable ConfigurableApplicationContext context) {}

    @Override
    public boolean reportException(Throwable failure) {
        return failure instanceof SettingsMissing;
    }
}
