package retrace.infra.launcher.security;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Lets a request reach a controller's method only as {@link RolesAllowed} or {@link PermitAll} on it says. A method
 * that says neither is not reached at all. Done before the call and not by a proxy, so controllers can be final.
 */
final class RoleCheck implements HandlerInterceptor, WebMvcConfigurer {

    private static final String OURS = "retrace.";
    static final String ROLE_PREFIX = "ROLE_";

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && isOurs(method) && !mayCall(method)) {
            throw new AccessDeniedException("not allowed: " + method.getShortLogMessage());
        }
        return true;
    }

    static boolean isOurs(HandlerMethod method) {
        return method.getBeanType().getName().startsWith(OURS);
    }

    private static boolean mayCall(HandlerMethod method) {
        if (AnnotatedElementUtils.hasAnnotation(method.getMethod(), PermitAll.class)) {
            return true;
        }
        @Nullable RolesAllowed roles = method.getMethodAnnotation(RolesAllowed.class);
        @Nullable
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return roles != null
                && authentication != null
                && authentication.getAuthorities().stream()
                        .anyMatch(authority -> Arrays.stream(roles.value())
                                .anyMatch(role -> (ROLE_PREFIX + role).equals(authority.getAuthority())));
    }
}
