package org.opendcrc.organisation.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opendcrc.organisation.Access;
import org.opendcrc.shared.Actor;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** A person whose session or access token was recognised. Its principal is the {@link Actor}; it is never stored. */
class SignedIn extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1;

    private final transient Access access;

    SignedIn(Access access) {
        super(List.of());
        this.access = access;
        setAuthenticated(true);
    }

    Access access() {
        return access;
    }

    @Override
    public Actor getPrincipal() {
        return access.actor();
    }

    @Override
    public @Nullable Object getCredentials() {
        return null;
    }

    @Override
    public String getName() {
        return access.actor().login();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SignedIn it && access.equals(it.access);
    }

    @Override
    public int hashCode() {
        return access.hashCode();
    }
}
