package org.opendcrc.site;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opendcrc.shared.Sentence;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/**
 * Answers of the interface for machines when something cannot be done: RFC 9457, {@code type} = {@code /problems/<kebab>}, title
 * and detail in the language of the request.
 */
public final class Problems {

    private final Messages messages;

    Problems(Messages messages) {
        this.messages = messages;
    }

    /**
     * The business says no: 422.
     *
     * @param type name of the refusal in kebab case, such as {@code bay-full}; the title is the message {@code problem.<type>}
     *     where there is one
     * @param sentence what to do next
     * @param rule number of the rule, such as {@code AP-4}; empty for none
     * @param fields what the refusal carries, by name
     */
    public ResponseEntity<ProblemDetail> refused(
            String type, Sentence sentence, String rule, Map<String, Object> fields) {
        return answer(refusal(type, sentence, rule, fields));
    }

    private ProblemDetail refusal(String type, Sentence sentence, String rule, Map<String, Object> fields) {
        var msg = messages.in(LocaleContextHolder.getLocale());
        var named = "problem." + type;
        var problem = problem(
                HttpStatus.UNPROCESSABLE_CONTENT,
                type,
                msg.knows(named) ? msg.t(named) : msg.t("site.refused"),
                msg.t(sentence));
        fields.forEach(problem::setProperty);
        if (!rule.isEmpty()) {
            problem.setProperty("rule", rule);
        }
        return problem;
    }

    /** Somebody else was faster: 409, else like {@link #refused}. */
    public ResponseEntity<ProblemDetail> overtaken(
            String type, Sentence sentence, String rule, Map<String, Object> fields) {
        var problem = refusal(type, sentence, rule, fields);
        problem.setStatus(HttpStatus.CONFLICT);
        return answer(problem);
    }

    /** A field of a request and what is wrong with it. */
    record FieldError(String field, String message) {}

    ResponseEntity<ProblemDetail> error(
            HttpStatusCode status, String title, String detail, @Nullable String reference, List<FieldError> errors) {
        var problem = problem(status, kebab(status), title, detail);
        if (reference != null) {
            problem.setProperty("reference", reference);
        }
        if (!errors.isEmpty()) {
            problem.setProperty("errors", errors);
        }
        return answer(problem);
    }

    private static String kebab(HttpStatusCode status) {
        return switch (status.value()) {
            case 403 -> "not-allowed";
            case 409 -> "stale-version";
            case 422 -> "malformed";
            case 500 -> "our-fault";
            default -> {
                var known = HttpStatus.resolve(status.value());
                yield known == null
                        ? "status-" + status.value()
                        : known.name().toLowerCase(Locale.ROOT).replace('_', '-');
            }
        };
    }

    private static ProblemDetail problem(HttpStatusCode status, String type, String title, String detail) {
        var problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create("/problems/" + type));
        problem.setTitle(title);
        return problem;
    }

    private static ResponseEntity<ProblemDetail> answer(ProblemDetail problem) {
        return ResponseEntity.status(problem.getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
