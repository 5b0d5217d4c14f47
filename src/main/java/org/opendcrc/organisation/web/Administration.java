package org.opendcrc.organisation.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.opendcrc.organisation.AdministrationEntry;
import org.opendcrc.organisation.AdministrationTab;
import org.opendcrc.organisation.AdministrationTabs;
import org.opendcrc.organisation.Store;
import org.opendcrc.organisation.Stores;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.Frame;
import org.opendcrc.site.Frames;
import org.opendcrc.site.MeEntry;
import org.opendcrc.site.MenuEntry;
import org.opendcrc.site.Msg;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** What the pages of the administration share: their frame, the row of pages above them, and how they tell the time. */
@Component
class Administration {

    static final String MENU_KEY = "admin";

    private final Frames frames;
    private final Stores stores;
    private final AdministrationTabs tabs;
    private final Clock clock;

    Administration(Frames frames, Stores stores, AdministrationTabs tabs, Clock clock) {
        this.frames = frames;
        this.stores = stores;
        this.tabs = tabs;
        this.clock = clock;
    }

    Frame frame(HttpServletRequest request, String titleKey) {
        return frames.of(request, titleKey, MENU_KEY);
    }

    /** The pages that the person may see; the one whose key is {@code active} is the present one. */
    List<AdministrationTab> tabs(Actor actor, String active) {
        return tabs.of(actor, active);
    }

    /** Tells moments as the dealer's first store would. */
    Teller teller(List<Store> all, Msg msg) {
        var zone = all.isEmpty() ? ZoneId.of("Asia/Shanghai") : all.getFirst().zone();
        return moment -> msg.moment(moment, zone, clock.instant().atZone(zone).toLocalDate());
    }

    List<Store> stores() {
        return stores.all();
    }

    /** Puts a moment into words. */
    interface Teller {
        String tell(Instant moment);
    }

    /** What this chapter puts into menus. */
    @Configuration(proxyBeanMethods = false)
    static class Entries {

        @Bean
        MenuEntry administrationMenu() {
            return new MenuEntry(MENU_KEY, "/administration", "settings", UseCase.READ_SETTINGS, 900);
        }

        @Bean
        MeEntry personalPage() {
            return new MeEntry("organisation.me.title", "/me", "user-circle", 10);
        }

        @Bean
        AdministrationEntry peoplePage() {
            return new AdministrationEntry("people", "/administration/people", UseCase.MANAGE_PEOPLE, 10);
        }

        @Bean
        AdministrationEntry settingsPage() {
            return new AdministrationEntry("settings", "/administration/settings", UseCase.READ_SETTINGS, 20);
        }

        @Bean
        AdministrationEntry storesPage() {
            return new AdministrationEntry("stores", "/administration/stores", UseCase.READ_SETTINGS, 25);
        }

        @Bean
        AdministrationEntry auditPage() {
            return new AdministrationEntry("audit", "/administration/audit", UseCase.READ_AUDIT, 90);
        }
    }
}
