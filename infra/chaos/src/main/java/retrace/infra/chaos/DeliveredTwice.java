package retrace.infra.chaos;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import retrace.kernel.session.SessionCommand;

/** Put beside an application, it has each report about a session reach the command side twice. */
@Configuration(proxyBeanMethods = false)
public class DeliveredTwice {

    @Bean
    static BeanPostProcessor twiceOverTheGateway() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String beanName) {
                return bean instanceof CommandGateway gateway ? twice(gateway) : bean;
            }
        };
    }

    private static Object twice(CommandGateway gateway) {
        return Proxy.newProxyInstance(
                CommandGateway.class.getClassLoader(),
                new Class<?>[] {CommandGateway.class},
                (proxy, method, arguments) -> {
                    try {
                        if (arguments != null && arguments.length > 0 && isReport(arguments[0])) {
                            method.invoke(gateway, arguments);
                        }
                        return method.invoke(gateway, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static boolean isReport(Object command) {
        return switch (command) {
            case SessionCommand.StartSession start -> false; // a technician's
            case SessionCommand report -> true;
            default -> false;
        };
    }
}
