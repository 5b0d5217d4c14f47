package org.opendcrc.site;

import org.opendcrc.shared.UseCase;

/**
 * The search field in the bar, contributed as a bean by the chapter that answers it; without one there is no field.
 *
 * @param href where the search goes, by GET
 * @param parameter the parameter that carries the words
 * @param placeholder message key: what one may type
 * @param hits address of the best hits while somebody types, with the same parameter
 */
public record SearchBox(String href, String parameter, String placeholder, String hits, UseCase useCase) {}
