package retrace.infra.launcher.axon;

import java.util.Comparator;
import java.util.List;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.EventProcessingModule;
import org.axonframework.messaging.annotation.HandlerDefinition;
import org.axonframework.messaging.annotation.HandlerEnhancerDefinition;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.config.MessageHandlerLookup;
import org.axonframework.spring.config.SpringAggregateLookup;
import org.axonframework.spring.config.SpringAxonConfiguration;
import org.axonframework.spring.config.SpringConfigurer;
import org.axonframework.spring.config.annotation.HandlerDefinitionFactoryBean;
import org.axonframework.spring.config.annotation.SpringParameterResolverFactoryBean;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Role;
import retrace.kernel.wire.EventSerializer;

/**
 * Finds aggregates and message handlers among the beans and joins them with buses, store and processors. Axon's own
 * auto-configuration is not on the class path: it orders itself by classes that Spring Boot has moved, and falls back
 * to parts that do nothing. Needs a command bus and a query bus, of {@link BusConfiguration} or of a fleet.
 */
@Configuration(proxyBeanMethods = false)
@Import({
    EventStoreConfiguration.class,
    GatewayConfiguration.class,
    ProcessorConfiguration.class,
    TracingConfiguration.class
})
public class AxonCoreConfiguration {

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static MessageHandlerLookup messageHandlerLookup() {
        return new MessageHandlerLookup();
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static SpringAggregateLookup aggregateLookup() {
        return new SpringAggregateLookup();
    }

    @Bean
    SpringConfigurer axonConfigurer(
            ConfigurableListableBeanFactory beans, EventProcessingModule processing, List<ConfigurerModule> modules) {
        SpringConfigurer configurer = new SpringConfigurer(beans);
        configurer.registerModule(processing);
        modules.stream()
                .sorted(Comparator.comparingInt(ConfigurerModule::order))
                .forEach(module -> module.configureModule(configurer));
        return configurer;
    }

    @Bean
    SpringAxonConfiguration axonConfiguration(SpringConfigurer configurer) {
        return new SpringAxonConfiguration(configurer);
    }

    @Bean
    @Primary
    HandlerDefinitionFactoryBean handlerDefinition(
            List<HandlerDefinition> definitions, List<HandlerEnhancerDefinition> enhancers) {
        return new HandlerDefinitionFactoryBean(definitions, enhancers);
    }

    /** Lets a handler take any bean as a parameter, such as the clock. */
    @Bean
    @Primary
    SpringParameterResolverFactoryBean parameterResolverFactory(List<ParameterResolverFactory> factories) {
        SpringParameterResolverFactoryBean resolvers = new SpringParameterResolverFactoryBean();
        resolvers.setAdditionalFactories(factories);
        return resolvers;
    }

    @Bean
    ConfigurerModule serializers(Serializer serializer, EventSerializer eventSerializer) {
        return configurer -> configurer
                .configureSerializer(axon -> serializer)
                .configureMessageSerializer(axon -> eventSerializer)
                .configureEventSerializer(axon -> eventSerializer);
    }
}
