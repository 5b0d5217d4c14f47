package org.opendcrc.followups.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.followups.FollowUpFiles;
import org.opendcrc.followups.QueuePlace;
import org.opendcrc.followups.QueueView;
import org.opendcrc.followups.SavedView;
import org.opendcrc.followups.SavedViews;
import org.opendcrc.messaging.CustomerLists;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.UseCase;
import org.springframework.core.ResolvableType;
import org.springframework.core.convert.ConversionService;
import org.springframework.format.support.DefaultFormattingConversionService;
import org.springframework.stereotype.Component;
import org.springframework.validation.DataBinder;

/** A person's own views of the list of calls, as lists of customers to whom many texts can be sent. */
@Component
class SavedViewLists implements CustomerLists {

    private static final int PIECE = 500;

    private static final ConversionService CONVERSION = new DefaultFormattingConversionService();

    private final SavedViews views;
    private final FollowUpFiles files;

    SavedViewLists(SavedViews views, FollowUpFiles files) {
        this.views = views;
        this.files = files;
    }

    @Override
    public List<Choice> of(Actor actor) {
        return actor.may(UseCase.OPEN_FOLLOW_UPS)
                ? views.of(actor).stream()
                        .map(it -> new Choice(it.id().toString(), it.name()))
                        .toList()
                : List.of();
    }

    @Override
    public Optional<List<UUID>> customers(Actor actor, String key, int limit, Instant now) {
        return (actor.may(UseCase.OPEN_FOLLOW_UPS) ? views.of(actor) : List.<SavedView>of())
                .stream()
                        .filter(it -> it.id().toString().equals(key))
                        .findFirst()
                        .map(it -> customers(actor, form(it.filter()), limit, now));
    }

    private List<UUID> customers(Actor actor, FilterForm form, int limit, Instant now) {
        var filter = form.filter(QueueView.OPEN);
        var found = new LinkedHashSet<UUID>();
        var place = Optional.<QueuePlace>of(new QueuePlace.First());
        while (place.isPresent() && found.size() < limit) {
            var piece = files.list(actor, filter, place.get(), PIECE, now);
            piece.lines().forEach(it -> found.add(it.task().customerId()));
            place = piece.next().map(QueuePlace.After::new);
        }
        return new ArrayList<>(found).subList(0, Math.min(limit, found.size()));
    }

    /** The filter as the address carried it. */
    private static FilterForm form(String query) {
        var given = new LinkedHashMap<String, String>();
        for (var pair : query.split("&", -1)) {
            var at = pair.indexOf('=');
            if (at > 0) {
                given.put(pair.substring(0, at), URLDecoder.decode(pair.substring(at + 1), StandardCharsets.UTF_8));
            }
        }
        var binder = new DataBinder(null);
        binder.setTargetType(ResolvableType.forClass(FilterForm.class));
        binder.setConversionService(CONVERSION);
        binder.construct(new DataBinder.ValueResolver() {
            @Override
            public @Nullable Object resolveValue(String name, Class<?> type) {
                return given.get(name);
            }

            @Override
            public Set<String> getNames() {
                return given.keySet();
            }
        });
        return (FilterForm) Objects.requireNonNull(binder.getTarget(), "a view that was kept");
    }
}
