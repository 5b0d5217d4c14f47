package org.opendcrc.organisation;

import org.opendcrc.shared.UseCase;

/**
 * A page of the administration, contributed by a chapter as a bean and shown in the row of pages above each of them. Its word is the
 * message {@code administration.<key>}.
 *
 * @param useCase shown only to those who may do this somewhere
 * @param order smaller stands further left
 */
public record AdministrationEntry(String key, String href, UseCase useCase, int order) {}
