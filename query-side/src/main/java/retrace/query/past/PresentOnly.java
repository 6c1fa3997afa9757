package retrace.query.past;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import retrace.query.readmodel.QueryRefused;

/** Refuses to answer with the present where the past is asked for, on routes that know nothing of {@code at}. */
public final class PresentOnly implements HandlerInterceptor, WebMvcConfigurer {

    private static final String AT = "at";
    private static final String OURS = "retrace.query.";

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method
                && method.getBeanType().getName().startsWith(OURS)
                && request.getParameter(AT) != null
                && !knowsThePast(method)) {
            throw QueryRefused.invalid("This is told as it is now and not as it was 'at' a moment. Leave 'at' out, or"
                    + " use: retrace audit show.");
        }
        return true;
    }

    private static boolean knowsThePast(HandlerMethod method) {
        RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), RequestMapping.class);
        return mapping != null && Arrays.asList(mapping.params()).contains(AT);
    }
}
