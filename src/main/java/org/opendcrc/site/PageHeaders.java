package org.opendcrc.site;

import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * What browsers are told to refuse on our pages: every script, style, frame or form target that is not ours, and anything
 * written inline. For the security filter chain: {@code http.headers(new PageHeaders())}.
 */
public final class PageHeaders implements Customizer<HeadersConfigurer<HttpSecurity>> {

    static final String CONTENT_SECURITY_POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "worker-src 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'");

    private final String policy;

    public PageHeaders() {
        this(CONTENT_SECURITY_POLICY);
    }

    private PageHeaders(String policy) {
        this.policy = policy;
    }

    /**
     * For a page of somebody else's making that writes one style into itself.
     *
     * @param hash of that style, as the browser names it: {@code sha256-…}
     */
    public static PageHeaders allowingStyle(String hash) {
        return new PageHeaders(CONTENT_SECURITY_POLICY.replace("style-src 'self'", "style-src 'self' '" + hash + "'"));
    }

    @Override
    public void customize(HeadersConfigurer<HttpSecurity> headers) {
        headers.httpStrictTransportSecurity(
                        it -> it.includeSubDomains(false)) // of other programs there nothing is known
                .contentSecurityPolicy(it -> it.policyDirectives(policy))
                .referrerPolicy(it -> it.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(
                        it -> it.policy("camera=(), microphone=(), geolocation=(), payment=(), usb=()"))
                .crossOriginOpenerPolicy(it -> it.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .crossOriginResourcePolicy(it -> it.policy(CrossOriginResourcePolicy.SAME_ORIGIN));
    }
}
