package org.opendcrc.site;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Answers what went wrong before or after the controllers: in a filter, in a template, in the server itself. */
@Controller
class ErrorPageController implements ErrorController {

    private final ErrorAnswers answers;

    ErrorPageController(ErrorAnswers answers) {
        this.answers = answers;
    }

    @RequestMapping("${server.error.path:/error}")
    Object error(HttpServletRequest request) {
        var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                ? HttpStatusCode.valueOf(code)
                : HttpStatus.NOT_FOUND; // nobody is led here, somebody typed the address
        if (!status.is5xxServerError()) {
            return answers.answer(request, status);
        }
        var cause = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable it ? it : null;
        return answers.ourFault(request, status, cause);
    }
}
