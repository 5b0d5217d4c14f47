package org.opendcrc.workbench.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.organisation.ChosenStore;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.DeskList;
import org.opendcrc.site.DeskTile;
import org.opendcrc.site.Frames;
import org.opendcrc.site.MenuEntry;
import org.opendcrc.workbench.Desk;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** The desk 工作台: where everybody begins his day. */
@Controller
class DeskController {

    private static final String KEY = "workbench";

    private final Desk desk;
    private final List<DeskTile> tiles;
    private final List<DeskList> lists;
    private final Frames frames;
    private final Clock clock;

    DeskController(
            Desk desk, ObjectProvider<DeskTile> tiles, ObjectProvider<DeskList> lists, Frames frames, Clock clock) {
        this.desk = desk;
        this.tiles = tiles.stream().toList();
        this.lists = lists.stream().toList();
        this.frames = frames;
        this.clock = clock;
    }

    /** Its place in the menu, before all others. */
    @Configuration(proxyBeanMethods = false)
    static class Menu {

        @Bean
        MenuEntry deskEntry() {
            return new MenuEntry(KEY, "/", "layout-dashboard", UseCase.OPEN_DESK, 10).reachedByThumb();
        }
    }

    @GetMapping("/")
    ModelAndView show(
            @AuthenticationPrincipal Actor actor,
            @ChosenStore(UseCase.OPEN_DESK) Optional<UUID> store,
            HttpServletRequest request) {
        if (!actor.may(UseCase.OPEN_DESK)) {
            return new ModelAndView("redirect:/me"); // no role in any store
        }
        var now = clock.instant();
        var day = desk.day(actor, store, DeskPage.ROWS + 1, now);
        var brought = tiles.stream()
                .flatMap(it -> it.show(actor, store, now).stream())
                .sorted(Comparator.comparingInt(DeskTile.Shown::order))
                .toList();
        var listed = lists.stream()
                .flatMap(it -> it.show(actor, store, now).stream())
                .sorted(Comparator.comparingInt(DeskList.Shown::order))
                .toList();
        return new ModelAndView("workbench/desk")
                .addObject("frame", frames.of(request, "menu.workbench", KEY))
                .addObject("page", DeskPage.of(day, actor, brought, listed, now, frames.msg(request)));
    }
}
