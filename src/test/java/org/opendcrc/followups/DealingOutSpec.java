package org.opendcrc.followups;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Calls are dealt out in turn: whoever has the fewest is next. */
class DealingOutSpec {

    private static final UUID ZHOU = new UUID(0, 1);
    private static final UUID LI = new UUID(0, 2);
    private static final UUID MENG = new UUID(0, 3);

    @Test
    void FU_19_everybody_gets_one_in_turn() {
        assertThat(dealt(new Dealt(List.of(ZHOU, LI, MENG), Map.of()), 6))
                .containsExactly(ZHOU, LI, MENG, ZHOU, LI, MENG);
    }

    @Test
    void FU_19_whoever_has_fewer_catches_up_first() {
        assertThat(dealt(new Dealt(List.of(ZHOU, LI), Map.of(ZHOU, 2)), 4)).containsExactly(LI, LI, ZHOU, LI);
    }

    @Test
    void FU_19_who_may_not_is_passed_over_and_nobody_gets_it_if_none_may() {
        var dealt = new Dealt(List.of(ZHOU, LI), Map.of());
        assertThat(dealt.next(LI::equals)).contains(LI);
        assertThat(dealt.next(_ -> false)).isEmpty();
        assertThat(dealt.next(_ -> true)).contains(ZHOU);
    }

    private static List<UUID> dealt(Dealt dealt, int how) {
        return IntStream.range(0, how)
                .mapToObj(_ -> dealt.next(_ -> true).orElseThrow())
                .toList();
    }
}
