package org.opendcrc.site;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.server.Compression;
import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.VersionResourceResolver;

/** How pages come about: templates, texts, static files, compression. */
@Configuration(proxyBeanMethods = false)
class SiteConfiguration {

    @Bean
    TemplateEngine templateEngine() {
        return TemplateEngine.createPrecompiled(ContentType.Html);
    }

    @Bean
    JteViewResolver jteViewResolver(TemplateEngine engine) {
        return new JteViewResolver(engine);
    }

    @Bean
    Messages messages(
            @Value("${opendcrc.strict-messages:false}") boolean strict,
            @Value("${opendcrc.pseudo-locale:false}") boolean pseudo) {
        return Messages.onClassPath(strict, pseudo);
    }

    @Bean
    Languages localeResolver(Messages messages) {
        return new Languages(messages);
    }

    @Bean
    Assets assets() {
        return new Assets();
    }

    @Bean
    Problems problems(Messages messages) {
        return new Problems(messages);
    }

    @Bean
    Frames frames(
            Messages messages,
            Languages languages,
            Assets assets,
            ObjectProvider<MenuEntry> menu,
            ObjectProvider<MenuCount> counts,
            ObjectProvider<TopbarSlot> slots,
            ObjectProvider<MeEntry> me,
            ObjectProvider<SearchBox> search,
            Clock clock,
            Environment environment,
            @Value("${opendcrc.zone:Asia/Shanghai}") ZoneId zone) {
        var contributions = new Frames.Contributions(
                menu.stream().toList(),
                counts.stream().toList(),
                slots.stream().toList(),
                me.stream().sorted(Comparator.comparingInt(MeEntry::order)).toList(),
                search.stream().findFirst());
        return new Frames(
                messages,
                languages,
                assets,
                contributions,
                environment.acceptsProfiles(Profiles.of("simulation"))
                        ? Optional.of(new Frames.StandingClock(clock, zone))
                        : Optional.empty());
    }

    /** Tabler's style sheet alone is half a megabyte; what is below the default two kilobytes stays as it is. */
    @Bean
    WebServerFactoryCustomizer<ConfigurableWebServerFactory> compression() {
        return factory -> {
            var compression = new Compression();
            compression.setEnabled(true);
            compression.setAdditionalMimeTypes(new String[] {"application/problem+json", "image/svg+xml", "text/csv"});
            factory.setCompression(compression);
        };
    }

    /** Versioned addresses may be kept for a year. Before the framework's own settings, which would say "ask each time". */
    @Bean
    @Order(-1)
    WebMvcConfigurer staticFiles(Assets assets) {
        return new WebMvcConfigurer() {
            @Override
            public void addResourceHandlers(ResourceHandlerRegistry registry) {
                var aYear =
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();
                registry.addResourceHandler("/webjars/**")
                        .addResourceLocations("classpath:/META-INF/resources/webjars/")
                        .setCacheControl(aYear);
                registry.addResourceHandler(Assets.ROOT + "**")
                        .addResourceLocations("classpath:/static/opendcrc/")
                        .setCacheControl(aYear)
                        .resourceChain(true)
                        .addResolver(new VersionResourceResolver().addFixedVersionStrategy(assets.version(), "/**"));
            }
        };
    }
}
