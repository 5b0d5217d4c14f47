package org.opendcrc.organisation.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opendcrc.organisation.AdministrationTab;
import org.opendcrc.shared.Sentence;

/**
 * One person and his login.
 *
 * @param until the end of his slip or lock in words, empty for neither
 * @param mayManage whether all his stores are the administrator's
 * @param slip the one-time password given just now, shown this once; null if none was given
 * @param slipUntil its end in words
 * @param refusal why the last wish was not met, null if nothing is wrong
 */
public record PersonPage(
        List<AdministrationTab> tabs,
        PeoplePage.Line person,
        String until,
        boolean hasLogin,
        boolean disabled,
        boolean left,
        boolean mayManage,
        @Nullable String slip,
        String slipUntil,
        @Nullable Sentence refusal) {}
