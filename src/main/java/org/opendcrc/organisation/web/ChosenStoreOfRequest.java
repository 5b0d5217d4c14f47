package org.opendcrc.organisation.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.organisation.ChosenStore;
import org.opendcrc.shared.UseCase;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Finds the store of a page: of its address, else of the person. */
@Component
class ChosenStoreOfRequest implements HandlerMethodArgumentResolver, WebMvcConfigurer {

    static final String PARAMETER = "store";
    static final String ALL = "all";

    /** The store that the signed-in person has chosen and still works in; empty for all of his. */
    static Optional<UUID> chosen() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof SignedIn person
                ? person.access()
                        .chosenStore()
                        .filter(it -> person.getPrincipal().roles().containsKey(it))
                : Optional.empty();
    }

    /** The chosen store, if the person may do it there. */
    private static Optional<UUID> chosen(UseCase useCase) {
        return SecurityContextHolder.getContext().getAuthentication() instanceof SignedIn person
                ? chosen().filter(it -> person.getPrincipal().may(useCase, it))
                : Optional.empty();
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.hasParameterAnnotation(ChosenStore.class);
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        var asked = request.getNativeRequest() instanceof HttpServletRequest it ? it.getParameter(PARAMETER) : null;
        var useCase = Objects.requireNonNull(parameter.getParameterAnnotation(ChosenStore.class))
                .value();
        if (parameter.getParameterType() == String.class) {
            return asked == null || asked.isBlank()
                    ? chosen(useCase).map(UUID::toString).orElse("")
                    : asked.equals(ALL) ? "" : asked;
        }
        if (asked == null || asked.isBlank()) {
            return chosen(useCase);
        }
        if (asked.equals(ALL)) {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(asked));
        } catch (IllegalArgumentException e) {
            throw new MethodArgumentTypeMismatchException(asked, UUID.class, PARAMETER, parameter, e);
        }
    }
}
