package retrace.infra.launcher.security;

import org.springframework.security.core.AuthenticationException;

/** A sign-in was not even looked at, because too many before it failed. */
final class TooManyFailures extends AuthenticationException {

    private static final long serialVersionUID = 1;

    TooManyFailures() {
        super("too many failed sign-ins");
    }
}
