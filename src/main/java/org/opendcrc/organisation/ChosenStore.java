package org.opendcrc.organisation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.opendcrc.shared.UseCase;

/**
 * On a parameter {@code Optional<UUID>} of a page, or {@code String} where it takes the code of a store too (then "" is empty): the store that the address names ({@code ?store=…}), else the one that the person has
 * chosen in the bar, else empty for all. {@code ?store=all} is empty too. A store that the address
 * names is checked where the use case begins.
 */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface ChosenStore {

    /** What the page shows: a chosen store in which he may not do it does not count. */
    UseCase value();
}
