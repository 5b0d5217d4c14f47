package org.opendcrc.site;

import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.view.AbstractTemplateView;
import org.springframework.web.servlet.view.AbstractTemplateViewResolver;
import org.springframework.web.servlet.view.AbstractUrlBasedView;

/** Finds the compiled template of a view name: {@code site/login} is {@code src/main/jte/site/login.jte}. */
class JteViewResolver extends AbstractTemplateViewResolver {

    private final TemplateEngine engine;

    JteViewResolver(TemplateEngine engine) {
        this.engine = engine;
        setViewClass(requiredViewClass());
        setSuffix(".jte");
        setContentType("text/html;charset=UTF-8");
        setOrder(Ordered.HIGHEST_PRECEDENCE);
        // A template gets what the controller names, and nothing that happens to be in the request.
        setExposeSpringMacroHelpers(false);
    }

    @Override
    protected Class<?> requiredViewClass() {
        return View.class;
    }

    @Override
    protected AbstractUrlBasedView instantiateView() {
        return new View(engine);
    }

    private static final class View extends AbstractTemplateView {

        private final TemplateEngine engine;

        View(TemplateEngine engine) {
            this.engine = engine;
        }

        @Override
        public boolean checkResource(Locale locale) {
            return engine.hasTemplate(template());
        }

        @Override
        protected void renderMergedTemplateModel(
                Map<String, Object> model, HttpServletRequest request, HttpServletResponse response) throws Exception {
            // Written only when whole: a failing template still becomes an error page.
            var page = new Utf8ByteOutput();
            engine.render(template(), model, page);
            response.setContentLength(page.getContentLength());
            page.writeTo(response.getOutputStream());
        }

        private String template() {
            return Objects.requireNonNull(getUrl());
        }
    }
}
