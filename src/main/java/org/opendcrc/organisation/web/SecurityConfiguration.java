package org.opendcrc.organisation.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opendcrc.organisation.NewSession;
import org.opendcrc.organisation.SignInDesk;
import org.opendcrc.organisation.SignInSettings;
import org.opendcrc.organisation.TokenDesk;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Role;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.PageHeaders;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.jdbc.config.annotation.web.http.EnableJdbcHttpSession;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;

/** Who may come in where: static files and the login page everybody, programs with an access token, people with a session. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SignInSettings.class)
@EnableJdbcHttpSession(tableName = "infrastructure.spring_session")
class SecurityConfiguration {

    static final String DESK = "/";

    /** For somebody who has no role in any store. */
    static final String HOME_OF_OTHERS = "/me";

    /** Where a guard's day begins and ends. */
    static final String GATE = "/gate";

    static final String LOGIN_PAGE = "/login";

    /** Where the form is shown again; no address of the outside. */
    static final String REFUSED_PAGE = "/login/refused";

    /** Attribute under which the login page finds why it is shown again. */
    static final String REFUSAL = SignInRefused.class.getName();

    /** Where somebody begins his day. */
    static String home(Actor actor) {
        if (!actor.roles().isEmpty() && actor.roles().values().stream().allMatch(it -> it.equals(Set.of(Role.GUARD)))) {
            return GATE;
        }
        return actor.may(UseCase.OPEN_DESK) ? DESK : HOME_OF_OTHERS;
    }

    /**
     * The library writes at each request when the session was last used, and waits for the disk. A minute is exact enough for a session
     * of hours: an update that finds nothing to do writes nothing. What a person's sign-in changes is written at once.
     */
    private static final String SESSION_UPDATE = """
            update infrastructure.spring_session s
               set session_id = n.session_id, last_access_time = n.last_access_time, max_inactive_interval = n.max_inactive_interval,
                   expiry_time = n.expiry_time, principal_name = n.principal_name
              from (select ?::bpchar as session_id, ?::bigint as last_access_time, ?::int as max_inactive_interval,
                           ?::bigint as expiry_time, ?::text as principal_name, ?::bpchar as primary_id) n
             where s.primary_id = n.primary_id
               and (s.session_id <> n.session_id
                    or s.max_inactive_interval <> n.max_inactive_interval
                    or s.principal_name is distinct from n.principal_name
                    or n.last_access_time - s.last_access_time >= 60000)
            """;

    @Bean
    SessionRepositoryCustomizer<JdbcIndexedSessionRepository> sessions(SignInSettings settings) {
        return repository -> {
            repository.setDefaultMaxInactiveInterval(settings.session());
            repository.setUpdateSessionQuery(SESSION_UPDATE);
        };
    }

    /** No figure for each of the security filters of each request: they cost more than most filters do, and nobody looks at them. */
    @Bean
    SecurityObservationSettings observations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    NewSession newSession(SessionDoor door) {
        return (person, request, response) -> {
            request.getSession();
            request.changeSessionId();
            door.saveContext(new SecurityContextImpl(new SignedIn(person.access())), request, response);
        };
    }

    @Bean
    CookieSerializer cookieSerializer() {
        var cookie = new DefaultCookieSerializer();
        cookie.setCookieName("opendcrc_session");
        cookie.setUseHttpOnlyCookie(true);
        cookie.setSameSite("Lax");
        return cookie;
    }

    /** Files that are the same for everybody: no session is read for them. */
    @Bean
    @Order(1)
    SecurityFilterChain files(HttpSecurity http) {
        return http.securityMatcher("/webjars/**", "/opendcrc/**", "/favicon.ico")
                .headers(new PageHeaders())
                .headers(it -> it.cacheControl(cache -> cache.disable()))
                .authorizeHttpRequests(it -> it.anyRequest().permitAll())
                .sessionManagement(it -> it.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(it -> it.disable())
                .securityContext(it -> it.disable())
                .csrf(it -> it.disable())
                .logout(it -> it.disable())
                .build();
    }

    /** Programs. */
    @Bean
    @Order(2)
    SecurityFilterChain programs(HttpSecurity http, TokenDesk tokens, SecurityProblems problems) {
        return http.securityMatcher("/api/**", "/simulation/**")
                .headers(new PageHeaders())
                .authorizeHttpRequests(it -> it.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .exceptionHandling(it ->
                        it.authenticationEntryPoint(problems::notSignedIn).accessDeniedHandler(problems::notAllowed))
                .sessionManagement(it -> it.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(it -> it.disable())
                .csrf(it -> it.disable())
                .logout(it -> it.disable())
                .addFilterBefore(new BearerFilter(tokens), AnonymousAuthenticationFilter.class)
                .addFilterAfter(new DealerFilter(false), AuthorizationFilter.class)
                .build();
    }

    /**
     * The description of the interface for programs: it tells nothing about any dealer and is free to read. Swagger UI writes one style
     * into its page, and a new version another one; the browser test fails then and names its hash.
     */
    @Bean
    @Order(3)
    SecurityFilterChain description(HttpSecurity http) {
        return http.securityMatcher("/v3/api-docs/**", "/swagger-ui/**", "/swagger-ui.html")
                .headers(PageHeaders.allowingStyle("sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w="))
                .authorizeHttpRequests(it -> it.anyRequest().permitAll())
                .sessionManagement(it -> it.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(it -> it.disable())
                .csrf(it -> it.disable())
                .logout(it -> it.disable())
                .build();
    }

    /** People. */
    @Bean
    @Order(4)
    SecurityFilterChain pages(HttpSecurity http, SessionDoor door, SignInDesk desk) {
        var saved = pagesToComeBackTo();
        return http.headers(new PageHeaders())
                .securityContext(it -> it.securityContextRepository(door))
                .authorizeHttpRequests(it -> it.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                        .permitAll()
                        .dispatcherTypeMatchers(DispatcherType.ASYNC) // the end of what was let in already
                        .permitAll()
                        .requestMatchers(
                                LOGIN_PAGE,
                                "/setup", // opens with the one-time link of an empty house alone
                                "/error",
                                "/preferences",
                                "/problems/**",
                                "/actuator/health",
                                "/actuator/health/**")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .authenticationProvider(new SignInProvider(desk))
                .formLogin(it -> it.loginPage(LOGIN_PAGE)
                        .securityContextRepository(door)
                        .successHandler(onwards(saved))
                        .failureHandler(SecurityConfiguration::backToLogin))
                .logout(it -> it.logoutUrl("/logout")
                        .logoutSuccessUrl(LOGIN_PAGE + "?out")
                        .deleteCookies("opendcrc_session"))
                .requestCache(it -> it.requestCache(saved))
                .exceptionHandling(it -> it.authenticationEntryPoint(SecurityConfiguration::toLogin)
                        .accessDeniedHandler(SecurityConfiguration::denied))
                .addFilterAfter(new DealerFilter(true), AuthorizationFilter.class)
                .build();
    }

    @SuppressWarnings("NullAway") // null is how the cache is told to leave addresses as they are
    private static RequestCache pagesToComeBackTo() {
        var saved = new HttpSessionRequestCache();
        saved.setRequestMatcher(SecurityConfiguration::isPageToComeBackTo);
        saved.setMatchingRequestParameterName(null);
        return saved;
    }

    private static SavedRequestAwareAuthenticationSuccessHandler onwards(RequestCache saved) {
        var onwards = new SavedRequestAwareAuthenticationSuccessHandler() {
            @Override
            protected String determineTargetUrl(
                    HttpServletRequest request, HttpServletResponse response, @Nullable Authentication authentication) {
                return authentication != null && authentication.getPrincipal() instanceof Actor actor
                        ? home(actor)
                        : HOME_OF_OTHERS;
            }
        };
        onwards.setRequestCache(saved);
        onwards.setRedirectStrategy((_, response, url) -> response.sendRedirect(withinTheHouse(url)));
        return onwards;
    }

    /** The path of a page alone: the host and port of the request that was kept are what somebody wrote into it. */
    private static String withinTheHouse(String url) {
        var path = url.replaceFirst("^[a-z]+://[^/]*", "");
        return path.startsWith("/") && !path.startsWith("//") ? path : HOME_OF_OTHERS;
    }

    /** A whole page somebody asked for by its address; neither a part of one nor what scripts fetch. */
    private static boolean isPageToComeBackTo(HttpServletRequest request) {
        var accept = request.getHeader(HttpHeaders.ACCEPT);
        return request.getMethod().equals("GET")
                && request.getHeader("HX-Request") == null
                && !request.getServletPath().equals("/")
                && accept != null
                && accept.contains("text/html");
    }

    private static void backToLogin(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException, ServletException {
        request.setAttribute(REFUSAL, why);
        request.getRequestDispatcher(REFUSED_PAGE).forward(request, response);
    }

    private static void toLogin(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        boolean ended = SessionDoor.hadPerson(request) || request.getRequestedSessionId() != null;
        var session = request.getSession(false);
        if (SessionDoor.hadPerson(request) && session != null) {
            session.invalidate();
        }
        sendToLogin(request, response, ended);
    }

    private static void denied(HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
            throws IOException {
        // A login page left open until its session was gone cannot know the new token: show it again instead of a
        // refusal.
        if (why instanceof CsrfException && request.getServletPath().equals(LOGIN_PAGE)) {
            sendToLogin(request, response, true);
        } else {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        }
    }

    private static void sendToLogin(HttpServletRequest request, HttpServletResponse response, boolean ended)
            throws IOException {
        var login = request.getContextPath() + LOGIN_PAGE + (ended ? "?ended" : "");
        if (request.getHeader("HX-Request") == null) {
            response.sendRedirect(login);
        } else {
            // A part of a page must not become a login form: the browser is told to go there as a whole.
            response.setHeader("HX-Redirect", login);
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        }
    }
}
