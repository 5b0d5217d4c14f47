package org.opendcrc.dms;

import java.util.Optional;
import org.opendcrc.dms.Imports.Freshness;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** How old the data is, for the bar and the desk together: read once a request. */
@Component
class FreshnessOnce {

    private static final String READ = Freshness.class.getName();

    private final Imports imports;

    FreshnessOnce(Imports imports) {
        this.imports = imports;
    }

    /** What was read; a record, because nothing at all is an answer too. */
    private record Read(Optional<Freshness> freshness) {}

    @Transactional(readOnly = true)
    public Optional<Freshness> read() {
        var request = RequestContextHolder.getRequestAttributes();
        if (request == null) {
            return imports.freshness();
        }
        if (request.getAttribute(READ, RequestAttributes.SCOPE_REQUEST) instanceof Read(var freshness)) {
            return freshness;
        }
        var freshness = imports.freshness();
        request.setAttribute(READ, new Read(freshness), RequestAttributes.SCOPE_REQUEST);
        return freshness;
    }
}
