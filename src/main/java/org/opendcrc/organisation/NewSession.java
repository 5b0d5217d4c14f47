package org.opendcrc.organisation;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Begins a session for somebody whom the desk of sign-in has let in, from a page that is not the login page. */
@FunctionalInterface
public interface NewSession {

    void begin(SignIn.Welcome person, HttpServletRequest request, HttpServletResponse response);
}
