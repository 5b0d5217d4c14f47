package org.opendcrc.site;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opendcrc.shared.NotAllowed;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.Sentence;
import org.opendcrc.shared.StaleVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.validation.BindException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.DisconnectedClientHelper;

/**
 * Says what went wrong, on a page for people and as a problem detail for machines. A failure of ours is an apology and a
 * reference number; its message stays in the log.
 */
@ControllerAdvice
class ErrorAnswers {

    private static final Logger log = LoggerFactory.getLogger(ErrorAnswers.class);

    private final Frames frames;
    private final Problems problems;

    ErrorAnswers(Frames frames, Problems problems) {
        this.frames = frames;
        this.problems = problems;
    }

    @ExceptionHandler
    Object notFound(NotFound what, HttpServletRequest request) {
        return answer(request, HttpStatus.NOT_FOUND);
    }

    @ExceptionHandler
    Object notAllowed(NotAllowed what, HttpServletRequest request) {
        return answer(request, HttpStatus.FORBIDDEN);
    }

    @ExceptionHandler
    Object stale(StaleVersion what, HttpServletRequest request) {
        return answer(request, HttpStatus.CONFLICT, what.sentence(), null, List.of());
    }

    /** A form that our own pages cannot send, or a machine's mistake. */
    @ExceptionHandler({
        BindException.class,
        HandlerMethodValidationException.class,
        HttpMessageNotReadableException.class,
        TypeMismatchException.class,
        ServletRequestBindingException.class
    })
    Object malformed(Exception what, HttpServletRequest request) {
        if (what instanceof MethodArgumentTypeMismatchException mismatch
                && mismatch.getParameter().hasParameterAnnotation(PathVariable.class)) {
            return answer(request, HttpStatus.NOT_FOUND); // an address that cannot be one of ours
        }
        var errors = fieldErrors(what, request);
        var status = HttpStatus.UNPROCESSABLE_CONTENT;
        var text = errors.isEmpty()
                ? Sentence.of("site.error.422.text")
                : Sentence.of(
                        "site.error.422.fields",
                        String.join(
                                frames.msg(request).t("site.listSeparator"),
                                errors.stream()
                                        .map(Problems.FieldError::field)
                                        .distinct()
                                        .toList()));
        return answer(request, status, text, null, errors);
    }

    /** Left to the security filters, which know the way to the login page. */
    @ExceptionHandler
    void notSignedIn(AuthenticationException what) {
        throw what;
    }

    /** Left to the security filters. */
    @ExceptionHandler
    void denied(AccessDeniedException what) {
        throw what;
    }

    @ExceptionHandler
    @Nullable
    Object anythingElse(Exception what, HttpServletRequest request) {
        if (DisconnectedClientHelper.isClientDisconnectedException(what)) {
            log.debug("the browser went away during {} {}", request.getMethod(), request.getRequestURI());
            return null;
        }
        if (what instanceof ErrorResponse known && !known.getStatusCode().is5xxServerError()) {
            return answer(request, known.getStatusCode());
        }
        return ourFault(request, HttpStatus.INTERNAL_SERVER_ERROR, what);
    }

    Object ourFault(HttpServletRequest request, HttpStatusCode status, @Nullable Throwable cause) {
        var reference = Reference.next();
        log.error("reference {}: {} {}", reference, request.getMethod(), addressOf(request), cause);
        return answer(request, status, text(request, status), reference, List.of());
    }

    Object answer(HttpServletRequest request, HttpStatusCode status) {
        return answer(request, status, text(request, status), null, List.of());
    }

    private Object answer(
            HttpServletRequest request,
            HttpStatusCode status,
            Sentence text,
            @Nullable String reference,
            List<Problems.FieldError> errors) {
        var msg = frames.msg(request);
        var title = Sentence.of(key(msg, status, "title"));
        if (isForMachine(request)) {
            return problems.error(status, msg.t(title), msg.t(text), reference, errors);
        }
        var page = new ModelAndView("site/error");
        page.setStatus(status);
        page.addObject("frame", frames.broken(request, title));
        page.addObject("page", new ErrorPage(status.value(), msg.t(title), msg.t(text), reference));
        return page;
    }

    private Sentence text(HttpServletRequest request, HttpStatusCode status) {
        return Sentence.of(key(frames.msg(request), status, "text"));
    }

    private static String key(Msg msg, HttpStatusCode status, String part) {
        var exact = "site.error.%d.%s".formatted(status.value(), part);
        return msg.knows(exact)
                ? exact
                : "site.error.%s.%s".formatted(status.is5xxServerError() ? "500" : "other", part);
    }

    private List<Problems.FieldError> fieldErrors(Exception what, HttpServletRequest request) {
        var odd = frames.msg(request).t("site.error.field");
        var errors = new ArrayList<Problems.FieldError>();
        switch (what) {
            case BindException form ->
                form.getFieldErrors()
                        .forEach(it -> errors.add(new Problems.FieldError(
                                it.getField(),
                                it.isBindingFailure()
                                        ? odd
                                        : Objects.requireNonNullElse(it.getDefaultMessage(), odd))));
            case HandlerMethodValidationException method ->
                method.getParameterValidationResults()
                        .forEach(parameter -> parameter
                                .getResolvableErrors()
                                .forEach(it -> errors.add(new Problems.FieldError(
                                        Objects.requireNonNullElse(
                                                parameter.getMethodParameter().getParameterName(), "?"),
                                        Objects.requireNonNullElse(it.getDefaultMessage(), odd)))));
            case MethodArgumentTypeMismatchException mismatch ->
                errors.add(new Problems.FieldError(mismatch.getName(), odd));
            case MissingServletRequestParameterException missing ->
                errors.add(new Problems.FieldError(missing.getParameterName(), odd));
            default -> {
                // the whole body is unreadable: there is no field to name
            }
        }
        return errors;
    }

    /** Whether the answer is read by a program: below {@code /api}, or whoever speaks JSON and no HTML. */
    static boolean isForMachine(HttpServletRequest request) {
        var accept = Objects.requireNonNullElse(request.getHeader(HttpHeaders.ACCEPT), "");
        var content = Objects.requireNonNullElse(request.getContentType(), "");
        return addressOf(request).startsWith("/api/")
                || (!accept.contains("text/html") && (accept.contains("json") || content.contains("json")));
    }

    private static String addressOf(HttpServletRequest request) {
        return Optional.ofNullable(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI))
                .map(Object::toString)
                .orElseGet(request::getRequestURI);
    }
}
