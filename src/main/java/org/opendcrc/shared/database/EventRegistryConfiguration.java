package org.opendcrc.shared.database;

import java.time.Clock;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.modulith.events.core.DefaultEventPublicationRegistry;
import org.springframework.modulith.events.core.EventPublicationRepository;

/** The registry of events lives by the system's time: in a simulation the house's clock stands still, and waiting would never end. */
@Configuration(proxyBeanMethods = false)
class EventRegistryConfiguration {

    private static final String REGISTRY = "eventPublicationRegistry";

    /** The library takes whatever clock the house has and leaves no choice, so its definition is replaced. */
    @Bean
    static BeanDefinitionRegistryPostProcessor registryBySystemTime() {
        return definitions -> {
            var beans = (DefaultListableBeanFactory) definitions;
            var definition = new RootBeanDefinition(
                    DefaultEventPublicationRegistry.class,
                    () -> new DefaultEventPublicationRegistry(
                            beans.getBean(EventPublicationRepository.class),
                            beans.getBean("systemClock", Clock.class)));
            definition.setRole(BeanDefinition.ROLE_INFRASTRUCTURE);
            definitions.removeBeanDefinition(REGISTRY);
            definitions.registerBeanDefinition(REGISTRY, definition);
        };
    }
}
