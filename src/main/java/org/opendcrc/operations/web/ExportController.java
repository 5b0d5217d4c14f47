package org.opendcrc.operations.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.opendcrc.operations.Export;
import org.opendcrc.organisation.AdministrationEntry;
import org.opendcrc.organisation.AdministrationTabs;
import org.opendcrc.organisation.Stores;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Audited;
import org.opendcrc.shared.NotAllowed;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.Frames;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** Where an administrator of all stores takes everything along. Identity numbers stay sealed: opening them is the operator's. */
@Controller
class ExportController {

    private final Export export;
    private final Stores stores;
    private final AdministrationTabs tabs;
    private final Frames frames;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ExportController(
            Export export,
            Stores stores,
            AdministrationTabs tabs,
            Frames frames,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Clock clock) {
        this.export = export;
        this.stores = stores;
        this.tabs = tabs;
        this.frames = frames;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    @GetMapping("/administration/export")
    ModelAndView page(HttpServletRequest request, @AuthenticationPrincipal Actor actor) {
        actor.require(UseCase.EXPORT_EVERYTHING);
        return new ModelAndView("operations/export")
                .addObject("frame", frames.of(request, "administration.export", "admin"))
                .addObject("page", new ExportPage(tabs.of(actor, "export"), isOfAllStores(actor)));
    }

    @PostMapping("/administration/export/files")
    void create(HttpServletResponse response, @AuthenticationPrincipal Actor actor) throws IOException {
        actor.require(UseCase.EXPORT_EVERYTHING);
        if (!isOfAllStores(actor)) {
            throw new NotAllowed(UseCase.EXPORT_EVERYTHING);
        }
        var now = clock.instant();
        // First the line, then the data: nobody takes them without a trace.
        transaction.executeWithoutResult(_ -> events.publishEvent(
                Audited.by(actor, now, "everything-exported", "dealer", actor.dealerId(), Map.of("by", "page"))));
        response.setContentType("application/zip");
        response.setHeader("Content-Disposition", "attachment; filename=\"opendcrc-export.zip\"");
        try (var zip = new ZipOutputStream(response.getOutputStream())) {
            export.write(name -> entry(zip, name), new Export.Manner(false, true));
        }
    }

    private static OutputStream entry(ZipOutputStream zip, String name) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        return new FilterOutputStream(zip) {
            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                zip.write(bytes, from, length);
            }

            @Override
            public void close() throws IOException {
                zip.closeEntry();
            }
        };
    }

    private boolean isOfAllStores(Actor actor) {
        return stores.all().stream().allMatch(it -> actor.may(UseCase.EXPORT_EVERYTHING, it.id()));
    }

    /** What this page puts into the administration. */
    @Configuration(proxyBeanMethods = false)
    static class Entry {

        @Bean
        AdministrationEntry exportPage() {
            return new AdministrationEntry("export", "/administration/export", UseCase.EXPORT_EVERYTHING, 80);
        }
    }
}
