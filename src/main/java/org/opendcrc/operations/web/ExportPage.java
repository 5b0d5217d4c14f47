package org.opendcrc.operations.web;

import java.util.List;
import org.opendcrc.organisation.AdministrationTab;

/**
 * The page on which everything can be taken along.
 *
 * @param allowed whether the person administers all stores of the dealer
 */
public record ExportPage(List<AdministrationTab> tabs, boolean allowed) {}
