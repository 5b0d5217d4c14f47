package org.opendcrc.organisation.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.opendcrc.organisation.Bays;
import org.opendcrc.organisation.Store;
import org.opendcrc.organisation.StoreSetup;
import org.opendcrc.organisation.Stores;
import org.opendcrc.organisation.web.StoresPage.Field;
import org.opendcrc.organisation.web.StoresPage.NewTarget;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.NotAllowed;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.Sentence;
import org.opendcrc.shared.UseCase;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** A store's brands, bays 工位 and the brands' targets 目标值. */
@Controller
@RequestMapping("/administration/stores")
class StoresController {

    private static final int MOST_LINES = 100;
    private static final int LONGEST_LINE = 40;
    private static final Pattern FIGURE = Pattern.compile("[A-Z]{1,2}-[0-9]+(?:\\.[a-z-]+)?");

    private final StoreSetup setup;
    private final Stores stores;
    private final Bays bays;
    private final Administration administration;

    StoresController(StoreSetup setup, Stores stores, Bays bays, Administration administration) {
        this.setup = setup;
        this.stores = stores;
        this.bays = bays;
        this.administration = administration;
    }

    /** What was typed and refused; null where nothing was. */
    private record Typed(
            @Nullable Field brands,
            @Nullable Field bays,
            @Nullable NewTarget target) {

        static final Typed NOTHING = new Typed(null, null, null);
    }

    @GetMapping
    ModelAndView first(@AuthenticationPrincipal Actor actor) {
        return stores.of(actor, UseCase.READ_SETTINGS).stream()
                .findFirst()
                .map(it -> new ModelAndView("redirect:" + address(it.code())))
                .orElseThrow(() -> new NotAllowed(UseCase.READ_SETTINGS));
    }

    @GetMapping("/{store}")
    ModelAndView of(@AuthenticationPrincipal Actor actor, HttpServletRequest request, @PathVariable String store) {
        return page(actor, request, store, Typed.NOTHING);
    }

    /** The address of a refused form, loaded again: the page as it always is. */
    @GetMapping("/{store}/{part:brands|bays|targets}")
    String again(@PathVariable String store, @PathVariable String part) {
        return "redirect:" + address(store) + "#" + part;
    }

    @PostMapping("/{store}/brands")
    ModelAndView setBrands(
            @AuthenticationPrincipal Actor actor,
            HttpServletRequest request,
            @PathVariable String store,
            @RequestParam(defaultValue = "") String names) {
        var wanted = lines(names);
        var refusal =
                wanted.isEmpty() ? Optional.of(Sentence.of("organisation.stores.refused.no-brand")) : objection(wanted);
        if (refusal.isPresent()) {
            return page(actor, request, store, new Typed(new Field(names, refusal.get()), null, null));
        }
        setup.setBrands(actor, store(actor, store).id(), wanted);
        return done(store, "brands");
    }

    @PostMapping("/{store}/bays")
    ModelAndView setBays(
            @AuthenticationPrincipal Actor actor,
            HttpServletRequest request,
            @PathVariable String store,
            @RequestParam(defaultValue = "") String names) {
        var wanted = lines(names);
        var refusal = objection(wanted);
        if (refusal.isPresent()) {
            return page(actor, request, store, new Typed(null, new Field(names, refusal.get()), null));
        }
        setup.setBays(actor, store(actor, store).id(), wanted);
        return done(store, "bays");
    }

    /** @param percent empty takes the target away */
    @PostMapping("/{store}/targets")
    ModelAndView setTarget(
            @AuthenticationPrincipal Actor actor,
            HttpServletRequest request,
            @PathVariable String store,
            @RequestParam(defaultValue = "") String brand,
            @RequestParam(defaultValue = "") String figure,
            @RequestParam(defaultValue = "") String percent) {
        var of = store(actor, store);
        var share = share(percent);
        var refusal = !stores.brands(of.id()).contains(brand)
                ? "organisation.stores.refused.brand"
                : !FIGURE.matcher(figure.strip()).matches()
                        ? "organisation.stores.refused.figure"
                        : share.isEmpty() && !percent.isBlank() ? "organisation.stores.refused.percent" : null;
        if (refusal != null) {
            return page(
                    actor,
                    request,
                    store,
                    new Typed(null, null, new NewTarget(brand, figure, percent, Sentence.of(refusal))));
        }
        if (share.isPresent()) {
            setup.setTargets(actor, of.id(), brand, Map.of(figure.strip(), share.getAsInt()));
        } else {
            setup.clearTarget(actor, of.id(), brand, figure.strip());
        }
        return done(store, "targets");
    }

    private static List<String> lines(String written) {
        return written.lines()
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .distinct()
                .toList();
    }

    private static Optional<Sentence> objection(List<String> names) {
        return names.size() > MOST_LINES || names.stream().anyMatch(it -> it.length() > LONGEST_LINE)
                ? Optional.of(Sentence.of("organisation.stores.refused.long", MOST_LINES, LONGEST_LINE))
                : Optional.empty();
    }

    /** Whole percent from 0 to 100, both included. */
    private static OptionalInt share(String written) {
        var digits = written.strip().replaceAll("[%％]$", "");
        return digits.matches("[0-9]{1,3}") && Integer.parseInt(digits) <= 100
                ? OptionalInt.of(Integer.parseInt(digits))
                : OptionalInt.empty();
    }

    private Store store(Actor actor, String code) {
        return chosen(stores.of(actor, UseCase.READ_SETTINGS), code);
    }

    private static Store chosen(List<Store> readable, String code) {
        return readable.stream()
                .filter(it -> it.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new NotFound("store " + code));
    }

    private ModelAndView page(Actor actor, HttpServletRequest request, String code, Typed typed) {
        var readable = stores.of(actor, UseCase.READ_SETTINGS);
        var store = chosen(readable, code);
        var brands = stores.brands(store.id());
        var page = new StoresPage(
                administration.tabs(actor, "stores"),
                readable.stream()
                        .map(it -> new SettingsPage.Choice(
                                it.code(), it.name(), it.code().equals(code)))
                        .toList(),
                code,
                actor.may(UseCase.CHANGE_SETTINGS, store.id()),
                typed.brands() != null ? typed.brands() : new Field(String.join("\n", brands), null),
                typed.bays() != null
                        ? typed.bays()
                        : new Field(
                                String.join(
                                        "\n",
                                        bays.of(store.id()).stream()
                                                .map(Bays.Bay::name)
                                                .toList()),
                                null),
                brands,
                setup.targets(actor, store.id()).stream()
                        .map(it -> new StoresPage.Target(it.brand(), it.figure(), it.percent()))
                        .toList(),
                typed.target() != null ? typed.target() : NewTarget.EMPTY);
        var answer = new ModelAndView("organisation/stores")
                .addObject("frame", administration.frame(request, "administration.stores"))
                .addObject("page", page);
        answer.setStatus(typed.equals(Typed.NOTHING) ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        return answer;
    }

    private static ModelAndView done(String store, String part) {
        return new ModelAndView("redirect:" + address(store) + "#" + part);
    }

    private static String address(String store) {
        return "/administration/stores/" + store;
    }
}
